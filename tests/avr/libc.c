/* libc.c - what avr-libc lacks of the C library that tests use.    SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "host.h"

/* ---- Ends ------------------------------------------------------------------------------------ */

_Noreturn void exit(int status)
{
    process_end(status);
}

_Noreturn void abort(void)
{
    process_end(STATUS_OF(SIGABRT));
}

static signal_handler interrupted;

signal_handler signal(int number, signal_handler handler)
{
    (void)number;
    interrupted = handler;
    return NULL;
}

int raise(int number)
{
    interrupted(number);
    return 0;
}

char *strerror(int number)
{
    (void)number;
    return (char *)(uintptr_t) "it failed";
}

/* ---- Numbers --------------------------------------------------------------------------------- */

unsigned long long strtoull(const char *text, char **end, int base)
{
    unsigned long long value = 0;
    for (; isdigit((unsigned char)*text); text++) {
        unsigned digit = (unsigned)(*text - '0');
        if (value > (~0ULL - digit) / (unsigned)base) {
            errno = ERANGE;
            value = ~0ULL;
        } else if (errno != ERANGE) {
            value = value * (unsigned)base + digit;
        }
    }
    if (end != NULL)
        *end = (char *)(uintptr_t)text;
    return value;
}

/* ---- Printing -------------------------------------------------------------------------------- */

/* A conversion: %[+ or 0][width][.precision][l|ll|z]letter. */
struct conversion {
    bool zeros;
    char sign; /* 0: none */
    bool plus; /* of numbers that are not negative, too */
    unsigned width;
    int precision; /* negative: none */
    unsigned longs;
    char letter;
};

struct line {
    char *text;
    size_t size; /* beyond it characters only count */
    size_t used;
};

static void add(struct line *line, char c)
{
    if (line->used + 1 < line->size)
        line->text[line->used] = c;
    line->used++;
}

static void add_field(struct line *line, const struct conversion *conversion, const char *text,
                      size_t size)
{
    size_t width = conversion->width;
    if (conversion->sign != 0 && conversion->zeros)
        add(line, conversion->sign);
    for (size_t i = size + (conversion->sign != 0); i < width; i++)
        add(line, conversion->zeros ? '0' : ' ');
    if (conversion->sign != 0 && !conversion->zeros)
        add(line, conversion->sign);
    for (size_t i = 0; i < size; i++)
        add(line, text[i]);
}

static void add_number(struct line *line, const struct conversion *conversion,
                       unsigned long long value)
{
    unsigned base = conversion->letter == 'x' ? 16 : 10;
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    add_field(line, conversion, digits + first, sizeof digits - first);
}

static const char *parse(const char *format, struct conversion *conversion)
{
    *conversion = (struct conversion){.precision = -1};
    conversion->plus = *format == '+';
    format += conversion->plus;
    conversion->zeros = *format == '0';
    for (; isdigit((unsigned char)*format); format++)
        conversion->width = conversion->width * 10 + (unsigned)(*format - '0');
    if (*format == '.')
        conversion->precision = (int)strtol(format + 1, (char **)(uintptr_t)&format, 10);
    for (; *format == 'l' || *format == 'z'; format++)
        conversion->longs += *format == 'l';
    conversion->letter = *format;
    return format + 1;
}

static unsigned long long take_unsigned(unsigned longs, va_list *arguments)
{
    if (longs == 2)
        return va_arg(*arguments, unsigned long long);
    return longs == 1 ? va_arg(*arguments, unsigned long) : va_arg(*arguments, unsigned);
}

static long long take_signed(unsigned longs, va_list *arguments)
{
    if (longs == 2)
        return va_arg(*arguments, long long);
    return longs == 1 ? va_arg(*arguments, long) : va_arg(*arguments, int);
}

static void add_text(struct line *line, const struct conversion *conversion, const char *text)
{
    size_t size = strlen(text);
    if (conversion->precision >= 0 && size > (size_t)conversion->precision)
        size = (size_t)conversion->precision;
    add_field(line, conversion, text, size);
}

static void convert(struct line *line, struct conversion *conversion, va_list *arguments)
{
    char c = '?';
    long long value;
    switch (conversion->letter) {
    case 's':
        add_text(line, conversion, va_arg(*arguments, const char *));
        break;
    case 'd':
        value = take_signed(conversion->longs, arguments);
        conversion->sign = value < 0 ? '-' : conversion->plus ? '+' : 0;
        add_number(line, conversion,
                   value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value);
        break;
    case 'u':
    case 'x':
        add_number(line, conversion, take_unsigned(conversion->longs, arguments));
        break;
    case 'c':
        c = (char)va_arg(*arguments, int);
        add(line, c);
        break;
    case 'g': /* only in messages of tests that fail */
        (void)va_arg(*arguments, double);
        add(line, c);
        break;
    default:
        add(line, conversion->letter);
    }
}

int vsnprintf(char *text, size_t size, const char *format, va_list arguments)
{
    struct line line = {text, size, 0};
    va_list rest;
    va_copy(rest, arguments);
    while (*format != '\0') {
        struct conversion conversion;
        if (*format != '%') {
            add(&line, *format++);
            continue;
        }
        format = parse(format + 1, &conversion);
        convert(&line, &conversion, &rest);
    }
    va_end(rest);
    if (size > 0)
        text[line.used < size ? line.used : size - 1] = '\0';
    return (int)line.used;
}

/* ---- Files ----------------------------------------------------------------------------------- */

#define READ_SIZE 64

struct test_file {
    int number; /* host.h's; negative: the output, or that of errors */
    bool ended;
    uint8_t next, count;
    char bytes[READ_SIZE];
};

static FILE output = {.number = -1}, errors = {.number = -2}, opened;
FILE *const stdout = &output;
FILE *const stderr = &errors;

int fputs(const char *text, FILE *file)
{
    host_write(file == stderr ? HOST_ERROR : HOST_OUT, text, strlen(text));
    return 0;
}

int vfprintf(FILE *file, const char *format, va_list arguments)
{
    char text[512];
    int size = vsnprintf(text, sizeof text, format, arguments);
    fputs(text, file);
    return size;
}

int fprintf(FILE *file, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vfprintf(file, format, arguments);
    va_end(arguments);
    return size;
}

int printf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vfprintf(stdout, format, arguments);
    va_end(arguments);
    return size;
}

int snprintf(char *text, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int used = vsnprintf(text, size, format, arguments);
    va_end(arguments);
    return used;
}

int puts(const char *line)
{
    fputs(line, stdout);
    return fputs("\n", stdout);
}

int fflush(FILE *file)
{
    (void)file;
    return 0;
}

FILE *fopen(const char *path, const char *mode)
{
    (void)mode;
    opened = (FILE){.number = host_open(path, 0)};
    return opened.number < 0 ? NULL : &opened;
}

static int next_byte(FILE *file)
{
    if (file->next == file->count) {
        file->count = (uint8_t)host_read(file->number, file->bytes, READ_SIZE);
        file->next = 0;
    }
    file->ended = file->count == 0;
    return file->ended ? EOF : (unsigned char)file->bytes[file->next++];
}

char *fgets(char *line, int size, FILE *file)
{
    int used = 0, c = 0;
    while (used + 1 < size && c != '\n' && (c = next_byte(file)) != EOF)
        line[used++] = (char)c;
    line[used] = '\0';
    return used > 0 ? line : NULL;
}

size_t fread(void *bytes, size_t size, size_t count, FILE *file)
{
    char *to = bytes;
    size_t read = 0;
    for (int c; read < size * count && (c = next_byte(file)) != EOF;)
        to[read++] = (char)c;
    return read / size;
}

int ferror(FILE *file)
{
    (void)file;
    return 0;
}

void perror(const char *what)
{
    fprintf(stderr, "%s: it failed\n", what);
}

int feof(FILE *file)
{
    return file->ended;
}

int fclose(FILE *file)
{
    host_close(file->number);
    return 0;
}
