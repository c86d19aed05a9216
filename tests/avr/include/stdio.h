/* stdio.h - what the tests print and read with, on an AVR.         SPDX-License-Identifier: MIT
 *
 * avr-libc's has no files, and no numbers of 64 bits. This has them, and what the tests use.
 */
#ifndef STDIO_H
#define STDIO_H

#include <stdarg.h>
#include <stddef.h>

typedef struct test_file FILE;

#define EOF (-1)

extern FILE *const stdout;
extern FILE *const stderr;

int printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
int fprintf(FILE *file, const char *format, ...) __attribute__((format(printf, 2, 3)));
int vfprintf(FILE *file, const char *format, va_list arguments);
int snprintf(char *text, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int vsnprintf(char *text, size_t size, const char *format, va_list arguments);
int puts(const char *line);
int fputs(const char *text, FILE *file);
int fflush(FILE *file);

FILE *fopen(const char *path, const char *mode); /* to read, one at a time */
char *fgets(char *line, int size, FILE *file);
size_t fread(void *bytes, size_t size, size_t count, FILE *file);
int ferror(FILE *file);
int feof(FILE *file);
int fclose(FILE *file);
void perror(const char *what);

#endif
