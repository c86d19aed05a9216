/* host_stream.c - streams over file descriptors.                   SPDX-License-Identifier: MIT */
#include "host/host_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

/* What a descriptor that may block takes without blocking, once poll(2) has said so. */
#define SHARED_PIECE _POSIX_PIPE_BUF

static int32_t fail(struct host_stream *stream)
{
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
        return COOP_ERR_WOULD_BLOCK;
    stream->error = errno;
    return errno == EPIPE || errno == ECONNRESET ? COOP_ERR_CLOSED : COOP_ERR_IO;
}

static bool may_move(const struct host_stream *stream, short events)
{
    struct pollfd asked = {.fd = stream->descriptor, .events = events};
    return !stream->shared || poll(&asked, 1, 0) > 0;
}

static int32_t read_some(void *context, void *bytes, uint32_t size)
{
    struct host_stream *stream = context;
    if (!may_move(stream, POLLIN))
        return COOP_ERR_WOULD_BLOCK;
    ssize_t got = read(stream->descriptor, bytes, size);
    return got < 0 ? fail(stream) : (int32_t)got;
}

static int32_t write_some(void *context, const void *bytes, uint32_t size)
{
    struct host_stream *stream = context;
    if (!may_move(stream, POLLOUT))
        return COOP_ERR_WOULD_BLOCK;
    if (stream->shared && size > SHARED_PIECE)
        size = SHARED_PIECE;
    ssize_t sent = write(stream->descriptor, bytes, size);
    return sent < 0 ? fail(stream) : (int32_t)sent;
}

static int32_t watch(void *context, enum coop_side side, coop_flag *ready)
{
    const struct host_stream *stream = context;
    return host_watch(stream->host, stream->descriptor, side == COOP_READING ? POLLIN : POLLOUT,
                      ready);
}

static void unwatch(void *context, enum coop_side side)
{
    const struct host_stream *stream = context;
    host_unwatch(stream->host, side == COOP_READING ? &stream->stream.reader.ready
                                                    : &stream->stream.writer.ready);
}

static void close_descriptor(void *context)
{
    struct host_stream *stream = context;
    stream->open = false;
    if (!stream->shared)
        (void)close(stream->descriptor);
}

static const coop_io host_io = {.read = read_some,
                                .write = write_some,
                                .watch = watch,
                                .unwatch = unwatch,
                                .close = close_descriptor};

static void begin_using(struct host_stream *stream, struct host *host, coop_loop *loop,
                        int descriptor, bool shared)
{
    stream->host = host;
    stream->descriptor = descriptor;
    stream->error = 0;
    stream->open = true;
    stream->shared = shared;
    coop_stream_init(&stream->stream, loop, &host_io, stream);
}

void host_stream_init(struct host_stream *stream, struct host *host, coop_loop *loop,
                      int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);
    (void)fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
    (void)fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    begin_using(stream, host, loop, descriptor, false);
}

void host_stream_share(struct host_stream *stream, struct host *host, coop_loop *loop,
                       int descriptor)
{
    begin_using(stream, host, loop, descriptor, true);
}

int32_t host_stream_open(struct host_stream *stream, struct host *host, coop_loop *loop,
                         const char *path, int flags)
{
    int descriptor = open(path, flags | O_NONBLOCK | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        stream->error = errno;
        return COOP_ERR_IO;
    }
    host_stream_init(stream, host, loop, descriptor);
    return COOP_OK;
}

void host_stream_close(struct host_stream *stream)
{
    if (stream->open)
        coop_stream_close(&stream->stream);
}

int host_stream_error(const struct host_stream *stream)
{
    return stream->error;
}
