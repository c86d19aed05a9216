/* internal.h - what the files of this folder share.                SPDX-License-Identifier: MIT */
#ifndef PROJECT_INTERNAL_H
#define PROJECT_INTERNAL_H

#include <stdint.h>

#include "project/cache.h"
#include "project/project.h"

/* What a constant is, as a text. */
#define TEXT_OF(value_)       TEXT_OF_AGAIN(value_)
#define TEXT_OF_AGAIN(value_) #value_

/* ---- compiler.c ------------------------------------------------------------------------------ */

#define COMPILER_WORDS_MAX 96

/* Words of a command, which live as long as it does. */
struct command {
    char *words[COMPILER_WORDS_MAX + 1]; /* the last is NULL */
    size_t count;
};

struct compiler {
    char *program;     /* from the root */
    struct command as; /* $CC, word by word */
    char *headers;     /* the folder of coop/, parts/ and programs/ */
    bool clang;        /* known once it has been asked */
    bool sanitized;
};

/* False, with what to do about it in `problem`, if there is none. compiler_free() in either case.
 */
bool compiler_find(struct compiler *compiler, struct project_problem *problem);
void compiler_free(struct compiler *compiler);
/* What tells compilers and ways to call them apart. */
uint64_t compiler_mark(const struct compiler *compiler, uint64_t mark);
/* The commands that ask it something, as --version, that compile one file, and that link `count`
 * objects 0.o, 1.o … of a folder. False: out of memory. command_free() in either case. */
bool compiler_ask(const struct compiler *compiler, struct command *command, const char *question);
bool compiler_compile(const struct compiler *compiler, struct command *command, const char *folder,
                      const char *source, const char *into, size_t number);
bool compiler_link(const struct compiler *compiler, struct command *command, const char *into,
                   size_t count);
void command_free(struct command *command);

/* ---- cache.c --------------------------------------------------------------------------------- */

/* A copy, formatted; NULL: out of memory. */
char *project_text(const char *format, ...) PRINTF_LIKE(1, 2);

/* Of the compiler, its flags, and what the C files and headers in the folder say. */
uint64_t cache_mark(const struct project *project, const struct compiler *compiler);
/* Whether OBJECT is there, and newer than all that its .d, a list as make has it, names; what the
 * mark knows left out. */
bool cache_fresh(const struct project *project, const char *object);
/* Delete the oldest files, but for so many; and what is left of builds that were not ended. */
void cache_prune(const char *folder);
/* A folder and the files in it. */
void cache_remove(const char *folder);

/* ---- problems.c ------------------------------------------------------------------------------ */

struct problems {
    struct project_problem *list;
    size_t count;
    bool skips; /* what is read is about a line that nobody has written: see PROGRAM_ANNOUNCES */
};

/* Read what a compiler or linker said of the files in project->whole. */
void problems_read(struct problems *problems, const struct project *project, const char *said);
/* One of no file; the text is copied, NULL counts as no memory. */
void problems_add(struct problems *problems, const char *text, const char *notes);
bool problems_fatal(const struct problems *problems);
void problems_free(struct problems *problems);

/* ---- load.c ---------------------------------------------------------------------------------- */

/* Where an object lies in memory, for who finds an address in it. */
struct loaded {
    const char *path;
    const char *folder;    /* of its C files */
    const char *addr2line; /* which tells lines of addresses; NULL: there is none */
    uintptr_t base;        /* what its own addresses are counted from */
    uintptr_t begin;
    uintptr_t end;
    char *statics; /* its static variables */
    size_t statics_size;
    char *kept; /* as they were in the beginning */
    struct loaded *next;
};
extern struct loaded *all_loaded;

/* ---- statics.c ------------------------------------------------------------------------------- */

/* Find where it lies, if the system tells, and keep its variables. False: out of memory. */
bool statics_keep(struct loaded *loaded);

/* ---- compiler.c, for all --------------------------------------------------------------------- */

/* A program of that name, from the root; NULL if PATH has none. The caller frees it. */
char *compiler_tool(const char *program);

/* ---- sanitize.c ------------------------------------------------------------------------------ */

/* Once, before a report may come. */
void sanitize_prepare(void);
/* What a sanitizer has found, in its words; NULL: nothing. For handlers of signals. */
const char *sanitize_report(void);

/* ---- process.c ------------------------------------------------------------------------------- */

/* A command at work, and what it has said so far. */
struct process {
    int id; /* 0: it does not run */
    int fd; /* of what it says */
    char *said;
    size_t size;
    int status; /* of its end, as waitpid() has it */
};

/* False, with errno, if it cannot be started. */
bool process_begin(struct process *process, const struct command *command);
/* Take what it says. False: it has ended. */
bool process_read(struct process *process);
/* The same, when it has something to say. */
bool process_wait(struct process *process);
/* Kill it if it runs, and free. */
void process_end(struct process *process);

#endif
