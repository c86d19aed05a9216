/* inputs.h - what the outside does, and when: from a file or the command line.
 *                                                                  SPDX-License-Identifier: MIT
 * A file has a line an input, `t_us pin level`, where pin is a pin's or a part's name and level 0
 * or 1; from # on, a line is a comment. A level holds from its time on. What is typed is
 * `t_us console "line"`: all between the first quote and the last, as it is. What a control, or a
 * setting of a task, gets is `t_us delay = 250ms` or `t_us blink.color = #ff8800`.
 */
#ifndef ENGINE_INPUTS_H
#define ENGINE_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/diagnostics.h"
#include "engine/sim.h"

struct input {
    uint64_t time_us;
    const struct board_pin *pin;
    bool level;
    char *line; /* typed at the console, if not NULL, instead of a level; owned */
    bool sets;  /* instead of a level: a setting of the scene gets a value */
    size_t setting;
    int32_t value;
};

/* Zero-initialise; free with inputs_free(). */
struct inputs {
    struct input *list;
    size_t count;
    size_t capacity;
    uint64_t random; /* state of the generator that decides how contacts bounce: the seed */
};

void inputs_free(struct inputs *inputs);

/* Add those of a file; what is wrong with it is told to `diagnostics`. False if anything was. */
bool inputs_load(struct inputs *inputs, const char *path, const struct scene *scene,
                 struct diagnostics *diagnostics);

/* Add a press as people write it: PART@FROM..TO, or PART@FROM for one that never ends. For
 * `bounce_us` after each edge the contact opens and closes at random. */
bool inputs_press(struct inputs *inputs, const char *text, uint64_t bounce_us,
                  const struct scene *scene, struct diagnostics *diagnostics);

/* Add a line to be typed, as people write it: TIME:TEXT. */
bool inputs_type(struct inputs *inputs, const char *text, const struct scene *scene,
                 struct diagnostics *diagnostics);

/* Add an edge, and what the contact does for `bounce_us` until it rests. False: memory is out. */
bool inputs_edge(struct inputs *inputs, uint64_t time_us, const struct board_pin *pin, bool level,
                 uint64_t bounce_us);

/* Hand all of them to a sim. False when memory is out. */
bool inputs_give(const struct inputs *inputs, struct sim *sim);

/* One line of such a file. */
void inputs_write(FILE *out, uint64_t time_us, const struct board_pin *pin, bool level);
void inputs_write_line(FILE *out, uint64_t time_us, const char *line);
void inputs_write_setting(FILE *out, uint64_t time_us, const struct scene *scene,
                          const struct scene_setting *setting, int32_t value);

#endif
