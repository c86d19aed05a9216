/* stream_write.c - writing to a stream.                            SPDX-License-Identifier: MIT */
#include <string.h>

#include "internal.h"
#include "transfer.h"

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
    return stream->output.count == 0 ? COOP_OK : COOP_GO_ON_;
}

static int32_t advance_write(coop_stream *stream)
{
    struct coop_transfer *writer = &stream->writer;
    if (stream->output.count > 0) {
        int32_t flushed = flush(stream);
        return flushed < 0 ? flushed : COOP_GO_ON_;
    }
    if (writer->count < writer->size) {
        int32_t sent = stream->io->write(stream->context, writer->bytes + writer->count,
                                         writer->size - writer->count);
        if (sent < 0)
            return sent;
        writer->count += (uint32_t)sent;
    }
    return writer->count == writer->size ? (int32_t)writer->size : COOP_GO_ON_;
}

static void keep(struct coop_backlog *output, const unsigned char *bytes, uint32_t size)
{
    if (size == 0)
        return;
    if (output->size - output->count - output->first < size) {
        memmove(output->storage, output->storage + output->first, (size_t)output->count);
        output->first = 0;
    }
    memcpy(output->storage + output->first + output->count, bytes, (size_t)size);
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
    return coop_transfer_start_(task, object, &coop_writer_kind_,
                                (struct coop_transfer){.advance = advance_drain});
}

static COOP_BEGIN_(begin_write)
{
    return coop_transfer_start_(
        task, object, &coop_writer_kind_,
        (struct coop_transfer){.advance = advance_write, .bytes = out, .size = number});
}

coop_op coop_stream_drain(coop_stream *stream)
{
    return (coop_op){begin_drain, stream, 0, NULL};
}

/* The bytes are only read. */
coop_op coop_stream_write_all(coop_stream *stream, const void *bytes, uint32_t size)
{
    if (stream->writer.task == NULL)
        stream->writer.count = 0;
    return (coop_op){begin_write, stream, size, (void *)(uintptr_t)bytes};
}

uint32_t coop_stream_sent(const coop_stream *stream)
{
    return stream->writer.count;
}
