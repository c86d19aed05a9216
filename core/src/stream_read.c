/* stream_read.c - reading from a stream.                           SPDX-License-Identifier: MIT */
#include <string.h>

#include "internal.h"
#include "transfer.h"

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
    memcpy(bytes, input->storage + input->first, (size_t)taken);
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
    return reader->count == reader->size ? (int32_t)reader->size : COOP_GO_ON_;
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
    return COOP_GO_ON_;
}

static bool start_reading(coop_task *task, void *object, uint32_t size, void *out,
                          int32_t (*advance)(coop_stream *stream))
{
    coop_stream *stream = object;
    if (size == 0) {
        task->result = 0;
        return true;
    }
    stream->skipping = stream->skipping && advance == advance_line;
    return coop_transfer_start_(
        task, stream, &coop_reader_kind_,
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

/* A task that is cancelled before it begins has received nothing. */
static coop_op reading(coop_op op)
{
    coop_stream *stream = op.object;
    if (stream->reader.task == NULL)
        stream->reader.count = 0;
    return op;
}

coop_op coop_stream_read(coop_stream *stream, void *bytes, uint32_t size)
{
    return reading((coop_op){begin_read, stream, size, bytes});
}

coop_op coop_stream_read_all(coop_stream *stream, void *bytes, uint32_t size)
{
    return reading((coop_op){begin_read_all, stream, size, bytes});
}

coop_op coop_stream_read_exactly(coop_stream *stream, void *bytes, uint32_t size)
{
    return reading((coop_op){begin_read_exactly, stream, size, bytes});
}

coop_op coop_stream_read_line(coop_stream *stream, char *line, uint32_t size)
{
    return reading((coop_op){begin_read_line, stream, size, line});
}

uint32_t coop_stream_received(const coop_stream *stream)
{
    return stream->reader.count;
}
