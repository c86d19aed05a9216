/* toolchain.c - compiling firmware.                                SPDX-License-Identifier: MIT */
#include "cli/toolchain.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "project/cache.h"

#define SDK_PACKAGE   "build/npm/node_modules/@xpack-3rd-party/raspberrypi-pico-sdk"
#define ARGUMENTS_MAX 12
#define LOG_LINE_MAX  500

static bool exists(const char *folder, const char *name)
{
    char path[TOOLCHAIN_PATH_MAX + 64];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, R_OK) == 0;
}

/* ---- Finding things -------------------------------------------------------------------------- */

/* PLACE/SUFFIX without links and dots, if FILE is in it. */
static bool take_place(char *into, const char *place, const char *suffix, const char *file)
{
    char path[TOOLCHAIN_PATH_MAX];
    if (place == NULL || *place == '\0')
        return false;
    int length = snprintf(path, sizeof path, "%s/%s", place, suffix);
    char *whole = length < (int)sizeof path ? realpath(path, NULL) : NULL;
    bool fits = whole != NULL && strlen(whole) < TOOLCHAIN_PATH_MAX && exists(whole, file);
    if (fits)
        strcpy(into, whole);
    free(whole);
    return fits;
}

static bool find_source(struct toolchain *toolchain)
{
    const char *places[] = {getenv("GLOWLOOP_SOURCE"), GLOWLOOP_SOURCE_TREE,
                            GLOWLOOP_SOURCE_SHARED};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (take_place(toolchain->source, places[i], "", "firmware/CMakeLists.txt"))
            return true;
    cli_complain("the firmware's sources are not where they were; set GLOWLOOP_SOURCE to the "
                 "folder of Glowloop");
    return false;
}

static bool find_sdk(struct toolchain *toolchain)
{
    const char *given = getenv("PICO_SDK_PATH");
    bool is_given = given != NULL && *given != '\0';
    if (take_place(toolchain->sdk, is_given ? given : toolchain->source,
                   is_given ? "" : SDK_PACKAGE, "pico_sdk_init.cmake"))
        return true;
    if (is_given)
        cli_complain("PICO_SDK_PATH: there is no pico-sdk at %s", given);
    else
        cli_complain("there is no pico-sdk: `./dev firmware` fetches one, or set PICO_SDK_PATH");
    return false;
}

static bool in_path(const char *program)
{
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        char file[TOOLCHAIN_PATH_MAX];
        int length = (int)strcspn(path, ":");
        (void)snprintf(file, sizeof file, "%.*s/%s", length, path, program);
        if (access(file, X_OK) == 0)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}

static bool is_avr(const struct toolchain *toolchain)
{
    return toolchain->board->sdk_name == NULL;
}

static bool find_tools(const struct toolchain *toolchain)
{
    const char *const tools[] = {"cmake", is_avr(toolchain) ? "avr-gcc" : "arm-none-eabi-gcc"};
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
        if (!in_path(tools[i])) {
            cli_complain("%s is not installed: `./dev firmware` installs what is needed", tools[i]);
            return false;
        }
    return true;
}

/* ---- The folder ------------------------------------------------------------------------------ */

static uint64_t add_text(const char *text, uint64_t mark)
{
    return cache_add(text, strlen(text), mark);
}

static bool lock_folder(struct toolchain *toolchain)
{
    toolchain->lock = open(toolchain_file(toolchain, "lock"), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
    if (toolchain->lock >= 0 && flock(toolchain->lock, LOCK_EX) == 0)
        return true;
    cli_complain("%s: cannot build there: %s", toolchain->folder, strerror(errno));
    return false;
}

/* Sources, SDK and board have a folder of their own, so that none finds another's objects. */
static bool open_folder(struct toolchain *toolchain)
{
    char name[64];
    char *why;
    uint64_t mark = add_text(toolchain->sdk, add_text(toolchain->source, CACHE_MARK));
    (void)snprintf(name, sizeof name, "%s-%08" PRIx32,
                   is_avr(toolchain) ? "avr" : toolchain->board->sdk_name,
                   (uint32_t)(mark ^ mark >> 32));
    char *folder = cache_folder(name, &why);
    bool fits = folder != NULL && strlen(folder) < sizeof toolchain->folder;
    if (fits)
        strcpy(toolchain->folder, folder);
    else if (folder != NULL)
        cli_complain("%s: cannot build there: %s", folder, strerror(ENAMETOOLONG));
    else
        cli_complain("%s", why == NULL ? "out of memory" : why);
    free(folder);
    free(why);
    return fits && lock_folder(toolchain);
}

bool toolchain_open(struct toolchain *toolchain, const struct bake_board *board)
{
    *toolchain = (struct toolchain){.board = board, .lock = -1};
    return find_source(toolchain) && (is_avr(toolchain) || find_sdk(toolchain)) &&
           find_tools(toolchain) && open_folder(toolchain);
}

const char *toolchain_file(const struct toolchain *toolchain, const char *name)
{
    static char path[TOOLCHAIN_PATH_MAX + 64];
    (void)snprintf(path, sizeof path, "%s/%s", toolchain->folder, name);
    return path;
}

void toolchain_close(struct toolchain *toolchain)
{
    if (toolchain->lock >= 0)
        (void)close(toolchain->lock);
    toolchain->lock = -1;
}

/* ---- Building -------------------------------------------------------------------------------- */

/* Without its longest lines: those are how the compiler was called, which nobody wants to know. */
static void show_log(const struct toolchain *toolchain)
{
    struct source log = {0};
    (void)source_read(&log, toolchain_file(toolchain, "log"));
    for (const char *line = log.text; line != NULL && *line != '\0';) {
        size_t length = strcspn(line, "\n");
        if (length <= LOG_LINE_MAX)
            (void)fprintf(stderr, "%.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
    source_free(&log);
}

static _Noreturn void become(const char *log, const char *const *words)
{
    int out = open(log, O_CREAT | O_WRONLY | O_TRUNC, 0666);
    if (out >= 0 && dup2(out, STDOUT_FILENO) >= 0 && dup2(out, STDERR_FILENO) >= 0) {
        (void)execvp(words[0], (char *const *)(uintptr_t)words);
        perror(words[0]);
    }
    _exit(127);
}

static bool run(const struct toolchain *toolchain, const char *const *words)
{
    int status = -1;
    const char *log = toolchain_file(toolchain, "log");
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        become(log, words);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    show_log(toolchain);
    cli_complain("%s failed", words[0]);
    return false;
}

static bool configure(const struct toolchain *toolchain)
{
    char source[TOOLCHAIN_PATH_MAX + 32], sdk[TOOLCHAIN_PATH_MAX + 32];
    char scene[TOOLCHAIN_PATH_MAX + 32], board[128];
    (void)snprintf(source, sizeof source, "%s/firmware%s", toolchain->source,
                   is_avr(toolchain) ? "/avr" : "");
    (void)snprintf(scene, sizeof scene, "-DGLOWLOOP_SCENE=%s/scene.c", toolchain->folder);
    if (is_avr(toolchain)) {
        strcpy(sdk, "-DCMAKE_SYSTEM_NAME=Generic");
        strcpy(board, "-DCMAKE_C_COMPILER=avr-gcc");
    } else {
        (void)snprintf(sdk, sizeof sdk, "-DPICO_SDK_PATH=%s", toolchain->sdk);
        (void)snprintf(board, sizeof board, "-DPICO_BOARD=%s", toolchain->board->sdk_name);
    }
    const char *words[ARGUMENTS_MAX] = {"cmake",           "-S", source, "-B",
                                        toolchain->folder, sdk,  scene,  board};
    if (getenv("CMAKE_GENERATOR") == NULL && in_path("ninja"))
        words[8] = "-GNinja";
    if (run(toolchain, words))
        return true;
    (void)remove(
        toolchain_file(toolchain, "CMakeCache.txt")); /* so that the next try is a whole one */
    return false;
}

/* A list for CMakeLists.txt in firmware/, which is configured anew when the list is written. */
static void write_list(FILE *out, const struct project *own)
{
    fprintf(out, "set(own_folder [==[%s]==])\nset(own_sources",
            own->source_count > 0 ? own->whole : "");
    for (size_t i = 0; i < own->source_count; i++)
        fprintf(out, "\n    [==[%s/%s]==]", own->whole, own->sources[i]);
    fprintf(out, ")\n");
}

bool toolchain_add(const struct toolchain *toolchain, const struct project *own)
{
    char *text = NULL;
    size_t size = 0;
    struct source before = {0};
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return false;
    write_list(out, own);
    bool written = fclose(out) == 0;
    const char *path = toolchain_file(toolchain, "own.cmake");
    bool same = source_read(&before, path) && strcmp(before.text, text) == 0;
    if (written && !same) {
        out = fopen(path, "w");
        written = out != NULL && fputs(text, out) >= 0;
        written = out != NULL && fclose(out) == 0 && written;
    }
    source_free(&before);
    free(text);
    return written;
}

bool toolchain_build(const struct toolchain *toolchain)
{
    char jobs[16];
    (void)snprintf(jobs, sizeof jobs, "%ld", sysconf(_SC_NPROCESSORS_ONLN));
    const char *words[ARGUMENTS_MAX] = {
        "cmake", "--build", toolchain->folder, "--target", "scene", "--parallel", jobs};
    if (!exists(toolchain->folder, "CMakeCache.txt") && !configure(toolchain))
        return false;
    return run(toolchain, words);
}
