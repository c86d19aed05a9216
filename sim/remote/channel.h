/* channel.h - messages over a socket.                              SPDX-License-Identifier: MIT */
#ifndef REMOTE_CHANNEL_H
#define REMOTE_CHANNEL_H

#include "remote/message.h"

#define CHANNEL_PIECE (64u * 1024) /* bytes that are sent at once */

struct channel {
    int fd;
    struct buffer out; /* not yet sent */
    struct buffer in;
    size_t in_read; /* bytes of `in` that were taken */
    bool gone;      /* the other side is */
    bool broken;    /* it is, or it sends what is no message; or memory is out */
};

void channel_free(struct channel *channel); /* closes fd, unless it is negative */

/* To be sent with the next channel_flush(), or when that is much. */
void channel_send(struct channel *channel, const struct message *message);
/* The same of a kind that is nothing but a text. */
void channel_say(struct channel *channel, enum message_kind kind, const char *text);
/* False if the channel is broken. */
bool channel_flush(struct channel *channel);

/* Send what there is as it is, without waiting for anything: from a handler of a signal that ends
 * the process. */
void channel_send_rest(const struct channel *channel);

/* Wait for the next message; `timeout_ms` of real time at most, -1: as long as it takes. Its texts
 * live until the next call. False when the time is over, or the channel broken. */
bool channel_receive(struct channel *channel, struct message *message, int timeout_ms);

#endif
