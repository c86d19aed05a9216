/* trace.h - events as lines of JSON, in virtual microseconds.      SPDX-License-Identifier: MIT
 *
 *     {"t":930,"ev":"show","dev":"ring_two","px":"000032…"}   bytes on the wire
 *     {"t":50,"ev":"pin","dev":"D1","v":1}                    -1: let go
 *     {"t":5000050,"ev":"print","s":"done"}
 *     {"t":50,"ev":"task","name":"blink"}                     only in a full trace
 *     {"t":720670,"ev":"key","dev":"BUTTON","v":1}            only in a full trace
 *     {"t":900001,"ev":"type","s":"delay 70"}                 only in a full trace
 *     {"t":950001,"ev":"set","dev":"delay","v":70}            only in a full trace; a color's v is
 *                                                             0xRRGGBB, a palette's its index
 *
 * No spaces, fixed order of keys: two runs are compared byte by byte.
 */
#ifndef ENGINE_TRACE_H
#define ENGINE_TRACE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/sim.h"

struct trace {
    FILE *out;
    const struct scene *scene;
    bool full;
    uint64_t until_us; /* events from then on are dropped; 0: none */
};

/* A line by itself, for who has no scene; of what is not here it has none. Names are written as
 * they are. */
struct trace_line {
    uint64_t time_us;
    enum sim_event_type type; /* SHOW, PIN, KEY, PRINT, TYPE or TASK */
    const char *name;         /* of a device */
    int level;
    const uint8_t *bytes;
    size_t byte_count;
    const char *text; /* of the console; of a step: the task's name */
};
void trace_write(FILE *out, const struct trace_line *line);

/* Write one event, if it belongs in the trace. Errors stay in `out`: see ferror(). */
void trace_event(const struct trace *trace, const struct sim_event *event);

#endif
