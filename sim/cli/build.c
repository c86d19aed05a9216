/* build.c - glowloop build: a scene as firmware.                   SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bake/bake.h"
#include "cli/build.h"
#include "cli/cli.h"
#include "cli/serial_port.h"
#include "cli/toolchain.h"

#define BOARDS_MAX     16
#define NAME_SIZE      320                 /* of an image: a file's name has 255 at most */
#define IMAGE_SIZE_MAX (16u * 1024 * 1024) /* the most flash that an RP2040 can address */

struct build {
    const struct bake_board *board; /* NULL: not said */
    const char *folder;             /* where the results go */
    bool traced;
    uint32_t baud;

    struct project own; /* where its C files are, if it has some */
    struct source source;
    struct scene *scene;
    struct baking baking;
    struct toolchain toolchain;
    uint8_t *image; /* what will be in flash: as it is or, of an AVR, as a HEX file */
    size_t image_size;
    uint32_t flash, ram; /* what it takes; of an AVR */
};

/* ---- Options --------------------------------------------------------------------------------- */

const char *build_find_board(const struct bake_board **board, const char *value)
{
    static char why[256];
    const char *names[BOARDS_MAX];
    *board = bake_board_find(value);
    if (*board != NULL)
        return NULL;
    size_t count = bake_board_names(names, BOARDS_MAX);
    const char *near = nearest_word(value, names, count);
    size_t used = (size_t)snprintf(why, sizeof why, "there is no firmware for it; there is for");
    for (size_t i = 0; i < count && used < sizeof why; i++)
        used +=
            (size_t)snprintf(why + used, sizeof why - used, "%s %s", i > 0 ? "," : "", names[i]);
    if (near != NULL && used < sizeof why)
        (void)snprintf(why + used, sizeof why - used, "; did you mean %s?", near);
    return why;
}

static const char *take_board(void *into, const char *value)
{
    return build_find_board(&((struct build *)into)->board, value);
}

static const char *take_folder(void *into, const char *value)
{
    ((struct build *)into)->folder = value;
    return *value == '\0' ? "a folder is wanted" : NULL;
}

static const char *take_trace(void *into, const char *value)
{
    (void)value;
    ((struct build *)into)->traced = true;
    return NULL;
}

static const char *take_baud(void *into, const char *value)
{
    return serial_port_take_baud(&((struct build *)into)->baud, value);
}

static const struct cli_option options[] = {
    {"board", "BOARD", "pico, qtpy_rp2040 or uno (the scene's own)", take_board},
    {"out", "FOLDER", "where the results go (here)", take_folder},
    {"trace", NULL, "let the board tell what happens, for monitor", take_trace},
    {"baud", "N", "of the board's console (115200)", take_baud},
    {.name = NULL},
};

static const struct cli_verb verb = {
    .name = "build",
    .arguments = "SCENE",
    .purpose =
        "Make firmware of a scene, named SCENE-BOARD: an ELF, a BIN and a UF2; of an Uno, an\n"
        "ELF and a HEX. Prints which pin each part is at.",
    .examples = "  glowloop build scenes/two_rings.json --board qtpy_rp2040\n"
                "  glowloop build scenes/blink.json --board pico --trace\n"
                "  glowloop build scenes/guides/led2_asyncio.json --board pico -o build\n",
    .notes =
        "PICO_SDK_PATH is the pico-sdk to use; without it, the one that ./dev firmware has\n"
        "fetched. Objects are kept in $XDG_CACHE_HOME/glowloop or ~/.cache/glowloop.\n\n"
        "Exit codes: 0 fine, 1 a tool is missing or failed, 2 usage, invalid scene, or one that\n"
        "the board cannot do, 3 cannot read or write.\n",
    .options = options,
    .letters = "o",
    .operands_min = 1,
    .operands_max = 1,
};

/* ---- From scene to image --------------------------------------------------------------------- */

static void refuse_trace(const struct build *build, struct diagnostics *diagnostics)
{
    if (build->board->sdk_name != NULL || (!build->traced && build->baud == BAKE_BAUD))
        return;
    diagnose_plain(diagnostics, "the %s has no room for --trace, and its console has %d baud",
                   build->board->model->title, BAKE_BAUD);
}

static int load(struct build *build, const char *path)
{
    struct diagnostics diagnostics = {0};
    if (!project_find(&build->own, path))
        project_free(&build->own);
    if (!scene_read(&build->source, path, &diagnostics))
        return cli_finish_diagnostics(&diagnostics);
    build->scene = scene_parse(&build->source, &diagnostics);
    if (build->scene != NULL && build->board == NULL)
        build->board = bake_board_find(build->scene->board->name);
    if (build->scene != NULL && build->board == NULL) {
        diagnose_plain(&diagnostics, "the scene's board, %s, is only simulated",
                       build->scene->board->name);
        diagnose_note(&diagnostics,
                      "--board says for which one to build: pico, qtpy_rp2040 or uno");
    } else if (build->scene != NULL) {
        refuse_trace(build, &diagnostics);
        (void)bake_place(&build->baking, build->scene, &build->source, build->board, &diagnostics);
        build->baking.traced = build->traced;
        build->baking.baud = build->baud;
    }
    return cli_finish_diagnostics(&diagnostics);
}

static int cannot(const char *what, const char *path)
{
    cli_complain("%s: cannot %s: %s", path, what, strerror(errno));
    return EXIT_IO;
}

static int bake(const struct build *build)
{
    const char *path = toolchain_file(&build->toolchain, "scene.c");
    FILE *out = fopen(path, "w");
    if (out == NULL)
        return cannot("write", path);
    bake_write(&build->baking, out);
    bool failed = ferror(out) != 0;
    failed = fclose(out) != 0 || failed;
    return failed ? cannot("write", path) : EXIT_FINE;
}

static bool is_avr(const struct build *build)
{
    return build->board->sdk_name == NULL;
}

static int read_image(struct build *build, const char *name)
{
    const char *path = toolchain_file(&build->toolchain, name);
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return cannot("read", path);
    free(build->image);
    build->image = malloc(IMAGE_SIZE_MAX);
    if (build->image != NULL)
        build->image_size = fread(build->image, 1, IMAGE_SIZE_MAX, in);
    bool failed = build->image == NULL || ferror(in);
    (void)fclose(in);
    return failed ? cannot("read", path) : EXIT_FINE;
}

static int bake_image(struct build *build)
{
    int code = bake(build);
    if (code == EXIT_FINE && !toolchain_add(&build->toolchain, &build->own))
        code = cannot("write", toolchain_file(&build->toolchain, "own.cmake"));
    if (code == EXIT_FINE && !toolchain_build(&build->toolchain))
        code = EXIT_CHECK;
    return code;
}

/* ---- What fits an AVR ------------------------------------------------------------------------ */

static int read_elf(struct build *build, struct bake_elf *elf)
{
    int code = read_image(build, "scene.elf");
    *elf = (struct bake_elf){build->image, build->image_size};
    bake_elf_sizes(elf, &build->flash, &build->ram);
    return code;
}

/* Where RAM is short, frames get what they take there. The image that tells comes first. */
static int shrink_frames(struct build *build)
{
    struct bake_elf elf;
    int code = read_elf(build, &elf);
    if (code == EXIT_FINE && !bake_elf_frames(&elf, &build->baking))
        return cannot("understand", toolchain_file(&build->toolchain, "scene.elf"));
    if (code == EXIT_FINE)
        code = bake_image(build);
    return code == EXIT_FINE ? read_elf(build, &elf) : code;
}

static int check_fit(const struct build *build)
{
    const struct bake_board *board = build->board;
    struct diagnostics diagnostics = {0};
    if (build->ram + board->stack > board->ram_max) {
        diagnose_plain(&diagnostics,
                       "%s does not fit: it takes %" PRIu32 " bytes of RAM and %" PRIu32
                       " for the stack; the %s has %" PRIu32,
                       build->scene->path, build->ram, board->stack, board->model->title,
                       board->ram_max);
        diagnose_note(&diagnostics, "a pixel takes 6 bytes, 8 with white; a task some 60 to 150");
    }
    if (build->flash > board->flash_max)
        diagnose_plain(&diagnostics,
                       "%s does not fit: it takes %" PRIu32 " bytes of flash; the %s has %" PRIu32,
                       build->scene->path, build->flash, board->model->title, board->flash_max);
    return cli_finish_diagnostics(&diagnostics);
}

static int fit(struct build *build)
{
    int code = shrink_frames(build);
    return code == EXIT_FINE ? check_fit(build) : code;
}

/* ---- Results --------------------------------------------------------------------------------- */

static void write_image(const struct build *build, FILE *out)
{
    fwrite(build->image, 1, build->image_size, out);
}

static void write_uf2(const struct build *build, FILE *out)
{
    bake_write_uf2(build->image, build->image_size, out);
}

static void write_elf(const struct build *build, FILE *out)
{
    char piece[4096];
    size_t size;
    FILE *in = fopen(toolchain_file(&build->toolchain, "scene.elf"), "rb");
    while (in != NULL && (size = fread(piece, 1, sizeof piece, in)) > 0)
        fwrite(piece, 1, size, out);
    if (in != NULL)
        (void)fclose(in);
}

void build_name(const char *scene_path, const struct bake_board *board, const char *ending,
                char *name, size_t size)
{
    struct project own;
    const char *slash = strrchr(scene_path, '/');
    const char *file = slash == NULL ? scene_path : slash + 1;
    if (project_find(&own, scene_path) && strcmp(file, SCENE_FILE) == 0)
        file = strrchr(own.whole, '/') + 1;
    const char *dot = strrchr(file, '.');
    int length = dot == NULL ? (int)strlen(file) : (int)(dot - file);
    (void)snprintf(name, size, "%.*s-%s.%s", length, file, board->model->name, ending);
    project_free(&own);
}

static void result_path(const struct build *build, const char *ending, char *path, size_t size)
{
    char name[NAME_SIZE];
    build_name(build->scene->path, build->board, ending, name, sizeof name);
    (void)snprintf(path, size, "%s/%s", build->folder, name);
}

/* What a board's images are written as; the first is what goes onto the board. */
static const struct result {
    const char *ending;
    void (*write)(const struct build *build, FILE *out);
} sdk_results[] = {{"uf2", write_uf2}, {"elf", write_elf}, {"bin", write_image}, {NULL, NULL}},
  avr_results[] = {{"hex", write_image}, {"elf", write_elf}, {NULL, NULL}};

static const struct result *results_of(const struct build *build)
{
    return is_avr(build) ? avr_results : sdk_results;
}

static int write_result(const struct build *build, const struct result *result)
{
    char path[TOOLCHAIN_PATH_MAX];
    result_path(build, result->ending, path, sizeof path);
    FILE *out = fopen(path, "wb");
    if (out == NULL)
        return cannot("write", path);
    result->write(build, out);
    bool failed = ferror(out) != 0;
    failed = fclose(out) != 0 || failed;
    return failed ? cannot("write", path) : EXIT_FINE;
}

static int write_results(const struct build *build)
{
    int code = EXIT_FINE;
    for (const struct result *result = results_of(build); result->ending != NULL; result++)
        if (code == EXIT_FINE)
            code = write_result(build, result);
    return code;
}

static void print_sizes(const struct build *build)
{
    if (is_avr(build))
        printf("%" PRIu32 " bytes of flash and %" PRIu32 " of %" PRIu32 " of RAM", build->flash,
               build->ram, build->board->ram_max);
    else
        printf("%zu bytes of flash", build->image_size);
}

static void print_pins(const struct build *build)
{
    char path[TOOLCHAIN_PATH_MAX];
    result_path(build, results_of(build)->ending, path, sizeof path);
    printf("%s: ", path);
    print_sizes(build);
    printf(" on the %s\n", build->board->model->title);
    for (size_t i = 0; i < build->scene->part_count; i++)
        printf("  %-16s %-8s %s%u\n", build->scene->parts[i].name, build->baking.pins[i]->name,
               is_avr(build) ? "pin " : "GPIO", build->baking.pins[i]->number);
}

static int build_image(struct build *build)
{
    if (!toolchain_open(&build->toolchain, build->board))
        return EXIT_CHECK;
    int code = bake_image(build);
    if (code == EXIT_FINE && is_avr(build))
        code = fit(build);
    if (code == EXIT_FINE)
        code = read_image(build, is_avr(build) ? "scene.hex" : "scene.bin");
    if (code == EXIT_FINE)
        code = write_results(build);
    toolchain_close(&build->toolchain);
    return code;
}

/* `uf2_path` gets where the UF2 is. */
static int run(struct build *build, const char *scene_path, char *uf2_path, size_t size)
{
    int code = load(build, scene_path);
    if (code == EXIT_FINE)
        code = build_image(build);
    if (code == EXIT_FINE) {
        result_path(build, "uf2", uf2_path, size);
        print_pins(build);
    }
    scene_free(build->scene);
    project_free(&build->own);
    source_free(&build->source);
    free(build->image);
    return code;
}

int build_scene(const char *scene_path, const struct bake_board *board, const char *folder,
                char *uf2_path, size_t size)
{
    struct build build = {.board = board, .folder = folder, .baud = BAKE_BAUD};
    return run(&build, scene_path, uf2_path, size);
}

static int act(void *into, const char *const *operands, size_t count)
{
    char path[TOOLCHAIN_PATH_MAX];
    (void)count;
    return run(into, operands[0], path, sizeof path);
}

int cli_build(int argc, char **argv)
{
    struct build build = {.folder = ".", .baud = BAKE_BAUD};
    return cli_act(&verb, argc, argv, &build, act);
}
