/* sanitize.c - a process in which sanitized objects can be loaded. SPDX-License-Identifier: MIT
 *
 * Their runtime has to be there before all else, so a process cannot take it in as it runs: it is
 * executed anew.
 */
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
static char *find_runtime(const struct compiler *compiler)
{
    static const char *const questions[] = {"-print-file-name=libclang_rt.asan-x86_64.so",
                                            "-print-file-name=libclang_rt.asan-aarch64.so",
                                            "-print-file-name=libclang_rt.asan.so",
                                            "-print-file-name=libasan.so"};
    char *version = ask(compiler, "--version");
    bool clang = version != NULL && strstr(version, "clang") != NULL;
    char *path = NULL;
    free(version);
    for (size_t i = clang ? 0 : 3; path == NULL && i < (clang ? 3 : 4); i++) {
        path = ask(compiler, questions[i]);
        if (path != NULL && strchr(path, '/') == NULL) {
            free(path);
            path = NULL;
        }
    }
    return path;
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
