/* options.c - words of the command line, by table.                 SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "engine/duration.h"

#define OPTIONS_MAX 32
#define HELP_COLUMN 28

void cli_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("glowloop: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

static bool likes_color(int file)
{
    const char *no_color = getenv("NO_COLOR");
    return (no_color == NULL || *no_color == '\0') && isatty(file);
}

bool cli_color(void)
{
    return likes_color(STDERR_FILENO);
}

bool cli_stdout_color(void)
{
    return likes_color(STDOUT_FILENO);
}

int cli_finish_diagnostics(struct diagnostics *diagnostics)
{
    int code = EXIT_FINE;
    if (diagnostics_any(diagnostics))
        code = diagnostics->io_error ? EXIT_IO : EXIT_USAGE;
    diagnostics_print(diagnostics, stderr, cli_color());
    diagnostics_free(diagnostics);
    return code;
}

bool cli_stdout_arrived(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    cli_complain("cannot write to standard output");
    return false;
}

/* ---- Help ---------------------------------------------------------------------------------- */

static void print_option(const struct cli_verb *verb, const struct cli_option *option)
{
    char left[64], letter[8] = "";
    const char *argument = option->argument == NULL ? "" : option->argument;
    if (verb->letters != NULL && strchr(verb->letters, option->name[0]) != NULL)
        (void)snprintf(letter, sizeof letter, "-%c, ", option->name[0]);
    (void)snprintf(left, sizeof left, "  %s--%s%s%s", letter, option->name, *argument ? " " : "",
                   argument);
    printf("%-*s", HELP_COLUMN, left);
    if (strlen(left) >= HELP_COLUMN)
        printf("\n%*s", HELP_COLUMN, "");
    for (const char *c = option->help; *c != '\0'; c++) {
        putchar(*c);
        if (*c == '\n')
            printf("%*s", HELP_COLUMN, "");
    }
    putchar('\n');
}

void cli_print_help(const struct cli_verb *verb)
{
    printf("Usage: glowloop %s [OPTION…] %s\n\n%s\n", verb->name, verb->arguments, verb->purpose);
    if (verb->examples != NULL)
        printf("\nExamples:\n%s", verb->examples);
    printf("\nOptions:\n");
    for (const struct cli_option *option = verb->options; option->name != NULL; option++)
        print_option(verb, option);
    printf("  --help                    print this\n");
    printf("  --version                 print the version\n");
    if (verb->notes != NULL)
        printf("\n%s", verb->notes);
}

/* ---- Parsing --------------------------------------------------------------------------------- */

static const struct cli_option *find(const struct cli_verb *verb, const char *name, size_t length)
{
    for (const struct cli_option *option = verb->options; option->name != NULL; option++)
        if (strlen(option->name) == length && strncmp(option->name, name, length) == 0)
            return option;
    return NULL;
}

/* The one whose name begins so; a verb's table has no two of them. */
static const struct cli_option *find_letter(const struct cli_verb *verb, char letter)
{
    for (const struct cli_option *option = verb->options; option->name != NULL; option++)
        if (option->name[0] == letter)
            return option;
    return NULL;
}

static bool is_letter(const struct cli_verb *verb, const char *word)
{
    return word[0] == '-' && word[1] != '\0' && word[1] != '-' && verb->letters != NULL &&
           strchr(verb->letters, word[1]) != NULL;
}

static int usage(const struct cli_verb *verb)
{
    fprintf(stderr, "Usage: glowloop %s [OPTION…] %s; more with --help\n", verb->name,
            verb->arguments);
    return EXIT_USAGE;
}

static int unknown_option(const struct cli_verb *verb, const char *word)
{
    char name[64] = "";
    const char *names[OPTIONS_MAX + 2];
    size_t count = 0;
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
    for (const struct cli_option *option = verb->options; option->name != NULL; option++)
        names[count++] = option->name;
    names[count++] = "help";
    names[count++] = "version";
    const char *near = nearest_word(name, names, count);
    if (near != NULL)
        cli_complain("%s has no option %s; did you mean --%s?", verb->name, word, near);
    else
        cli_complain("%s has no option %s", verb->name, word);
    return usage(verb);
}

/* One option, whose value may be the word behind it. Returns how many words it was; 0: a mistake.
 */
static int take_option(const struct cli_verb *verb, int left, char **words, void *into)
{
    const char *name = words[0] + 2;
    size_t length = strcspn(name, "=");
    bool letter = words[0][1] != '-';
    const char *value = !letter && name[length] == '=' ? name + length + 1 : NULL;
    int used = 1;
    const struct cli_option *option =
        letter ? find_letter(verb, words[0][1]) : find(verb, name, length);
    if (letter && *name != '\0')
        value = name;
    if (option == NULL) {
        unknown_option(verb, words[0]);
        return 0;
    }
    if (option->argument == NULL && value != NULL) {
        cli_complain("--%s takes no value", option->name);
        return 0;
    }
    if (option->argument != NULL && value == NULL) {
        if (left < 2) {
            cli_complain("--%s wants a value: --%s %s", option->name, option->name,
                         option->argument);
            return 0;
        }
        value = words[1];
        used = 2;
    }
    const char *wrong = option->take(into, value);
    if (wrong == NULL)
        return used;
    cli_complain("--%s%s%s: %s", option->name, value == NULL ? "" : " ", value == NULL ? "" : value,
                 wrong);
    return 0;
}

/* --help and --version go before everything else, even before mistakes. */
static bool answers(const struct cli_verb *verb, int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            cli_print_help(verb);
            return true;
        }
        if (strcmp(argv[i], "--version") == 0) {
            printf("glowloop %s\n", GLOWLOOP_VERSION);
            return true;
        }
    }
    return false;
}

static bool count_fits(const struct cli_verb *verb, size_t count)
{
    if (count >= verb->operands_min && count <= verb->operands_max)
        return true;
    cli_complain(count < verb->operands_min ? "%s wants %s" : "%s takes only %s", verb->name,
                 verb->arguments);
    usage(verb);
    return false;
}

/* Operands are left in operands[0..count), which has room for argc, in order. True: go on. False:
 * leave with *code. */
static bool parse(const struct cli_verb *verb, int argc, char **argv, void *into,
                  const char **operands, size_t *count, int *code)
{
    bool options = true;
    *count = 0;
    *code = EXIT_FINE;
    if (answers(verb, argc, argv)) {
        *code = cli_stdout_arrived() ? EXIT_FINE : EXIT_IO;
        return false;
    }
    *code = EXIT_USAGE;
    for (int i = 0; i < argc;) {
        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
            i++;
        } else if (options && (is_letter(verb, argv[i]) || strncmp(argv[i], "--", 2) == 0)) {
            int used = take_option(verb, argc - i, argv + i, into);
            if (used == 0)
                return false;
            i += used;
        } else if (options && argv[i][0] == '-' && argv[i][1] != '\0') {
            cli_complain("%s has no short option %s", verb->name, argv[i]);
            usage(verb);
            return false;
        } else {
            operands[(*count)++] = argv[i++];
        }
    }
    if (!count_fits(verb, *count))
        return false;
    *code = EXIT_FINE;
    return true;
}

int cli_act(const struct cli_verb *verb, int argc, char **argv, void *into, cli_action act)
{
    const char **operands = calloc((size_t)argc + 1, sizeof *operands);
    size_t count;
    int code;
    if (operands == NULL) {
        cli_complain("out of memory");
        return EXIT_IO;
    }
    if (parse(verb, argc, argv, into, operands, &count, &code)) {
        code = act(into, operands, count);
        if (code == EXIT_FINE && !cli_stdout_arrived())
            code = EXIT_IO;
    }
    free(operands);
    return code;
}

/* ---- Values ---------------------------------------------------------------------------------- */

const char *cli_whole(const char *value, uint64_t least, uint64_t most, uint64_t *number)
{
    static char why[80];
    char *end;
    errno = 0;
    unsigned long long read = strtoull(value, &end, 10);
    bool whole = *value >= '0' && *value <= '9' && *end == '\0' && errno == 0;
    (void)snprintf(why, sizeof why, "it is no whole number from %" PRIu64 " to %" PRIu64, least,
                   most);
    if (!whole || read < least || read > most)
        return why;
    *number = read;
    return NULL;
}

const char *cli_time(const char *value, uint64_t *us)
{
    const char *wrong = duration_parse(value, us);
    return wrong == NULL && *us == 0 ? "it must be more than nothing" : wrong;
}
