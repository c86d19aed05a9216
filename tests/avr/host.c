/* host.c - files and texts of the host, for an image on AVR.       SPDX-License-Identifier: MIT */
#include "host.h"

#include <avr/io.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "calls.h"

static int16_t call(struct call call)
{
    volatile struct call kept = call;
    GPIOR1 = (uint8_t)(uintptr_t)&kept;
    GPIOR2 = (uint8_t)((uintptr_t)&kept >> 8);
    __asm volatile("" ::: "memory");
    return kept.result;
}

int host_open(const char *path, size_t offset)
{
    return call((struct call){CALL_OPEN, .bytes = (uintptr_t)path, .offset = offset});
}

void host_close(int file)
{
    call((struct call){CALL_CLOSE, .file = (uint8_t)file});
}

size_t host_read(int file, void *bytes, size_t size)
{
    return (size_t)call(
        (struct call){CALL_READ, .file = (uint8_t)file, .bytes = (uintptr_t)bytes, .size = size});
}

void host_write(enum host_stream stream, const void *bytes, size_t size)
{
    call((struct call){CALL_WRITE, .file = stream == HOST_ERROR, .bytes = (uintptr_t)bytes,
                       .size = size});
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
    return call((struct call){CALL_ARGUMENTS, .bytes = (uintptr_t)text, .size = size}) == 0;
}

_Noreturn void host_exit(bool fine)
{
    call((struct call){CALL_EXIT, .size = !fine});
    __builtin_unreachable();
}
