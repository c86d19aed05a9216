/* pipe.c - a ring of bytes, and streams over it.                   SPDX-License-Identifier: MIT */
#include "coop/pipe.h"

#include <string.h>

#include "internal.h"

void coop_pipe_init(coop_pipe *pipe, coop_loop *loop, void *storage, uint32_t size)
{
    COOP_ASSERT(storage != NULL);
    COOP_ASSERT(size > 0);
    *pipe = (coop_pipe){.loop = loop, .storage = storage, .size = size};
}

/* Interrupts are out. */
static void tell(coop_flag **watcher)
{
    if (*watcher != NULL)
        coop_flag_set(*watcher);
    *watcher = NULL;
}

static uint32_t lesser(uint32_t one, uint32_t other)
{
    return one < other ? one : other;
}

uint32_t coop_pipe_put(coop_pipe *pipe, const void *bytes, uint32_t size)
{
    uint32_t saved = coop_irq_save_(pipe->loop);
    uint32_t put = lesser(size, pipe->size - pipe->count);
    uint32_t to_end = pipe->size - pipe->first;
    uint32_t place = pipe->count < to_end ? pipe->first + pipe->count : pipe->count - to_end;
    uint32_t straight = lesser(put, pipe->size - place);
    memcpy(pipe->storage + place, bytes, (size_t)straight);
    memcpy(pipe->storage, (const unsigned char *)bytes + straight, (size_t)(put - straight));
    pipe->count += put;
    if (put > 0)
        tell(&pipe->readable);
    coop_irq_restore_(pipe->loop, saved);
    return put;
}

uint32_t coop_pipe_get(coop_pipe *pipe, void *bytes, uint32_t size)
{
    uint32_t saved = coop_irq_save_(pipe->loop);
    uint32_t got = lesser(size, pipe->count);
    uint32_t straight = lesser(got, pipe->size - pipe->first);
    memcpy(bytes, pipe->storage + pipe->first, (size_t)straight);
    memcpy((unsigned char *)bytes + straight, pipe->storage, (size_t)(got - straight));
    pipe->first = got == straight ? pipe->first + got : got - straight;
    pipe->count -= got;
    if (got > 0)
        tell(&pipe->writable);
    coop_irq_restore_(pipe->loop, saved);
    return got;
}

void coop_pipe_end(coop_pipe *pipe)
{
    uint32_t saved = coop_irq_save_(pipe->loop);
    pipe->ended = true;
    tell(&pipe->readable);
    tell(&pipe->writable);
    coop_irq_restore_(pipe->loop, saved);
}

/* ---- Its streams ---------------------------------------------------------------------------- */

static int32_t read(void *context, void *bytes, uint32_t size)
{
    const struct coop_pipe_ends *ends = context;
    COOP_ASSERT(ends->in != NULL);
    bool ended = ends->in->ended; /* asked before, because bytes may come in between */
    uint32_t got = coop_pipe_get(ends->in, bytes, size);
    if (got == 0 && !ended)
        return COOP_ERR_WOULD_BLOCK;
    return (int32_t)got;
}

static int32_t write(void *context, const void *bytes, uint32_t size)
{
    const struct coop_pipe_ends *ends = context;
    coop_pipe *out = ends->out;
    COOP_ASSERT(out != NULL);
    if (out->ended || out->ignored)
        return COOP_ERR_CLOSED;
    uint32_t put = coop_pipe_put(out, bytes, size);
    if (put == 0)
        return COOP_ERR_WOULD_BLOCK;
    if (out->begin_sending != NULL)
        out->begin_sending(out->context);
    return (int32_t)put;
}

static int32_t watch(void *context, enum coop_side side, coop_flag *ready)
{
    const struct coop_pipe_ends *ends = context;
    coop_pipe *pipe = side == COOP_READING ? ends->in : ends->out;
    uint32_t saved = coop_irq_save_(pipe->loop);
    coop_flag **watcher = side == COOP_READING ? &pipe->readable : &pipe->writable;
    *watcher = ready;
    if (side == COOP_READING ? pipe->count > 0 || pipe->ended
                             : pipe->count < pipe->size || pipe->ended || pipe->ignored)
        tell(watcher);
    coop_irq_restore_(pipe->loop, saved);
    return COOP_OK;
}

static void forget(coop_pipe *pipe, coop_flag **watcher)
{
    uint32_t saved = coop_irq_save_(pipe->loop);
    *watcher = NULL;
    coop_irq_restore_(pipe->loop, saved);
}

static void unwatch(void *context, enum coop_side side)
{
    const struct coop_pipe_ends *ends = context;
    if (side == COOP_READING && ends->in != NULL)
        forget(ends->in, &ends->in->readable);
    if (side == COOP_WRITING && ends->out != NULL)
        forget(ends->out, &ends->out->writable);
}

static void ignore(coop_pipe *pipe)
{
    uint32_t saved = coop_irq_save_(pipe->loop);
    pipe->ignored = true;
    tell(&pipe->writable);
    coop_irq_restore_(pipe->loop, saved);
}

static void close(void *context)
{
    const struct coop_pipe_ends *ends = context;
    if (ends->out != NULL)
        coop_pipe_end(ends->out);
    if (ends->in != NULL)
        ignore(ends->in);
}

const coop_io coop_pipe_io = {
    .read = read, .write = write, .watch = watch, .unwatch = unwatch, .close = close};
