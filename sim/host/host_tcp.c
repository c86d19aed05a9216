/* host_tcp.c - connections, as awaitables.                         SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "coop/driver.h"
#include "host/host_stream.h"

#define BACKLOG 16

static bool over(coop_task *task, int32_t result)
{
    task->result = result;
    return true;
}

/* The first address that fits. False, with errno: EINVAL if there is none. */
static bool find(const char *address, uint16_t port, int flags, struct sockaddr_storage *found,
                 socklen_t *size)
{
    const struct addrinfo hints = {
        .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = flags | AI_NUMERICSERV};
    char service[6];
    struct addrinfo *list;
    (void)snprintf(service, sizeof service, "%u", port);
    if (getaddrinfo(address, service, &hints, &list) != 0) {
        errno = EINVAL;
        return false;
    }
    memcpy(found, list->ai_addr, list->ai_addrlen);
    *size = list->ai_addrlen;
    freeaddrinfo(list);
    return true;
}

static int new_socket(sa_family_t family)
{
    int descriptor = socket(family, SOCK_STREAM, 0);
    if (descriptor >= 0) {
        (void)fcntl(descriptor, F_SETFL, O_NONBLOCK);
        (void)fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    }
    return descriptor;
}

/* ---- Connecting ------------------------------------------------------------------------------ */

static bool fail_connection(coop_task *task, struct host_stream *stream, int error)
{
    host_stream_close(stream);
    stream->error = error;
    return over(task, COOP_ERR_IO);
}

/* Being ready for writing is how the end of it is told, whatever the end. */
static bool resume_connect(coop_task *task)
{
    struct host_stream *stream = task->object;
    int error = 0;
    socklen_t size = sizeof error;
    if (!stream->open)
        return over(task, COOP_ERR_CLOSED);
    if (getsockopt(stream->descriptor, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
        error = errno;
    return error == 0 ? over(task, COOP_OK) : fail_connection(task, stream, error);
}

static bool resume_cancelled_connect(coop_task *task)
{
    host_stream_close(task->object);
    return over(task, COOP_ERR_CANCELLED);
}

static void abandon_connect(coop_task *task)
{
    struct host_stream *stream = task->object;
    coop_flag *ready = &stream->stream.writer.ready;
    host_unwatch(stream->host, ready);
    coop_flag_leave(ready);
}

static const coop_kind connect_kind = {.name = "connect",
                                       .resume = resume_connect,
                                       .abandon = abandon_connect,
                                       .cancelled = resume_cancelled_connect};

static int32_t begin_connection(struct host_stream *stream, coop_loop *loop, const char *address,
                                uint16_t port)
{
    struct sockaddr_storage to;
    socklen_t size;
    if (!find(address, port, 0, &to, &size))
        return COOP_ERR_IO;
    int descriptor = new_socket(to.ss_family);
    if (descriptor < 0)
        return COOP_ERR_IO;
    host_stream_init(stream, stream->host, loop, descriptor);
    if (connect(descriptor, (const struct sockaddr *)&to, size) < 0 && errno != EINPROGRESS)
        return COOP_ERR_IO;
    return host_watch(stream->host, descriptor, POLLOUT, &stream->stream.writer.ready);
}

static COOP_BEGIN_(begin_connect)
{
    struct host_stream *stream = object;
    if (stream->open)
        return over(task, COOP_ERR_BUSY);
    int32_t begun = begin_connection(stream, coop_loop_of(task), out, (uint16_t)number);
    if (begun < 0) {
        (void)fail_connection(task, stream, begun == COOP_ERR_IO ? errno : 0);
        return over(task, begun);
    }
    task->object = stream;
    (void)coop_flag_park(&stream->stream.writer.ready, task, &connect_kind);
    return false;
}

coop_op host_connect(struct host_stream *stream, struct host *host, const char *address,
                     uint16_t port)
{
    if (!stream->open)
        stream->host = host;
    return (coop_op){begin_connect, stream, port, (void *)(uintptr_t)address};
}

/* ---- Listening ------------------------------------------------------------------------------- */

static int32_t fail_listening(struct host_server *server)
{
    server->error = errno;
    if (server->open)
        (void)close(server->descriptor);
    server->open = false;
    return COOP_ERR_IO;
}

int32_t host_listen(struct host_server *server, struct host *host, coop_loop *loop,
                    const char *address, uint16_t port)
{
    struct sockaddr_storage at;
    socklen_t size;
    const int on = 1;
    *server = (struct host_server){.host = host};
    coop_flag_init(&server->arrived, loop);
    if (!find(address, port, AI_PASSIVE | AI_NUMERICHOST, &at, &size))
        return fail_listening(server);
    server->descriptor = new_socket(at.ss_family);
    if (server->descriptor < 0)
        return fail_listening(server);
    server->open = true;
    (void)setsockopt(server->descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server->descriptor, (const struct sockaddr *)&at, size) < 0 ||
        listen(server->descriptor, BACKLOG) < 0)
        return fail_listening(server);
    return COOP_OK;
}

/* An address in numbers, as texts; of IPv6 with the name of an interface. */
struct described {
    char host[INET6_ADDRSTRLEN + IF_NAMESIZE];
    char port[6];
};

static bool describe(const struct sockaddr_storage *address, socklen_t size, struct described *as)
{
    return getnameinfo((const struct sockaddr *)address, size, as->host, sizeof as->host, as->port,
                       sizeof as->port, NI_NUMERICHOST | NI_NUMERICSERV) == 0;
}

uint16_t host_server_port(const struct host_server *server)
{
    struct sockaddr_storage at;
    socklen_t size = sizeof at;
    struct described as;
    if (getsockname(server->descriptor, (struct sockaddr *)&at, &size) < 0 ||
        !describe(&at, size, &as))
        return 0;
    return (uint16_t)strtoul(as.port, NULL, 10);
}

void host_server_close(struct host_server *server)
{
    if (!server->open)
        return;
    server->open = false;
    host_unwatch(server->host, &server->arrived);
    (void)close(server->descriptor);
    coop_flag_set(&server->arrived);
}

/* ---- Accepting --------------------------------------------------------------------------------
 */

static const coop_kind accept_kind;

/* A connection that was given up before its turn is none. */
static bool none_came(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ECONNABORTED;
}

static bool wait_for_arrival(coop_task *task, struct host_server *server,
                             struct host_stream *stream)
{
    task->object = stream;
    task->out = server;
    do {
        int32_t watched = host_watch(server->host, server->descriptor, POLLIN, &server->arrived);
        if (watched < 0)
            return over(task, watched);
    } while (!coop_flag_park(&server->arrived, task, &accept_kind));
    return false;
}

static COOP_BEGIN_(begin_accept)
{
    (void)number;
    struct host_server *server = object;
    struct host_stream *stream = out;
    if (!server->open)
        return over(task, COOP_ERR_CLOSED);
    if (coop_flag_awaited(&server->arrived) || stream->open)
        return over(task, COOP_ERR_BUSY);
    return wait_for_arrival(task, server, stream);
}

/* The stream is `object`, and the server what is awaited: `out`. */
static bool resume_accept(coop_task *task)
{
    struct host_server *server = task->out;
    struct host_stream *stream = task->object;
    if (!server->open)
        return over(task, COOP_ERR_CLOSED);
    int descriptor = accept(server->descriptor, NULL, NULL);
    if (descriptor >= 0) {
        host_stream_init(stream, server->host, coop_loop_of(task), descriptor);
        return over(task, COOP_OK);
    }
    if (none_came())
        return wait_for_arrival(task, server, stream);
    server->error = errno;
    return over(task, COOP_ERR_IO);
}

static void abandon_accept(coop_task *task)
{
    struct host_server *server = task->out;
    host_unwatch(server->host, &server->arrived);
    coop_flag_leave(&server->arrived);
}

static const coop_kind accept_kind = {
    .name = "accept", .resume = resume_accept, .abandon = abandon_accept};

coop_op host_accept(struct host_server *server, struct host_stream *stream)
{
    return (coop_op){begin_accept, server, 0, stream};
}

void host_stream_peer(const struct host_stream *stream, char text[HOST_PEER_SIZE])
{
    struct sockaddr_storage other;
    socklen_t size = sizeof other;
    struct described as;
    text[0] = '\0';
    if (!stream->open || getpeername(stream->descriptor, (struct sockaddr *)&other, &size) < 0 ||
        !describe(&other, size, &as))
        return;
    (void)snprintf(text, HOST_PEER_SIZE, other.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", as.host,
                   as.port);
}
