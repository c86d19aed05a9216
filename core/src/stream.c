/* stream.c - awaiting bytes.                                       SPDX-License-Identifier: MIT
 *
 * Each await yields once, then moves a piece a turn until it is over; only when the io has nothing
 * to say is it told to watch. So the order is that of MicroPython, which asks for readiness before
 * each piece, but bytes that are there cost no asking. The two directions share nothing, not even
 * the watch.
 */
#include "coop/stream.h"

#include "coop/driver.h"
#include "internal.h"
#include "transfer.h"

void coop_stream_init(coop_stream *stream, coop_loop *loop, const coop_io *io, void *context)
{
    COOP_ASSERT(io != NULL);
    *stream = (coop_stream){.io = io, .context = context};
    coop_flag_init(&stream->reader.ready, loop);
    coop_flag_init(&stream->writer.ready, loop);
}

void coop_stream_buffer_input(coop_stream *stream, void *storage, uint32_t size)
{
    COOP_ASSERT(stream->input.count == 0);
    stream->input = (struct coop_backlog){.storage = storage, .size = size};
}

void coop_stream_buffer_output(coop_stream *stream, void *storage, uint32_t size)
{
    COOP_ASSERT(stream->output.count == 0);
    stream->output = (struct coop_backlog){.storage = storage, .size = size};
}

void coop_stream_close(coop_stream *stream)
{
    if (stream->closed)
        return;
    stream->closed = true;
    stream->io->unwatch(stream->context, COOP_READING);
    stream->io->unwatch(stream->context, COOP_WRITING);
    stream->io->close(stream->context);
    coop_flag_set(&stream->reader.ready);
    coop_flag_set(&stream->writer.ready);
}

bool coop_stream_closed(const coop_stream *stream)
{
    return stream->closed;
}

/* ---- One direction: waiting, going on, being cancelled -------------------------------------- */

static enum coop_side side_of(const coop_stream *stream, const struct coop_transfer *transfer)
{
    return transfer == &stream->reader ? COOP_READING : COOP_WRITING;
}

static bool finish(struct coop_transfer *transfer, coop_task *task, int32_t result)
{
    transfer->task = NULL;
    task->result = result;
    return true;
}

static bool wait_until_ready(coop_stream *stream, struct coop_transfer *transfer, coop_task *task)
{
    enum coop_side side = side_of(stream, transfer);
    int32_t watched = stream->io->watch(stream->context, side, &transfer->ready);
    if (watched < 0)
        return finish(transfer, task, watched);
    const coop_kind *kind = task->kind;
    task->object = stream;
    if (!coop_flag_park(&transfer->ready, task, kind))
        (void)coop_yield_(task, kind); /* it has become ready since */
    return false;
}

static bool go_on(coop_stream *stream, struct coop_transfer *transfer, coop_task *task)
{
    if (stream->closed)
        return finish(transfer, task, COOP_ERR_CLOSED);
    int32_t result = transfer->advance(stream);
    if (result == COOP_GO_ON_)
        return coop_yield_(task, task->kind);
    if (result == COOP_ERR_WOULD_BLOCK)
        return wait_until_ready(stream, transfer, task);
    return finish(transfer, task, result);
}

static void stop_waiting(coop_stream *stream, struct coop_transfer *transfer)
{
    if (!stream->closed)
        stream->io->unwatch(stream->context, side_of(stream, transfer));
    coop_flag_leave(&transfer->ready);
}

static bool resume_reader(coop_task *task)
{
    coop_stream *stream = task->object;
    return go_on(stream, &stream->reader, task);
}

static bool resume_writer(coop_task *task)
{
    coop_stream *stream = task->object;
    return go_on(stream, &stream->writer, task);
}

static bool resume_cancelled_reader(coop_task *task)
{
    coop_stream *stream = task->object;
    return finish(&stream->reader, task, COOP_ERR_CANCELLED);
}

static bool resume_cancelled_writer(coop_task *task)
{
    coop_stream *stream = task->object;
    return finish(&stream->writer, task, COOP_ERR_CANCELLED);
}

static void abandon_reader(coop_task *task)
{
    coop_stream *stream = task->object;
    stop_waiting(stream, &stream->reader);
}

static void abandon_writer(coop_task *task)
{
    coop_stream *stream = task->object;
    stop_waiting(stream, &stream->writer);
}

const coop_kind coop_reader_kind_ = {.name = "read",
                                     .resume = resume_reader,
                                     .abandon = abandon_reader,
                                     .cancelled = resume_cancelled_reader};
const coop_kind coop_writer_kind_ = {.name = "write",
                                     .resume = resume_writer,
                                     .abandon = abandon_writer,
                                     .cancelled = resume_cancelled_writer};

static bool refuse(coop_task *task, int32_t error)
{
    task->result = error;
    return true;
}

bool coop_transfer_start_(coop_task *task, coop_stream *stream, const coop_kind *kind,
                          struct coop_transfer work)
{
    struct coop_transfer *transfer = kind == &coop_reader_kind_ ? &stream->reader : &stream->writer;
    COOP_ASSERT(work.size <= INT32_MAX);
    if (stream->closed)
        return refuse(task, COOP_ERR_CLOSED);
    if (transfer->task != NULL)
        return refuse(task, COOP_ERR_BUSY);
    transfer->task = task;
    transfer->advance = work.advance;
    transfer->bytes = work.bytes;
    transfer->size = work.size;
    transfer->count = 0;
    task->object = stream;
    return coop_yield_(task, kind);
}
