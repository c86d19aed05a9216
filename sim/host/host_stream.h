/* host_stream.h - streams for files, pipes, terminals and TCP.     SPDX-License-Identifier: MIT
 *
 * A client that says hello and prints the answer:
 *
 *     async_def(hello, struct host *host; struct host_stream peer; char line[80];)
 *     {
 *         async_body {
 *             await(host_connect(&self->peer, self->host, "127.0.0.1", 7000));
 *             await(coop_stream_write_all(&self->peer.stream, "hello\n", 6));
 *             await(coop_stream_read_line(&self->peer.stream, self->line, sizeof self->line));
 *             puts(self->line);
 *         }
 *         host_stream_close(&self->peer);
 *         return COOP_DONE;
 *     }
 *
 * Use `stream` with the functions of coop/stream.h. COOP_ERR_CLOSED: the other side has gone, or
 * this one was closed. COOP_ERR_IO: anything else. Either way host_stream_error() is the errno.
 */
#ifndef HOST_STREAM_H
#define HOST_STREAM_H

#include "coop/stream.h"
#include "host/host_port.h"

/* Zero-initialise it. Must stay in place from its opening until it is closed and its tasks had
 * their turn. All members but `stream` are private. */
struct host_stream {
    coop_stream stream;
    struct host *host;
    int descriptor;
    int error;
    bool open;
    bool shared; /* with other programs: it keeps its mode, and stays open */
};

/* ---- Files ---------------------------------------------------------------------------------- */

/* Take over `descriptor`, of whatever kind: it is made non-blocking, and closed with the stream. */
void host_stream_init(struct host_stream *stream, struct host *host, coop_loop *loop,
                      int descriptor);
/* Use `descriptor` (0: standard input) and leave it as it is. It is asked with poll(2) before each
 * piece, because it may block; so nobody else may read it. */
void host_stream_share(struct host_stream *stream, struct host *host, coop_loop *loop,
                       int descriptor);
/* Open a file with open(2)'s flags; a new one is for everybody, as the umask allows. Disks are
 * always ready, as poll(2) has it. 0, or COOP_ERR_IO. */
int32_t host_stream_open(struct host_stream *stream, struct host *host, coop_loop *loop,
                         const char *path, int flags);
/* As coop_stream_close(). Of one that is not open, nothing. */
void host_stream_close(struct host_stream *stream);
/* The errno of its last failure, 0 if there was none. */
int host_stream_error(const struct host_stream *stream);

/* ---- TCP ------------------------------------------------------------------------------------- */

/* Over when `stream` is connected [open_connection]. `address` is numeric, or a name; looking up a
 * name holds up the loop, as in MicroPython. `address` must outlive the await. COOP_ERR_IO: see
 * host_stream_error(); an address that is none has EINVAL. It is closed after a failure or a
 * cancellation. COOP_ERR_BUSY if `stream` is open. */
COOP_MUST_USE coop_op host_connect(struct host_stream *stream, struct host *host,
                                   const char *address, uint16_t port);

/* Waits for connections. Private, except to read. */
struct host_server {
    struct host *host;
    coop_flag arrived;
    int descriptor;
    int error;
    bool open;
};

/* Listen at a numeric `address` (NULL: all of this machine) and `port` (0: a free one)
 * [start_server]. 0; or COOP_ERR_IO, with the reason in server->error: EADDRINUSE, … */
int32_t host_listen(struct host_server *server, struct host *host, coop_loop *loop,
                    const char *address, uint16_t port);
uint16_t host_server_port(const struct host_server *server);
/* Over when `stream`, which is not open, is the next connection. One task may wait; another gets
 * COOP_ERR_BUSY. COOP_ERR_CLOSED when the server is closed. */
COOP_MUST_USE coop_op host_accept(struct host_server *server, struct host_stream *stream);
/* Stop listening. Accepted connections stay. Must stay in place until its task had its turn. */
void host_server_close(struct host_server *server);

/* The other side as "127.0.0.1:7000" [get_extra_info("peername")]; "" if there is none. */
#define HOST_PEER_SIZE 72
void host_stream_peer(const struct host_stream *stream, char text[HOST_PEER_SIZE]);

#endif
