/* serial_port.c - finding and opening the serial port of a board. SPDX-License-Identifier: MIT */
#include "cli/serial_port.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "cli/cli.h"

/* A Pico's own USB, adapters with chips of FTDI, Silicon Labs and WCH; Linux, then macOS. */
#define PLACES                                                                                     \
    "/dev/ttyACM*:/dev/ttyUSB*:/dev/cu.usbmodem*:/dev/cu.usbserial*:/dev/cu.SLAB_USBtoUART*:"      \
    "/dev/cu.wchusbserial*"

#define WRITE_LIMIT_MS 1000

/* ---- Speeds ---------------------------------------------------------------------------------- */

static const struct speed {
    uint32_t baud;
    speed_t code;
} speeds[] = {
    {9600, B9600},       {19200, B19200}, {38400, B38400},
#ifdef B57600
    {57600, B57600},
#endif
    {115200, B115200},
#ifdef B230400
    {230400, B230400},
#endif
#ifdef B460800
    {460800, B460800},
#endif
#ifdef B921600
    {921600, B921600},
#endif
#ifdef B2000000
    {2000000, B2000000},
#endif
#ifdef B3000000
    {3000000, B3000000},
#endif
};

static const struct speed *speed_of(uint32_t baud)
{
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++)
        if (speeds[i].baud == baud)
            return &speeds[i];
    return NULL;
}

const char *serial_port_take_baud(uint32_t *baud, const char *value)
{
    static char why[128];
    char *end;
    unsigned long read = strtoul(value, &end, 10);
    if (*value >= '0' && *value <= '9' && *end == '\0' && read <= UINT32_MAX &&
        speed_of((uint32_t)read) != NULL) {
        *baud = (uint32_t)read;
        return NULL;
    }
    size_t used = (size_t)snprintf(why, sizeof why, "there are");
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds && used < sizeof why; i++)
        used += (size_t)snprintf(why + used, sizeof why - used, "%s %" PRIu32, i > 0 ? "," : "",
                                 speeds[i].baud);
    return why;
}

/* ---- Finding --------------------------------------------------------------------------------- */

size_t serial_port_find(char paths[SERIAL_PORTS_MAX][SERIAL_PORT_PATH_MAX])
{
    const char *places = getenv("GLOWLOOP_PORTS");
    size_t count = 0;
    for (places = places != NULL ? places : PLACES; *places != '\0';) {
        char pattern[SERIAL_PORT_PATH_MAX];
        int length = (int)strcspn(places, ":");
        glob_t found;
        (void)snprintf(pattern, sizeof pattern, "%.*s", length, places);
        if (glob(pattern, 0, NULL, &found) == 0) {
            for (size_t i = 0; i < found.gl_pathc && count < SERIAL_PORTS_MAX; i++)
                (void)snprintf(paths[count++], SERIAL_PORT_PATH_MAX, "%s", found.gl_pathv[i]);
            globfree(&found);
        }
        places += length + (places[length] == ':');
    }
    return count;
}

/* ---- Opening --------------------------------------------------------------------------------- */

static void explain_missing(const char *path, char *why, size_t size)
{
    static char paths[SERIAL_PORTS_MAX][SERIAL_PORT_PATH_MAX];
    const char *names[SERIAL_PORTS_MAX];
    size_t count = serial_port_find(paths);
    for (size_t i = 0; i < count; i++)
        names[i] = paths[i];
    const char *near = nearest_word(path, names, count);
    size_t used = (size_t)snprintf(why, size, "there is no such port");
    if (near != NULL)
        (void)snprintf(why + used, size - used, "; did you mean %s?", near);
    else if (count > 0)
        (void)snprintf(why + used, size - used, "; there is %s", paths[0]);
    else
        (void)snprintf(why + used, size - used, ": is the board, or its adapter, plugged in?");
}

static void explain_forbidden(const char *path, char *why, size_t size)
{
    struct stat status;
    struct group *group = stat(path, &status) == 0 ? getgrgid(status.st_gid) : NULL;
    if (group != NULL && (status.st_mode & (S_IRGRP | S_IWGRP)) == (S_IRGRP | S_IWGRP))
        (void)snprintf(why, size,
                       "it is for the group %s: sudo usermod -aG %s $USER, then log in again",
                       group->gr_name, group->gr_name);
    else
        (void)snprintf(why, size, "its permissions do not let you read and write it");
}

static bool refuse(const char *path, char *why, size_t size)
{
    if (errno == ENOENT || errno == ENXIO || errno == ENODEV)
        explain_missing(path, why, size);
    else if (errno == EACCES || errno == EPERM)
        explain_forbidden(path, why, size);
    else if (errno == EBUSY || errno == EWOULDBLOCK)
        (void)snprintf(why, size, "it is busy: another program has it, a terminal or a monitor");
    else
        (void)snprintf(why, size, "cannot open: %s", strerror(errno));
    return false;
}

/* Raw bytes, no modem lines; read() of nothing means that the port is gone. */
static bool set_raw(const struct serial_port *port)
{
    struct termios settings;
    const struct speed *speed = speed_of(port->baud);
    if (speed == NULL || tcgetattr(port->fd, &settings) != 0)
        return false;
    settings.c_iflag = IGNBRK;
    settings.c_oflag = 0;
    settings.c_lflag = 0;
    settings.c_cflag = CS8 | CREAD | CLOCAL;
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    return cfsetispeed(&settings, speed->code) == 0 && cfsetospeed(&settings, speed->code) == 0 &&
           tcsetattr(port->fd, TCSANOW, &settings) == 0;
}

/* The first keeps out programs that open it later, the second those that lock it as this one. */
static bool claim(const struct serial_port *port)
{
#ifdef TIOCEXCL
    (void)ioctl(port->fd, TIOCEXCL);
#endif
    return flock(port->fd, LOCK_EX | LOCK_NB) == 0;
}

static bool open_recorded(struct serial_port *port)
{
    bool standard = strcmp(port->path, "-") == 0;
    struct stat status;
    if (!standard && (stat(port->path, &status) != 0 || S_ISCHR(status.st_mode)))
        return false;
    port->recorded = true;
    port->fd = standard ? dup(STDIN_FILENO) : open(port->path, O_RDONLY | O_CLOEXEC);
    return true;
}

bool serial_port_open(struct serial_port *port, char *why, size_t why_size)
{
    if (!open_recorded(port))
        port->fd = open(port->path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (port->fd < 0)
        return refuse(port->path, why, why_size);
    if (port->recorded)
        return true;
    errno = 0;
    if (isatty(port->fd) && claim(port) && set_raw(port))
        return true;
    (void)refuse(port->path, why, why_size);
    if (!isatty(port->fd))
        (void)snprintf(why, why_size, "it is no serial port");
    serial_port_close(port);
    return false;
}

bool serial_port_write(const struct serial_port *port, const void *bytes, size_t size)
{
    const char *next = bytes;
    while (size > 0) {
        ssize_t written = write(port->fd, next, size);
        if (written > 0) {
            next += written;
            size -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = port->fd, .events = POLLOUT};
            if (poll(&ready, 1, WRITE_LIMIT_MS) <= 0)
                return false;
        } else if (written == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

void serial_port_close(struct serial_port *port)
{
    if (port->fd >= 0)
        (void)close(port->fd);
    port->fd = -1;
}
