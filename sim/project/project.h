/* project.h - a folder with a scene and the C of its own programs. SPDX-License-Identifier: MIT
 *
 * A project is a folder with a scene.json and C files beside it. They are compiled with the
 * system's compiler to one object, which is kept in the cache and loaded into a process:
 *
 *     project_find()  →  project_build_begin() … _poll() … _end()  →  project_load()
 *
 * Nothing here waits unless it is told to, so a window may build as it draws. Who only wants scenes
 * to find their programs calls project_serve_scenes(), and is done.
 */
#ifndef PROJECT_PROJECT_H
#define PROJECT_PROJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/diagnostics.h"
#include "engine/scene.h"

#define PROJECT_SOURCES_MAX 64
#define PROJECT_PATH_MAX    4096

/* ---- The folder ------------------------------------------------------------------------------ */

struct project {
    char *folder; /* as it was named, without a slash at its end; "." is here */
    char *whole;  /* the same from the root, without links */
    char *sources[PROJECT_SOURCES_MAX]; /* names of its C files, sorted; without the folder */
    size_t source_count;
    bool crowded; /* there are more, so it cannot be built */
};

/* The project whose folder this is, or in whose folder the file (a scene, a scenario) lies. False
 * if it is none, because there is no scene.json or no C file. project_free() in either case. */
bool project_find(struct project *project, const char *path);
void project_free(struct project *project);

/* ---- Compiling ------------------------------------------------------------------------------- */

/* Something that the compiler said. */
struct project_problem {
    char *path;    /* as FOLDER/NAME.c; NULL: of no file, as what the linker says */
    size_t line;   /* from 1; 0: none */
    size_t column; /* from 1, as editors count; 0: none */
    bool fatal;    /* else it is a warning */
    char *text;
    char *notes; /* one a line; NULL: none */
};

enum project_state { PROJECT_BUILDING, PROJECT_BUILT, PROJECT_FAILED };

struct project_build;

/* Begin to compile; what lies in the cache, unchanged, is built at once. `sanitized`: so that a
 * write out of bounds is caught; such an object needs a process that
 * is project_sanitized(). NULL: out of memory. */
struct project_build *project_build_begin(const struct project *project, bool sanitized);
/* Go on, waiting for the compiler for at most that long; -1: to the end. */
enum project_state project_build_poll(struct project_build *build, int wait_ms);
/* When it is built: the file to load. Lives as long as the build. */
const char *project_build_object(const struct project_build *build);
/* When it is built or has failed: warnings and errors, in the compiler's order. If it has failed,
 * at least one is fatal. They live as long as the build. */
const struct project_problem *project_build_problems(const struct project_build *build,
                                                     size_t *count);
/* The errors, as those of a scene are told; the `warnings`, if wanted, on stderr. */
void project_build_tell(const struct project *project, const struct project_build *build,
                        bool warnings, struct diagnostics *diagnostics);
/* Free it; what still runs is killed. NULL is fine. */
void project_build_end(struct project_build *build);

/* ---- Loading --------------------------------------------------------------------------------- */

struct project_object;

/* Load it into this process, with its programs. `folder` is that of its C files, as a crash shall
 * name it (culprit.h). NULL, with the reason as one line in `why`, if it does not fit, or a table
 * of parameters is not in order. */
struct project_object *project_load(const char *path, const char *folder, char *why,
                                    size_t why_size);
/* In the order in which the C files have them. */
const struct program *const *project_programs(const struct project_object *object, size_t *count);
/* Nothing may use its programs any more. NULL is fine. */
void project_unload(struct project_object *object);
/* Static variables of all that is loaded are as they were then: so that runs of one process are
 * alike, whatever programs keep there. Nothing may run. */
void project_rewind(void);

/* ---- Scenes ---------------------------------------------------------------------------------- */

/* All that scene_load() reads from now on finds the programs of its folder: compiled, waited for,
 * loaded into this process, and kept to its end. What is wrong with them is told as errors of the
 * scene; warnings go to stderr, once. */
void project_serve_scenes(bool sanitized);

/* ---- Sanitizers ------------------------------------------------------------------------------ */

/* Set the environment so that what this process executes next, in its place or as a child, can load
 * sanitized objects. False, with the reason as one line in `why`, if the compiler has none. */
bool project_sanitize_next(char *why, size_t why_size);
/* Whether that has been done for this process. */
bool project_sanitized(void);

#endif
