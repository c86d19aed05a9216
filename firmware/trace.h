/* trace.h - what a scene does, told as records on the console's wire.
 *                                                                  SPDX-License-Identifier: MIT
 * In the place of a board's functions and of main's probe, in images that are built with --trace;
 * others have nothing of it. Records (parts/record.h) go into the console's buffer and are sent by
 * its interrupt. Nothing ever waits for the wire but prints, which do so in any image: where there
 * is no room for an event, it is counted, and a record says how many were lost.
 */
#ifndef TRACE_H
#define TRACE_H

#include "coop/coop.h"
#include "typed.h"

#define TRACE_SIZE  16384            /* bytes of the console's buffer, a power of two */
#define TRACE_SPARE (TRACE_SIZE / 4) /* of those for prints and names alone */

struct pixels;

/* A name that records mean by a number. */
struct trace_name {
    const char *name;
    uint8_t kind; /* enum record_kind: RECORD_SHOW or RECORD_PIN */
    uint8_t subject;
};

/* What the baked file has for it. */
struct trace {
    const char *scene;
    void (*hear)(char c);            /* what is typed, but for RECORD_ASK */
    void (*listen)(typed_told told); /* typed_listen(); NULL: no program reads */
    const struct trace_name *names;
    uint8_t name_count;
};
extern const struct trace baked_trace;

/* The scene's time has begun: tell so, and all names. */
void trace_begin(coop_loop *loop);

/* A character has come in. From the interrupt. */
void trace_hear(char c);

/* Functions of struct board. */
void trace_write(void *context, uint8_t pin, bool level);
void trace_release(void *context, uint8_t pin);
uint32_t trace_send(void *context, const struct pixels *pixels, const uint8_t *bytes,
                    uint16_t size);
void trace_key_taken(void *context, uint8_t pin, bool pressed);
void trace_print(void *context, const char *line);

#endif
