/* newlib.c - what newlib wants from its system.                    SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "board.h"
#include "host.h"

#define FILES_FIRST 3 /* below it: input, output, errors */

extern char heap_begin[], heap_end[]; /* of microbit.ld */

int _open(const char *path, int flags, int mode);
int _close(int file);
int _read(int file, void *bytes, size_t size);
int _write(int file, const void *bytes, size_t size);
int _lseek(int file, int offset, int whence);
int _fstat(int file, struct stat *status);
int _isatty(int file);
void *_sbrk(ptrdiff_t size);
int _getpid(void);
int _kill(int process, int signal_);

int _open(const char *path, int flags, int mode)
{
    (void)mode;
    int file = flags == O_RDONLY ? host_open(path, 0) : -1;
    if (file < 0) {
        errno = ENOENT;
        return -1;
    }
    return FILES_FIRST + file;
}

int _close(int file)
{
    if (file >= FILES_FIRST)
        host_close(file - FILES_FIRST);
    return 0;
}

int _read(int file, void *bytes, size_t size)
{
    return file < FILES_FIRST ? 0 : (int)host_read(file - FILES_FIRST, bytes, size);
}

int _write(int file, const void *bytes, size_t size)
{
    host_write(file == STDERR_FILENO ? HOST_ERROR : HOST_OUT, bytes, size);
    return (int)size;
}

int _lseek(int file, int offset, int whence)
{
    (void)file, (void)offset, (void)whence;
    errno = ESPIPE;
    return -1;
}

int _fstat(int file, struct stat *status)
{
    (void)file;
    *status = (struct stat){.st_mode = S_IFCHR};
    return 0;
}

int _isatty(int file)
{
    return file < FILES_FIRST;
}

void *_sbrk(ptrdiff_t size)
{
    static char *end = heap_begin;
    if (size > heap_end - end) {
        errno = ENOMEM;
        return (void *)-1;
    }
    end += size;
    return end - size;
}

_Noreturn void _exit(int status)
{
    process_end(status);
}

int _getpid(void)
{
    return 1;
}

int _kill(int process, int signal_)
{
    (void)process;
    process_end(STATUS_OF(signal_));
}
