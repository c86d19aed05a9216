/* sanitize.c - a process in which sanitized objects can be loaded. SPDX-License-Identifier: MIT
 *
 * Their runtime has to be there before all else, so a process cannot take it in as it runs: it is
 * executed anew.
 */
#define _GNU_SOURCE /* RTLD_DEFAULT */

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "project/internal.h"

#define MARK_VARIABLE "GLOWLOOP_SANITIZED"

/* Crashes are told by culprit.c, which knows the task; it does not matter what is left at the end.
 */
static const char asan_options[] = "detect_leaks=0:abort_on_error=1:handle_segv=0:handle_sigbus=0:"
                                   "handle_sigfpe=0:handle_sigill=0:handle_abort=0";
static const char ubsan_options[] = "abort_on_error=1:halt_on_error=1:print_stacktrace=0";

/* ---- What a runtime has to say --------------------------------------------------------------- */

/* Its names are those of the sanitizers' interfaces, sanitizer/asan_interface.h of GCC and Clang.
 */
static const char *(*describe)(void);
static void (*get_data)(const char **kind, const char **message, const char **path, unsigned *line,
                        unsigned *column, char **address);
static char reported[200];

/* A function's address as dlsym() gives it: ISO C has no conversion for that. */
static void find_function(void *function, const char *name)
{
    void *address = dlsym(RTLD_DEFAULT, name);
    memcpy(function, &address, sizeof address);
}

/* UndefinedBehaviorSanitizer calls it, before it ends the process. */
void __ubsan_on_report(void);
void __ubsan_on_report(void)
{
    const char *kind = NULL, *message = NULL, *path = NULL;
    unsigned line, column;
    char *address = NULL;
    if (get_data != NULL)
        get_data(&kind, &message, &path, &line, &column, &address);
    if (message != NULL)
        (void)snprintf(reported, sizeof reported, "%s", message);
}

void sanitize_prepare(void)
{
    find_function(&describe, "__asan_get_report_description");
    find_function(&get_data, "__ubsan_get_current_report_data");
}

const char *sanitize_report(void)
{
    if (*reported != '\0')
        return reported;
    const char *description = describe == NULL ? NULL : describe();
    return description != NULL && *description != '\0' ? description : NULL;
}

/* ---- A process for it ------------------------------------------------------------------------ */

bool project_sanitized(void)
{
    return getenv(MARK_VARIABLE) != NULL;
}

/* What the compiler answers, without its line end; NULL if it does not. */
static char *ask(const struct compiler *compiler, const char *question)
{
    struct command command = {0};
    struct process process = {0};
    char *answer = NULL;
    if (compiler_ask(compiler, &command, question) && process_begin(&process, &command)) {
        while (process_wait(&process))
            ;
        if (process.status == 0 && process.said != NULL)
            answer = strndup(process.said, strcspn(process.said, "\n"));
    }
    process_end(&process);
    command_free(&command);
    return answer;
}

/* Without a slash in it, it is not installed. */
static char *find_library(const struct compiler *compiler, const char *const *names, size_t count)
{
    char *path = NULL;
    for (size_t i = 0; path == NULL && i < count; i++) {
        char *question = project_text("-print-file-name=%s", names[i]);
        path = question == NULL ? NULL : ask(compiler, question);
        free(question);
        if (path != NULL && strchr(path, '/') == NULL) {
            free(path);
            path = NULL;
        }
    }
    return path;
}

/* Clang has one library for both sanitizers, GCC two. */
static char *find_runtime(const struct compiler *compiler)
{
    static const char *const clang_names[] = {"libclang_rt.asan-x86_64.so",
                                              "libclang_rt.asan-aarch64.so", "libclang_rt.asan.so"};
    static const char *const names[] = {"libasan.so", "libubsan.so"};
    char *version = ask(compiler, "--version");
    bool clang = version != NULL && strstr(version, "clang") != NULL;
    free(version);
    if (clang)
        return find_library(compiler, clang_names, sizeof clang_names / sizeof *clang_names);
    char *address = find_library(compiler, &names[0], 1);
    char *undefined = find_library(compiler, &names[1], 1);
    char *both =
        address == NULL || undefined == NULL ? NULL : project_text("%s:%s", address, undefined);
    free(address);
    free(undefined);
    return both;
}

static bool set_environment(const char *runtime)
{
    const char *before = getenv("ASAN_OPTIONS");
    char *options = project_text("%s:%s", asan_options, before == NULL ? "" : before);
    bool set = options != NULL && setenv("ASAN_OPTIONS", options, 1) == 0 &&
               setenv("UBSAN_OPTIONS", ubsan_options, 0) == 0 &&
               setenv("LD_PRELOAD", runtime, 1) == 0 && setenv(MARK_VARIABLE, "1", 1) == 0;
    free(options);
    return set;
}

bool project_sanitize_next(char *why, size_t why_size)
{
    struct compiler compiler = {0};
    struct project_problem problem = {0};
    char *runtime = NULL;
    bool fine = false;
    if (!compiler_find(&compiler, &problem))
        (void)snprintf(why, why_size, "%s", problem.text == NULL ? "out of memory" : problem.text);
    else if ((runtime = find_runtime(&compiler)) == NULL)
        (void)snprintf(why, why_size,
                       "%s has no AddressSanitizer: Debian and Ubuntu have it in "
                       "libasan and libclang-rt-dev, Fedora in libasan",
                       compiler.program);
    else if (!(fine = set_environment(runtime)))
        (void)snprintf(why, why_size, "%s", strerror(errno));
    free(runtime);
    free(problem.text);
    free(problem.notes);
    compiler_free(&compiler);
    return fine;
}
