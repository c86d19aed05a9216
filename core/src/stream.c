/* stream.c - awaiting bytes.                                       SPDX-License-Identifier: MIT
 *
 * Each await yields once, then moves a piece a turn until it is over; only when the io has nothing
 * to say is it told to watch. So the order is that of MicroPython, which asks for readiness before
 * each piece, but bytes that are there cost no asking. The two directions share nothing, not even
 * the watch.
 */
#include "coop/stream.h"

#include <string.h>

#include "coop/driver.h"
#include "internal.h"

#define GO_ON INT32_MIN /* of advance(): not over, take another turn */

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
    if (!coop_flag_park(&transfer->ready, task, kind, stream, NULL))
        (void)coop_sleep_(task, kind, stream, 0); /* it has become ready since */
    return false;
}

static bool go_on(coop_stream *stream, struct coop_transfer *transfer, coop_task *task)
{
    if (stream->closed)
        return finish(transfer, task, COOP_ERR_CLOSED);
    int32_t result = transfer->advance(stream);
    if (result == GO_ON)
        return coop_sleep_(task, task->kind, stream, 0);
    if (result == COOP_ERR_WOULD_BLOCK)
        return wait_until_ready(stream, transfer, task);
    return finish(transfer, task, result);
}

static void stop_waiting(coop_stream *stream, struct coop_transfer *transfer)
{
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

static const coop_kind cancelled_reader_kind = {
    .name = "cancelled", .resume = resume_cancelled_reader, .cancelled = &cancelled_reader_kind};
static const coop_kind cancelled_writer_kind = {
    .name = "cancelled", .resume = resume_cancelled_writer, .cancelled = &cancelled_writer_kind};
static const coop_kind reader_kind = {.name = "read",
                                      .resume = resume_reader,
                                      .abandon = abandon_reader,
                                      .cancelled = &cancelled_reader_kind};
static const coop_kind writer_kind = {.name = "write",
                                      .resume = resume_writer,
                                      .abandon = abandon_writer,
                                      .cancelled = &cancelled_writer_kind};

static bool over(coop_task *task, int32_t result)
{
    task->result = result;
    return true;
}

/* The running task becomes the reader or the writer, and yields. */
static bool start(coop_task *task, coop_stream *stream, const coop_kind *kind,
                  struct coop_transfer work)
{
    struct coop_transfer *transfer = kind == &reader_kind ? &stream->reader : &stream->writer;
    COOP_ASSERT(work.size <= INT32_MAX);
    if (stream->closed)
        return over(task, COOP_ERR_CLOSED);
    if (transfer->task != NULL)
        return over(task, COOP_ERR_BUSY);
    transfer->task = task;
    transfer->advance = work.advance;
    transfer->bytes = work.bytes;
    transfer->size = work.size;
    transfer->count = 0;
    return coop_sleep_(task, kind, stream, 0);
}

/* ---- Reading -------------------------------------------------------------------------------- */

static int32_t take(coop_stream *stream, void *bytes, uint32_t size)
{
    struct coop_backlog *input = &stream->input;
    if (input->count == 0) {
        if (size >= input->size)
            return stream->io->read(stream->context, bytes, size);
        int32_t got = stream->io->read(stream->context, input->storage, input->size);
        if (got <= 0)
            return got;
        input->first = 0;
        input->count = (uint32_t)got;
    }
    uint32_t taken = size < input->count ? size : input->count;
    memcpy(bytes, input->storage + input->first, taken);
    input->first += taken;
    input->count -= taken;
    return (int32_t)taken;
}

static int32_t advance_some(coop_stream *stream)
{
    struct coop_transfer *reader = &stream->reader;
    int32_t got = take(stream, reader->bytes, reader->size);
    if (got > 0)
        reader->count = (uint32_t)got;
    return got;
}

static int32_t advance_to(coop_stream *stream, int32_t result_at_end)
{
    struct coop_transfer *reader = &stream->reader;
    int32_t got = take(stream, reader->bytes + reader->count, reader->size - reader->count);
    if (got <= 0)
        return got < 0 ? got : result_at_end;
    reader->count += (uint32_t)got;
    return reader->count == reader->size ? (int32_t)reader->size : GO_ON;
}

static int32_t advance_all(coop_stream *stream)
{
    return advance_to(stream, (int32_t)stream->reader.count);
}

static int32_t advance_exactly(coop_stream *stream)
{
    return advance_to(stream, COOP_ERR_END);
}

/* A line has no more bytes: it ended, or the file did. */
static int32_t end_line(coop_stream *stream)
{
    stream->skipping = false;
    stream->reader.bytes[stream->reader.count] = '\0';
    return (int32_t)stream->reader.count;
}

/* At most as many bytes a turn as the line may have, so that an endless line stops nobody. */
static int32_t advance_line(coop_stream *stream)
{
    struct coop_transfer *reader = &stream->reader;
    for (uint32_t left = reader->size; left > 0; left--) {
        unsigned char byte;
        int32_t got = take(stream, &byte, 1);
        if (got <= 0)
            return got < 0 ? got : end_line(stream);
        if (stream->skipping) {
            stream->skipping = byte != '\n';
            continue;
        }
        reader->bytes[reader->count++] = byte;
        reader->bytes[reader->count] = '\0';
        if (byte == '\n')
            return end_line(stream);
        if (reader->count == reader->size - 1) {
            stream->skipping = true;
            return COOP_ERR_LONG;
        }
    }
    return GO_ON;
}

static bool start_reading(coop_task *task, void *object, uint32_t size, void *out,
                          int32_t (*advance)(coop_stream *stream))
{
    coop_stream *stream = object;
    if (size == 0)
        return over(task, 0);
    stream->skipping = stream->skipping && advance == advance_line;
    return start(task, stream, &reader_kind,
                 (struct coop_transfer){.advance = advance, .bytes = out, .size = size});
}

static COOP_BEGIN_(begin_read)
{
    return start_reading(task, object, number, out, advance_some);
}

static COOP_BEGIN_(begin_read_all)
{
    return start_reading(task, object, number, out, advance_all);
}

static COOP_BEGIN_(begin_read_exactly)
{
    return start_reading(task, object, number, out, advance_exactly);
}

static COOP_BEGIN_(begin_read_line)
{
    COOP_ASSERT(number >= 2);
    *(char *)out = '\0';
    return start_reading(task, object, number, out, advance_line);
}

coop_op coop_stream_read(coop_stream *stream, void *bytes, uint32_t size)
{
    return (coop_op){begin_read, stream, size, bytes};
}

coop_op coop_stream_read_all(coop_stream *stream, void *bytes, uint32_t size)
{
    return (coop_op){begin_read_all, stream, size, bytes};
}

coop_op coop_stream_read_exactly(coop_stream *stream, void *bytes, uint32_t size)
{
    return (coop_op){begin_read_exactly, stream, size, bytes};
}

coop_op coop_stream_read_line(coop_stream *stream, char *line, uint32_t size)
{
    return (coop_op){begin_read_line, stream, size, line};
}

uint32_t coop_stream_received(const coop_stream *stream)
{
    return stream->reader.count;
}

/* ---- Writing -------------------------------------------------------------------------------- */

/* A piece of what coop_stream_write() kept. */
static int32_t flush(coop_stream *stream)
{
    struct coop_backlog *output = &stream->output;
    int32_t sent =
        stream->io->write(stream->context, output->storage + output->first, output->count);
    if (sent > 0) {
        output->first += (uint32_t)sent;
        output->count -= (uint32_t)sent;
    }
    return sent;
}

static int32_t advance_drain(coop_stream *stream)
{
    if (stream->output.count == 0)
        return COOP_OK;
    int32_t sent = flush(stream);
    if (sent < 0)
        return sent;
    return stream->output.count == 0 ? COOP_OK : GO_ON;
}

static int32_t advance_write(coop_stream *stream)
{
    struct coop_transfer *writer = &stream->writer;
    if (stream->output.count > 0) {
        int32_t flushed = flush(stream);
        return flushed < 0 ? flushed : GO_ON;
    }
    if (writer->count < writer->size) {
        int32_t sent = stream->io->write(stream->context, writer->bytes + writer->count,
                                         writer->size - writer->count);
        if (sent < 0)
            return sent;
        writer->count += (uint32_t)sent;
    }
    return writer->count == writer->size ? (int32_t)writer->size : GO_ON;
}

static void keep(struct coop_backlog *output, const unsigned char *bytes, uint32_t size)
{
    if (size == 0)
        return;
    if (output->size - output->count - output->first < size) {
        memmove(output->storage, output->storage + output->first, output->count);
        output->first = 0;
    }
    memcpy(output->storage + output->first + output->count, bytes, size);
    output->count += size;
}

int32_t coop_stream_write(coop_stream *stream, const void *bytes, uint32_t size)
{
    if (stream->closed)
        return COOP_ERR_CLOSED;
    if (stream->writer.task != NULL && stream->writer.advance == advance_write)
        return COOP_ERR_BUSY;
    if (size > coop_stream_room(stream))
        return COOP_ERR_FULL;
    int32_t sent = 0;
    if (size > 0 && stream->output.count == 0)
        sent = stream->io->write(stream->context, bytes, size);
    if (sent == COOP_ERR_WOULD_BLOCK)
        sent = 0;
    if (sent < 0)
        return sent;
    keep(&stream->output, (const unsigned char *)bytes + sent, size - (uint32_t)sent);
    return COOP_OK;
}

uint32_t coop_stream_room(const coop_stream *stream)
{
    return stream->output.size - stream->output.count;
}

static COOP_BEGIN_(begin_drain)
{
    (void)number;
    (void)out;
    return start(task, object, &writer_kind, (struct coop_transfer){.advance = advance_drain});
}

static COOP_BEGIN_(begin_write)
{
    return start(task, object, &writer_kind,
                 (struct coop_transfer){.advance = advance_write, .bytes = out, .size = number});
}

coop_op coop_stream_drain(coop_stream *stream)
{
    return (coop_op){begin_drain, stream, 0, NULL};
}

/* The bytes are only read. */
coop_op coop_stream_write_all(coop_stream *stream, const void *bytes, uint32_t size)
{
    return (coop_op){begin_write, stream, size, (void *)(uintptr_t)bytes};
}
