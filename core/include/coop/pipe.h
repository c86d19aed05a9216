/* pipe.h - a ring of bytes between tasks, or between tasks and interrupts.
 *                                                                  SPDX-License-Identifier: MIT
 * What a serial port is made of: its receive interrupt puts bytes into one pipe, its transmit
 * interrupt gets them from another, and a stream over the two is what tasks use:
 *
 *     static struct coop_pipe_ends ends = {.in = &received, .out = &sent};
 *     coop_stream_init(&serial, &loop, &coop_pipe_io, &ends);
 *
 * Both ends on one pipe make a loopback [RingIO]; two pipes, crossed, a pair of streams. All
 * functions but coop_pipe_init() are ISR-safe.
 */
#ifndef COOP_PIPE_H
#define COOP_PIPE_H

#include "coop/stream.h"

/* All members are private, except the two that are to be set after coop_pipe_init(). */
typedef struct coop_pipe {
    coop_loop *loop;
    unsigned char *storage;
    uint32_t size;
    volatile uint32_t first;
    volatile uint32_t count;
    volatile bool ended;   /* nothing more will be put */
    volatile bool ignored; /* nothing more will be got */
    coop_flag *readable;   /* who watches; NULL: nobody */
    coop_flag *writable;
    /* A stream has put bytes: begin to send, if that is not under way. May be NULL. */
    void (*begin_sending)(void *context);
    void *context;
} coop_pipe;

/* What a stream reads from and writes to; NULL where it does not. */
struct coop_pipe_ends {
    coop_pipe *in;
    coop_pipe *out;
};

/* Of streams that have a coop_pipe_ends as context. Closing one ends its `out`, so that the reader
 * finds an end of file, and ignores its `in`, so that writers get COOP_ERR_CLOSED. */
extern const coop_io coop_pipe_io;

/* Empty, with `storage` of `size` bytes, 1 or more. */
void coop_pipe_init(coop_pipe *pipe, coop_loop *loop, void *storage, uint32_t size);
/* Copy as many of `size` bytes as there is room for; returns the number. O(that). */
uint32_t coop_pipe_put(coop_pipe *pipe, const void *bytes, uint32_t size);
/* Take up to `size` bytes; returns the number. O(that). */
uint32_t coop_pipe_get(coop_pipe *pipe, void *bytes, uint32_t size);
/* Nothing more will be put: when it is empty, readers find the end of the file. */
void coop_pipe_end(coop_pipe *pipe);

#endif
