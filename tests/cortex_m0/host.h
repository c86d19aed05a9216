/* host.h - files and texts of the host, by semihosting.            SPDX-License-Identifier: MIT */
#ifndef HOST_H
#define HOST_H

#include <stdbool.h>
#include <stddef.h>

enum host_stream { HOST_OUT, HOST_ERROR };

/* Open a file to be read, from its `offset` on; a negative number if that cannot be. */
int host_open(const char *path, size_t offset);
void host_close(int file);

/* The number of bytes that were read, 0 at the end. */
size_t host_read(int file, void *bytes, size_t size);

/* A line of up to 200 characters. */
void host_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void host_write(enum host_stream stream, const void *bytes, size_t size);

/* What QEMU was told as `-semihosting-config arg=…`. False, if it does not fit into `size`. */
bool host_arguments(char *text, size_t size);

/* Leave QEMU, whose exit status is 0 if `fine`, else 1. */
_Noreturn void host_exit(bool fine);

#endif
