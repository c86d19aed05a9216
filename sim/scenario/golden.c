/* golden.c - files that hold what must be seen.                    SPDX-License-Identifier: MIT */
#include "scenario/golden.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 1024 };

static bool write_file(const char *path, const char *text, size_t size, char *why)
{
    FILE *out = fopen(path, "wb");
    bool written = out && fwrite(text, 1, size, out) == size;
    if (out)
        written = fclose(out) == 0 && written;
    if (!written)
        (void)snprintf(why, TELL_MAX, "%.200s cannot be written: %.100s", path, strerror(errno));
    return written;
}

void golden_beside(const char *path, const char *ending, char *beside, size_t size)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    int stem = dot ? (int)(dot - path) : (int)strlen(path);
    (void)snprintf(beside, size, "%.*s.%s%s", stem, path, ending, dot ? dot : "");
}

/* Of the line at `text`, at most so much as a message can hold. */
static int shown(const char *text)
{
    size_t length = strcspn(text, "\n");
    return (int)(length < 60 ? length : 60);
}

static void tell_first(const char *path, const char *golden, const char *text, char *why)
{
    size_t line = 1;
    while (*golden && *text) {
        size_t length = strcspn(golden, "\n");
        if (length != strcspn(text, "\n") || strncmp(golden, text, length) != 0)
            break;
        golden += length + (golden[length] != '\0');
        text += length + (text[length] != '\0');
        line++;
    }
    if (!*text)
        (void)snprintf(why, TELL_MAX, "%.200s:%zu: \"%.*s\" did not come", path, line,
                       shown(golden), golden);
    else if (!*golden)
        (void)snprintf(why, TELL_MAX, "%.200s:%zu: \"%.*s\" came besides", path, line, shown(text),
                       text);
    else
        (void)snprintf(why, TELL_MAX, "%.200s:%zu is \"%.*s\", seen was \"%.*s\"", path, line,
                       shown(golden), golden, shown(text), text);
}

bool golden_text(struct player *player, const char *path, const char *text, size_t size, char *why)
{
    struct source golden = {0};
    char actual[PATH_SIZE];
    if (player->options->update) {
        player->updated++;
        return write_file(path, text, size, why);
    }
    golden_beside(path, "actual", actual, sizeof actual);
    bool read = source_read(&golden, path);
    bool same = read && golden.size == size && memcmp(golden.text, text, size) == 0;
    if (!read)
        (void)snprintf(why, TELL_MAX, "%.200s cannot be read: %.100s; --update-snapshots makes it",
                       path, strerror(errno));
    else if (!same)
        tell_first(path, golden.text, text, why);
    source_free(&golden);
    if (same)
        (void)remove(actual);
    else if (read && !write_file(actual, text, size, why))
        return false;
    return same;
}
