/* cli.h - the verbs of `glowloop`, and what they share.            SPDX-License-Identifier: MIT
 *
 * stdout is data, stderr is talk. Options come from tables, which also make --help.
 */
#ifndef CLI_H
#define CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/diagnostics.h"
#include "engine/scene.h"

enum exit_code {
    EXIT_FINE = 0,
    EXIT_CHECK = 1,        /* a check failed, a task of the scene failed */
    EXIT_USAGE = 2,        /* wrong words, invalid scene */
    EXIT_IO = 3,           /* cannot read or write */
    EXIT_CRASHED = 4,      /* a program of a project */
    EXIT_TIMEOUT = 124,    /* as timeout(1) has it */
    EXIT_INTERRUPTED = 130 /* as a shell has it */
};

/* Where an option's value goes. `into` is what cli_act() was given; the result is NULL, or what
 * is wrong with `value`, for people. */
typedef const char *(*cli_take)(void *into, const char *value);

struct cli_option {
    const char *name;     /* without the dashes */
    const char *argument; /* what to call its value; NULL: it has none, and `value` is NULL */
    const char *help;     /* lines of at most 52 characters, separated by \n */
    cli_take take;
};

struct cli_verb {
    const char *name;
    const char *arguments;            /* of the usage line: "SCENE" */
    const char *purpose;              /* one sentence */
    const char *examples;             /* whole lines, or NULL */
    const char *notes;                /* whole lines below the options, or NULL */
    const struct cli_option *options; /* the last has no name */
    const char *letters; /* of options that may be said in short, by their first; or NULL */
    size_t operands_min;
    size_t operands_max;
};

/* Read the words behind the verb: options are taken `into` something, for what is left `act` is
 * called. Returns its exit code, or EXIT_IO if it was EXIT_FINE and not all that went to stdout
 * arrived. --help, --version and mistakes are answered, and `act` not called. */
typedef int (*cli_action)(void *into, const char *const *operands, size_t count);
int cli_act(const struct cli_verb *verb, int argc, char **argv, void *into, cli_action act);

/* For cli_take: a whole number, from `least` to `most`, below 2^63; a time above 0. */
const char *cli_whole(const char *value, uint64_t least, uint64_t most, uint64_t *number);
const char *cli_time(const char *value, uint64_t *us);

void cli_print_help(const struct cli_verb *verb);
/* `glowloop: …` and a line end, to stderr. */
void cli_complain(const char *format, ...) PRINTF_LIKE(1, 2);
/* Print to stderr, free, and say with which code to leave. */
int cli_finish_diagnostics(struct diagnostics *diagnostics);
/* Whether stderr likes colours: a terminal, and NO_COLOR is not set. */
bool cli_color(void);
/* The same of stdout. */
bool cli_stdout_color(void);
/* Whether all that went to stdout arrived; complains if not. */
bool cli_stdout_arrived(void);

/* The option --sanitize: executes this program anew, sanitized, unless it is already. */
const char *cli_take_sanitize(void *into, const char *value);
#define CLI_OPTION_SANITIZE                                                                        \
    {                                                                                              \
        "sanitize", NULL, "of a folder: find writes out of bounds, and the like",                  \
            cli_take_sanitize                                                                      \
    }
/* All words that the program was given, which main() puts here. */
extern char **cli_words;

/* The programs of that project; complains, and returns an exit code. */
int cli_own_programs(const char *path, struct scene_programs *own);

int cli_new(int argc, char **argv);
int cli_play(int argc, char **argv);
int cli_run(int argc, char **argv);
int cli_build(int argc, char **argv);
int cli_render(int argc, char **argv);
int cli_check(int argc, char **argv);
int cli_diff(int argc, char **argv);
int cli_flash(int argc, char **argv);
int cli_monitor(int argc, char **argv);
int cli_list(int argc, char **argv);
int cli_schema(int argc, char **argv);
int cli_serve(int argc, char **argv);
int cli_test(int argc, char **argv);
int cli_explore(int argc, char **argv);

#endif
