/* stream.h - bytes from and to the outside: sockets, files, serial lines.
 *                                                                  SPDX-License-Identifier: MIT
 * A stream reads and writes through a coop_io, which a platform provides (host/host_stream.h on a
 * desktop) and which never blocks; coop/pipe.h is one between tasks, or tasks and interrupts.
 *
 *     await(coop_stream_read_line(&self->peer, self->line, sizeof self->line));
 *     await(coop_stream_write_all(&self->peer, self->line, (uint32_t)await_result));
 *
 * One task may read a stream and one may write it, independently: cancelling one leaves the other
 * as it is. A second reader or writer gets COOP_ERR_BUSY. Every await lets all tasks that are due
 * run first, also if its bytes are there, and between two pieces; it costs nothing while nothing
 * comes. Buffers belong to the caller and must live in the frame, or longer.
 */
#ifndef COOP_STREAM_H
#define COOP_STREAM_H

#include "coop/coop.h"

/* Further ways to end. */
enum coop_stream_err {
    COOP_ERR_WOULD_BLOCK = -32, /* of a coop_io alone: nothing now, wait for readiness */
    COOP_ERR_END = -33,         /* the bytes ended too early */
    COOP_ERR_LONG = -34,        /* a line does not fit */
    COOP_ERR_CLOSED = -35,      /* the stream is closed, or the other side does not listen */
    COOP_ERR_IO = -36           /* the platform failed, and knows why */
};

enum coop_side { COOP_READING, COOP_WRITING };

/* What a platform provides: every function gets the stream's `context` back. None may be NULL.
 * None waits. */
typedef struct coop_io {
    /* Move up to `size` (above 0) bytes. The number of them, above 0; COOP_ERR_WOULD_BLOCK; another
     * COOP_ERR_*; reading, 0 for the end of the file. */
    int32_t (*read)(void *context, void *bytes, uint32_t size);
    int32_t (*write)(void *context, const void *bytes, uint32_t size);
    /* Set `ready`, as an interrupt does, as soon as that side may have something other than
     * COOP_ERR_WOULD_BLOCK to say, which may be at once; then forget it. Replaces the side's
     * earlier watch. COOP_OK, or an error, with which the await ends. */
    int32_t (*watch)(void *context, enum coop_side side, coop_flag *ready);
    /* Forget the side's flag, if it is watched. */
    void (*unwatch)(void *context, enum coop_side side);
    /* No function is called any more. */
    void (*close)(void *context);
} coop_io;

struct coop_stream;

/* One direction. All members are private. */
struct coop_transfer {
    coop_flag ready;
    coop_task *task; /* NULL: nobody */
    /* A piece of the work: the final result, or a sign to go on. */
    int32_t (*advance)(struct coop_stream *stream);
    unsigned char *bytes; /* of the task */
    uint32_t size;
    uint32_t count; /* moved so far */
};

/* Bytes on their way, in storage that the caller gave. All members are private. */
struct coop_backlog {
    unsigned char *storage;
    uint32_t size; /* 0: none */
    uint32_t first;
    uint32_t count;
};

/* All members are private. */
typedef struct coop_stream {
    const coop_io *io;
    void *context;
    struct coop_transfer reader;
    struct coop_transfer writer;
    struct coop_backlog input;
    struct coop_backlog output;
    bool skipping; /* the rest of a line that was too long */
    bool closed;
} coop_stream;

/* A stream for tasks of `loop`; `io` and `context` must outlive it. */
void coop_stream_init(coop_stream *stream, coop_loop *loop, const coop_io *io, void *context);

/* Let it read ahead into `storage`. Without that each byte of a line is one call of the io. */
void coop_stream_buffer_input(coop_stream *stream, void *storage, uint32_t size);
/* Let coop_stream_write() keep in `storage` what cannot be sent at once. */
void coop_stream_buffer_output(coop_stream *stream, void *storage, uint32_t size);

/* End both directions: whoever waits gets COOP_ERR_CLOSED, as does every later use. What was
 * written and not drained is dropped. Closing twice is nothing. The stream must stay in place
 * until its tasks had their turn. */
void coop_stream_close(coop_stream *stream);
bool coop_stream_closed(const coop_stream *stream);

/* ---- Reading: results are numbers of bytes; `size` is 0 to INT32_MAX, 0 is over at once --------
 * After a failure or a cancellation coop_stream_received() bytes of it are in the buffer, and what
 * follows them can be read next: nothing is lost. */

/* Over when at least one byte has come: 1 to `size`; 0 at the end of the file [read(n)]. */
COOP_MUST_USE coop_op coop_stream_read(coop_stream *stream, void *bytes, uint32_t size);
/* Over at the end of the file, or when `size` bytes are there [read(-1)]: less than `size` means
 * that it is the end. */
COOP_MUST_USE coop_op coop_stream_read_all(coop_stream *stream, void *bytes, uint32_t size);
/* Over when `size` bytes are there [readexactly]. COOP_ERR_END if the file ends before. */
COOP_MUST_USE coop_op coop_stream_read_exactly(coop_stream *stream, void *bytes, uint32_t size);
/* Over after the next '\n', which is part of the result, or at the end of the file [readline]: 0
 * if nothing came before that. `line` gets a zero behind it, so it has room for `size` - 1 bytes.
 * COOP_ERR_LONG if they came without a '\n'; then the next read_line begins behind that line, any
 * other read in the midst of it. `size` is at least 2. */
COOP_MUST_USE coop_op coop_stream_read_line(coop_stream *stream, char *line, uint32_t size);

/* How many bytes the last read, over or not, has put in its buffer; 0 if it did not even begin. */
uint32_t coop_stream_received(const coop_stream *stream);

/* ---- Writing -------------------------------------------------------------------------------- */

/* Send what can be sent at once and keep the rest [write]: all or nothing. COOP_ERR_FULL if `size`
 * is above coop_stream_room(), whatever the other side could take; COOP_ERR_BUSY while another task
 * is in write_all; COOP_ERR_CLOSED, COOP_ERR_IO. Never waits; drain now and then. */
COOP_MUST_USE int32_t coop_stream_write(coop_stream *stream, const void *bytes, uint32_t size);
/* What may be written now: the output buffer's size less what waits in it. */
uint32_t coop_stream_room(const coop_stream *stream);
/* Over when all that was written has been sent [drain]. */
COOP_MUST_USE coop_op coop_stream_drain(coop_stream *stream);
/* Over when all that was written, and then these bytes, have been sent [write, drain]. They are
 * not copied, so no output buffer is needed. Result: `size`, 0 to INT32_MAX. */
COOP_MUST_USE coop_op coop_stream_write_all(coop_stream *stream, const void *bytes, uint32_t size);
/* How many bytes of the last write_all, over or not, have been sent: the others have not. */
uint32_t coop_stream_sent(const coop_stream *stream);

#endif
