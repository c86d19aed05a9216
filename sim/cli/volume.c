/* volume.c - the drive that a board in its boot loader shows.      SPDX-License-Identifier: MIT
 *
 * Source: INFO_UF2.TXT and what happens after the last block, Microsoft's UF2 specification and the
 * RP2040 datasheet, section 2.8.4.
 */
#include "cli/volume.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { BLOCK = 512, PIECE = 64 * BLOCK, BAR = 32 };

/* ---- Finding --------------------------------------------------------------------------------- */

bool volume_at(struct volume *volume, const char *path)
{
    char file[VOLUME_PATH_MAX + 16], line[128];
    bool found = false;
    (void)snprintf(file, sizeof file, "%s/INFO_UF2.TXT", path);
    FILE *in = fopen(file, "r");
    if (in == NULL)
        return false;
    *volume = (struct volume){.board_id = "?"};
    (void)snprintf(volume->path, sizeof volume->path, "%s", path);
    while (fgets(line, sizeof line, in) != NULL) {
        found = found || strncmp(line, "UF2 Bootloader", 14) == 0;
        if (strncmp(line, "Board-ID:", 9) == 0)
            (void)sscanf(line + 9, "%63s", volume->board_id);
    }
    (void)fclose(in);
    return found;
}

static size_t find_below(const char *place, struct volume *volumes, size_t count)
{
    DIR *folder = opendir(place);
    if (folder == NULL)
        return count;
    for (const struct dirent *entry; count < VOLUMES_MAX && (entry = readdir(folder)) != NULL;) {
        char path[VOLUME_PATH_MAX];
        if (entry->d_name[0] == '.')
            continue;
        int length = snprintf(path, sizeof path, "%s/%s", place, entry->d_name);
        if (length < (int)sizeof path && volume_at(&volumes[count], path))
            count++;
    }
    (void)closedir(folder);
    return count;
}

size_t volume_find(struct volume volumes[VOLUMES_MAX])
{
    char places[VOLUME_PATH_MAX];
    const char *given = getenv("GLOWLOOP_VOLUMES");
    const char *user = getenv("USER");
    size_t count = 0;
    if (user == NULL)
        user = "root";
    if (given != NULL)
        (void)snprintf(places, sizeof places, "%s", given);
    else
        (void)snprintf(places, sizeof places, "/media/%s:/run/media/%s:/media:/Volumes", user,
                       user);
    for (char *rest = places, *place; (place = strtok_r(rest, ":", &rest)) != NULL;)
        count = find_below(place, volumes, count);
    return count;
}

/* ---- UF2 ------------------------------------------------------------------------------------- */

static uint32_t word(const uint8_t *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static const char *wrong_block(const uint8_t *block, uint32_t number, uint32_t count)
{
    if (word(block) != 0x0A324655 || word(block + 4) != 0x9E5D5157 ||
        word(block + BLOCK - 4) != 0x0AB16F30)
        return "it is no UF2 file";
    if (word(block + 28) != 0xE48BFF56)
        return "it is not for an RP2040";
    return word(block + 20) == number && word(block + 24) == count ? NULL : "blocks are missing";
}

bool volume_check_uf2(const char *path)
{
    uint8_t block[BLOCK];
    const char *wrong = NULL;
    uint32_t number = 0;
    FILE *in = fopen(path, "rb");
    if (in == NULL || fseek(in, 0, SEEK_END) != 0) {
        cli_complain("%s: cannot read: %s", path, strerror(errno));
        if (in != NULL)
            (void)fclose(in);
        return false;
    }
    long size = ftell(in);
    rewind(in);
    if (size <= 0 || size % BLOCK != 0)
        wrong = "it is no UF2 file";
    while (wrong == NULL && fread(block, 1, BLOCK, in) == BLOCK)
        wrong = wrong_block(block, number++, (uint32_t)(size / BLOCK));
    (void)fclose(in);
    if (wrong != NULL)
        cli_complain("%s: %s", path, wrong);
    return wrong == NULL;
}

/* ---- Copying --------------------------------------------------------------------------------- */

static void show_bar(size_t done, size_t size)
{
    size_t full = size == 0 ? BAR : done * BAR / size;
    if (!isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r[%.*s%*s] %zu %%", (int)full, "################################",
            (int)(BAR - full), "", size == 0 ? 100 : done * 100 / size);
    if (done == size)
        fputc('\n', stderr);
}

static uint8_t *read_whole(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    uint8_t *bytes = NULL;
    *size = 0;
    if (in == NULL)
        return NULL;
    if (fseek(in, 0, SEEK_END) == 0) {
        long end = ftell(in);
        rewind(in);
        bytes = end > 0 ? malloc((size_t)end) : NULL;
        if (bytes != NULL)
            *size = fread(bytes, 1, (size_t)end, in);
    }
    (void)fclose(in);
    return bytes;
}

static bool write_all(int out, const uint8_t *bytes, size_t size)
{
    for (size_t done = 0; done < size;) {
        size_t piece = size - done < PIECE ? size - done : PIECE;
        ssize_t written = write(out, bytes + done, piece);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += (size_t)written;
        show_bar(done, size);
    }
    return true;
}

/* The board restarts as soon as it has the last block, and takes its drive with it. */
static bool arrived(const struct volume *volume, const char *path, const uint8_t *bytes,
                    size_t size)
{
    size_t there_size;
    uint8_t *there = read_whole(path, &there_size);
    struct volume again;
    bool same = there != NULL && there_size == size && memcmp(there, bytes, size) == 0;
    bool gone = there == NULL && !volume_at(&again, volume->path);
    free(there);
    if (!same && !gone)
        cli_complain("%s: what is there now differs from what was written", path);
    return same || gone;
}

bool volume_copy(const struct volume *volume, const char *uf2_path)
{
    char path[2 * VOLUME_PATH_MAX];
    size_t size;
    uint8_t *bytes = read_whole(uf2_path, &size);
    const char *name = strrchr(uf2_path, '/');
    (void)snprintf(path, sizeof path, "%s/%s", volume->path, name != NULL ? name + 1 : uf2_path);
    int out = bytes == NULL ? -1 : open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0666);
    bool written = out >= 0 && write_all(out, bytes, size);
    if (!written)
        cli_complain("%s: cannot write: %s", path, strerror(errno));
    if (out >= 0) {
        (void)fsync(out); /* fails if the board was quicker */
        (void)close(out);
    }
    bool fine = written && arrived(volume, path, bytes, size);
    free(bytes);
    return fine;
}
