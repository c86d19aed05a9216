/* flash.c - glowloop flash: firmware onto a board.                 SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/build.h"
#include "cli/cli.h"
#include "cli/volume.h"

#define RP2040_ID "RPI-RP2"

struct flash {
    const struct bake_board *board; /* NULL: the scene's own */
    const char *volume;             /* NULL: the only one there is */
    bool openocd;
};

/* ---- Options --------------------------------------------------------------------------------- */

static const char *take_board(void *into, const char *value)
{
    return build_find_board(&((struct flash *)into)->board, value);
}

static const char *take_volume(void *into, const char *value)
{
    ((struct flash *)into)->volume = value;
    return NULL;
}

static const char *take_via(void *into, const char *value)
{
    ((struct flash *)into)->openocd = true;
    return strcmp(value, "openocd") == 0 ? NULL : "write openocd";
}

static const struct cli_option options[] = {
    {"board", "BOARD", "of a scene: pico or qtpy_rp2040 (its own)", take_board},
    {"volume", "FOLDER", "the board's drive, if there are several", take_volume},
    {"via", "openocd", "by a debug probe, with OpenOCD, from the ELF", take_via},
    {.name = NULL},
};

static const struct cli_verb verb = {
    .name = "flash",
    .arguments = "SCENE|UF2",
    .purpose =
        "Put firmware onto a board: a scene, which is built first, or a UF2 file. The board\n"
        "must be in its boot loader: hold BOOT or BOOTSEL while you plug it in, or send the\n"
        "line bootsel to its console. For an Uno it tells how avrdude does it.",
    .examples = "  glowloop flash scenes/two_rings.json\n"
                "  glowloop flash two_rings-pico.uf2 --volume /media/me/RPI-RP2\n"
                "  glowloop flash scenes/blink.json --board pico --via openocd\n",
    .notes =
        "GLOWLOOP_VOLUMES names the folders where drives are mounted, separated by colons;\n"
        "without it, those of Linux and macOS.\n\n"
        "Exit codes: 0 the board has it, 1 no board, several, or another one, or a tool failed,\n"
        "2 usage or invalid scene, 3 cannot read or write.\n",
    .options = options,
    .operands_min = 1,
    .operands_max = 1,
};

/* ---- By the boot loader's drive -------------------------------------------------------------- */

static int no_volume(void)
{
    static const char device[] = "/dev/disk/by-label/" RP2040_ID;
    if (getenv("GLOWLOOP_VOLUMES") == NULL && access(device, F_OK) == 0)
        cli_complain("a board is there, but its drive is not mounted: udisksctl mount -b %s",
                     device);
    else
        cli_complain("no board shows its drive: hold BOOT or BOOTSEL while you plug it in, or send "
                     "the line bootsel to its console");
    return EXIT_CHECK;
}

static int choose(const struct flash *flash, struct volume *volume)
{
    struct volume volumes[VOLUMES_MAX];
    if (flash->volume != NULL) {
        if (volume_at(volume, flash->volume))
            return EXIT_FINE;
        cli_complain("%s is no board's drive: it has no INFO_UF2.TXT", flash->volume);
        return EXIT_CHECK;
    }
    size_t count = volume_find(volumes);
    if (count == 0)
        return no_volume();
    *volume = volumes[0];
    if (count == 1)
        return EXIT_FINE;
    cli_complain("there are several boards; choose one with --volume:");
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "  %s (%s)\n", volumes[i].path, volumes[i].board_id);
    return EXIT_CHECK;
}

static int copy(const struct flash *flash, const char *uf2_path)
{
    struct volume volume;
    if (!volume_check_uf2(uf2_path))
        return EXIT_IO;
    int code = choose(flash, &volume);
    if (code != EXIT_FINE)
        return code;
    if (strcmp(volume.board_id, RP2040_ID) != 0) {
        cli_complain("%s is no RP2040: its Board-ID is %s, not " RP2040_ID, volume.path,
                     quoted(volume.board_id).text);
        return EXIT_CHECK;
    }
    if (!volume_copy(&volume, uf2_path))
        return EXIT_IO;
    fprintf(stderr, "%s: on the board at %s\n", uf2_path, volume.path);
    return EXIT_FINE;
}

/* ---- By a debug probe ------------------------------------------------------------------------ */

/* The ELF is beside the UF2: it tells where everything belongs. */
static int program(const char *uf2_path)
{
    char elf[VOLUME_PATH_MAX], command[VOLUME_PATH_MAX + 64];
    int length = (int)(strlen(uf2_path) - strlen("uf2"));
    (void)snprintf(elf, sizeof elf, "%.*self", length, uf2_path);
    if (access(elf, R_OK) != 0) {
        cli_complain("%s: cannot read: %s", elf, strerror(errno));
        return EXIT_IO;
    }
    (void)snprintf(command, sizeof command, "program {%s} verify reset exit", elf);
    const char *words[] = {"openocd",
                           "-f",
                           "interface/cmsis-dap.cfg",
                           "-f",
                           "target/rp2040.cfg",
                           "-c",
                           "adapter speed 5000",
                           "-c",
                           command,
                           NULL};
    int status = -1;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        (void)execvp(words[0], (char *const *)(uintptr_t)words);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return EXIT_FINE;
    if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127)
        cli_complain("openocd is not installed: the package openocd has it");
    else
        cli_complain("openocd failed; what it said is above");
    return EXIT_CHECK;
}

/* ---- The verb -------------------------------------------------------------------------------- */

static bool ends_with(const char *text, const char *ending)
{
    size_t size = strlen(text), ending_size = strlen(ending);
    return size >= ending_size && strcmp(text + size - ending_size, ending) == 0;
}

static int flash_uf2(const struct flash *flash, const char *path)
{
    if (!flash->openocd)
        return copy(flash, path);
    return volume_check_uf2(path) ? program(path) : EXIT_IO;
}

/* An Uno has no drive, and its own way is another program's. */
static int tell_avrdude(const char *path, const char *image)
{
    cli_complain("%s: an Arduino Uno has no drive; build it, and let avrdude send it by USB:\n"
                 "  glowloop build %s --board uno\n"
                 "  avrdude -c arduino -p m328p -P /dev/ttyACM0 -U flash:w:%s:i",
                 path, path, image);
    return EXIT_CHECK;
}

/* With the name of its image, then. What is wrong with the scene is told by the build. */
static bool is_for_uno(const struct flash *flash, const char *path, char *image, size_t size)
{
    struct source source = {0};
    struct diagnostics diagnostics = {0};
    struct scene *scene = NULL;
    const struct bake_board *board = flash->board;
    bool read = scene_read(&source, path, &diagnostics);
    if (read && board == NULL)
        scene = scene_parse(&source, &diagnostics);
    if (scene != NULL)
        board = bake_board_find(scene->board->name);
    bool for_uno = read && board != NULL && board->sdk_name == NULL;
    if (for_uno)
        build_name(source.path, board, "hex", image, size);
    diagnostics_free(&diagnostics);
    scene_free(scene);
    source_free(&source);
    return for_uno;
}

static int flash_scene(const struct flash *flash, const char *path)
{
    char folder[] = "/tmp/glowloop-XXXXXX", uf2_path[VOLUME_PATH_MAX];
    if (mkdtemp(folder) == NULL) {
        cli_complain("%s: cannot write: %s", folder, strerror(errno));
        return EXIT_IO;
    }
    int code = build_scene(path, flash->board, folder, uf2_path, sizeof uf2_path);
    if (code == EXIT_FINE) {
        static const char *const endings[] = {"uf2", "bin", "elf"};
        code = flash_uf2(flash, uf2_path);
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
            memcpy(uf2_path + strlen(uf2_path) - 3, endings[i], 3);
            (void)unlink(uf2_path);
        }
    }
    (void)rmdir(folder);
    return code;
}

static int act(void *into, const char *const *operands, size_t count)
{
    char image[VOLUME_PATH_MAX];
    (void)count;
    if (ends_with(operands[0], ".uf2"))
        return flash_uf2(into, operands[0]);
    return is_for_uno(into, operands[0], image, sizeof image) ? tell_avrdude(operands[0], image)
                                                              : flash_scene(into, operands[0]);
}

int cli_flash(int argc, char **argv)
{
    struct flash flash = {0};
    return cli_act(&verb, argc, argv, &flash, act);
}
