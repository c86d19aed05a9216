/* glow.h - a project to build, for tests.                           SPDX-License-Identifier: MIT
 *
 * glow_make() and glow_remove() go around each test: a folder with a scene and glow.c, below one
 * where the cache is, too. What goes wrong in making them fails the test.
 */
#ifndef TESTS_PROJECT_GLOW_H
#define TESTS_PROJECT_GLOW_H

#include "project/project.h"

#define INCLUDES "#include \"programs/animation.h\"\n#include \"programs/parameters.h\"\n"
#define FRAME                                                                                      \
    "ANIMATION(glow, const int32_t *color;)\n"                                                     \
    "{\n"                                                                                          \
    "    pixels_fill(self->animation.pixels, (uint32_t)*self->color);\n"                           \
    "}\n"
#define TABLE                                                                                      \
    "static const struct parameter parameters[] = {\n"                                             \
    "    ANIMATION_PARAMETERS(glow, 20),\n"                                                        \
    "    SETTING(glow, \"color\", color, COLOR, 0, COLOR_MAX, 0xFF, \"its colour\"),\n"            \
    "};\n"
#define GLOW INCLUDES FRAME TABLE "PROGRAM(glow, \"one colour\");\n"

extern char glow_top[64];    /* where the cache is */
extern char glow_folder[80]; /* the project's */
extern struct project glow_project;
extern struct project_build *glow_build; /* of glow_build_it(); NULL before */

void glow_make(void);
void glow_remove(void);

/* Write, anew, a file of the folder. */
void glow_write(const char *name, const char *text);

/* Build the folder as it is now, to the end. */
enum project_state glow_build_it(void);
size_t glow_problem_count(void);
const struct project_problem *glow_problem(size_t index);

#endif
