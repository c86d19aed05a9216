/* programs.c - a program for hosts, run once for each line of a file. SPDX-License-Identifier: MIT
 *
 * The file is QEMU's `arg=`. A line has the program's environment (words with a =) and its
 * arguments, with blanks between them, as a shell would have it. After what the program prints, a
 * line "= " tells its exit status. The program's main() is compiled as program_main().
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "host.h"

#define WORDS_MAX 8

int program_main(int count, char **words);

static KEPT char line[160];
static KEPT size_t offset; /* of the next line */
static KEPT bool failed;

static char *words[WORDS_MAX + 1];
static int environment_count, word_count;

/* The program and a line that is too long are errors of the caller's. */
static _Noreturn void refuse(const char *why)
{
    host_print("# %s\n", why);
    board_end(false);
}

/* False at the end of the file. */
static bool read_line(void)
{
    char path[100];
    if (!host_arguments(path, sizeof path))
        refuse("the path of the file of lines is too long");
    int file = host_open(path, offset);
    if (file < 0)
        refuse("there is no file of lines");
    size_t size = host_read(file, line, sizeof line - 1);
    host_close(file);
    line[size] = '\0';
    size_t length = strcspn(line, "\n");
    if (size > 0 && length == size)
        refuse("a line is too long, or does not end");
    line[length] = '\0';
    offset += length + 1;
    return size > 0;
}

static void split_line(void)
{
    words[word_count++] = "program";
    environment_count = 1;
    char *rest; /* strtok() would take memory from the heap, which a program may count */
    for (char *word = strtok_r(line, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        if (word_count == WORDS_MAX)
            refuse("a line has too many words");
        words[word_count++] = word;
        if (strchr(word, '=') != NULL)
            environment_count = word_count;
    }
}

char *getenv(const char *name)
{
    size_t length = strlen(name);
    for (int i = 1; i < environment_count; i++)
        if (strncmp(words[i], name, length) == 0 && words[i][length] == '=')
            return words[i] + length + 1;
    return NULL;
}

void process_run(uint32_t number)
{
    if (!read_line())
        board_end(!failed && number > 0);
    split_line();
    char **arguments = words + environment_count - 1;
    exit(program_main(word_count - environment_count + 1, arguments));
}

void process_ended(uint32_t number, int status)
{
    (void)number;
    failed = failed || status != 0;
    host_print("= %d\n", status);
}
