/* host.c - semihosting: a breakpoint that the emulator answers.    SPDX-License-Identifier: MIT
 *
 * Source: Arm, "Semihosting for AArch32 and AArch64", 2.0: BKPT 0xAB on M-profile (chapter 3), the
 * operations and their blocks of arguments (chapter 4).
 */
#include "host.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum operation {
    SYS_OPEN = 0x01,
    SYS_CLOSE = 0x02,
    SYS_WRITE = 0x05,
    SYS_READ = 0x06,
    SYS_SEEK = 0x0a,
    SYS_GET_CMDLINE = 0x15,
    SYS_EXIT = 0x18,
};

/* Modes of SYS_OPEN. ":tt" opened with one of the last two is the output, or that of errors. */
enum { MODE_READ_BINARY = 1, MODE_WRITE = 4, MODE_APPEND = 8 };

/* Reasons of SYS_EXIT. */
enum { RUN_TIME_ERROR = 0x20023, APPLICATION_EXIT = 0x20026 };

static intptr_t call(enum operation operation, const void *block)
{
    register intptr_t number __asm("r0") = operation;
    register const void *argument __asm("r1") = block;
    __asm volatile("bkpt 0xab" : "+r"(number) : "r"(argument) : "memory");
    return number;
}

static int open_as(const char *path, uintptr_t mode)
{
    uintptr_t block[] = {(uintptr_t)path, mode, strlen(path)};
    return call(SYS_OPEN, block);
}

int host_open(const char *path, size_t offset)
{
    int file = open_as(path, MODE_READ_BINARY);
    uintptr_t block[] = {(uintptr_t)file, offset};
    if (file >= 0 && offset > 0 && call(SYS_SEEK, block) < 0) {
        host_close(file);
        return -1;
    }
    return file;
}

void host_close(int file)
{
    call(SYS_CLOSE, &file);
}

size_t host_read(int file, void *bytes, size_t size)
{
    uintptr_t block[] = {(uintptr_t)file, (uintptr_t)bytes, size};
    size_t missing = (size_t)call(SYS_READ, block);
    return missing > size ? 0 : size - missing;
}

/* Opened anew each time: a process that begins would not know that it is open. */
void host_write(enum host_stream stream, const void *bytes, size_t size)
{
    int file = open_as(":tt", stream == HOST_OUT ? MODE_WRITE : MODE_APPEND);
    uintptr_t block[] = {(uintptr_t)file, (uintptr_t)bytes, size};
    call(SYS_WRITE, block);
    host_close(file);
}

void host_print(const char *format, ...)
{
    char line[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    host_write(HOST_OUT, line, strlen(line));
}

bool host_arguments(char *text, size_t size)
{
    uintptr_t block[] = {(uintptr_t)text, size};
    return call(SYS_GET_CMDLINE, block) == 0;
}

_Noreturn void host_exit(bool fine)
{
    call(SYS_EXIT, (const void *)(fine ? APPLICATION_EXIT : RUN_TIME_ERROR));
    __builtin_unreachable();
}
