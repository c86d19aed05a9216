/* channel.c - messages over a socket.                              SPDX-License-Identifier: MIT */
#include "remote/channel.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 /* whoever makes the socket sets SO_NOSIGPIPE there */
#endif

void channel_free(struct channel *channel)
{
    if (channel->fd >= 0)
        (void)close(channel->fd);
    free(channel->out.bytes);
    free(channel->in.bytes);
    *channel = (struct channel){.fd = -1, .broken = true};
}

bool channel_flush(struct channel *channel)
{
    size_t sent = 0;
    while (!channel->broken && sent < channel->out.size) {
        ssize_t size =
            send(channel->fd, channel->out.bytes + sent, channel->out.size - sent, MSG_NOSIGNAL);
        channel->broken = channel->gone = size < 0 && errno != EINTR;
        sent += size > 0 ? (size_t)size : 0;
    }
    channel->out.size = 0;
    return !channel->broken;
}

void channel_send(struct channel *channel, const struct message *message)
{
    channel->broken |= !message_write(&channel->out, message);
    if (channel->out.size >= CHANNEL_PIECE)
        (void)channel_flush(channel);
}

void channel_say(struct channel *channel, enum message_kind kind, const char *text)
{
    channel_send(channel,
                 &(struct message){.kind = kind, .texts = {message_text(text, strlen(text))}});
}

void channel_send_rest(const struct channel *channel)
{
    if (!channel->broken && channel->out.size > 0)
        (void)!send(channel->fd, channel->out.bytes, channel->out.size,
                    MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* What was taken goes, and more comes. False when the time is over, or nothing comes any more. */
static bool fill(struct channel *channel, int timeout_ms)
{
    struct buffer *in = &channel->in;
    struct pollfd wanted = {.fd = channel->fd, .events = POLLIN};
    int ready = poll(&wanted, 1, timeout_ms);
    if (ready < 0 && errno == EINTR)
        return true;
    if (ready <= 0)
        return false;
    if (channel->in_read > 0)
        memmove(in->bytes, in->bytes + channel->in_read, in->size - channel->in_read);
    in->size -= channel->in_read;
    channel->in_read = 0;
    channel->broken |= !buffer_reserve(in, CHANNEL_PIECE);
    if (channel->broken)
        return false;
    ssize_t size = recv(channel->fd, in->bytes + in->size, in->capacity - in->size, 0);
    channel->broken = channel->gone = size == 0 || (size < 0 && errno != EINTR);
    in->size += size > 0 ? (size_t)size : 0;
    return !channel->broken;
}

bool channel_receive(struct channel *channel, struct message *message, int timeout_ms)
{
    for (;;) {
        if (channel->broken)
            return false;
        struct buffer *in = &channel->in;
        size_t left = in->size - channel->in_read;
        long size = left ? message_read(message, in->bytes + channel->in_read, left) : 0;
        channel->broken = size < 0;
        channel->in_read += size > 0 ? (size_t)size : 0;
        if (size != 0)
            return size > 0;
        if (!fill(channel, timeout_ms))
            return false;
    }
}
