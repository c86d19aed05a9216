/* stream_fixture.h - two streams that hear each other.             SPDX-License-Identifier: MIT */
#ifndef STREAM_FIXTURE_H
#define STREAM_FIXTURE_H

#include "coop/pipe.h"
#include "coop/stream.h"
#include "loop_fixture.h"

#define RING 16u /* so that everything splits */

static unsigned char rings[2][RING];
static coop_pipe pipes[2];
static struct coop_pipe_ends ends[2] = {{&pipes[0], &pipes[1]}, {&pipes[1], &pipes[0]}};
static coop_stream ours, theirs;
static unsigned char text[120]; /* "abc…": what is sent */

static inline void set_up_streams(void)
{
    set_up_loop();
    for (int i = 0; i < 2; i++)
        coop_pipe_init(&pipes[i], &loop, rings[i], RING);
    coop_stream_init(&ours, &loop, &coop_pipe_io, &ends[0]);
    coop_stream_init(&theirs, &loop, &coop_pipe_io, &ends[1]);
    for (unsigned i = 0; i < sizeof text; i++)
        text[i] = (unsigned char)('a' + i % 26);
}

/* What comes from outside, as from an interrupt. */
static inline void receive(const char *bytes)
{
    uint32_t size = (uint32_t)strlen(bytes);
    cr_assert(eq(u32, coop_pipe_put(&pipes[0], bytes, size), size));
}

/* Run until nobody is due. */
static inline void settle(void)
{
    while (coop_turn(&loop) == 0) {
    }
}

/* One await of any operation; notes its name and its result. */
async_def(operate, const char *name; coop_op op;)
{
    async_body {
        try_await(self->op);
        note("%s=%d ", self->name, (int)await_result);
        return COOP_RESULT(await_result);
    }
    return COOP_DONE;
}

#endif
