/* main.c - glowloop: which verb it is.                             SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "coop/port.h"
#include "project/project.h"

static const struct verb {
    const char *name;
    const char *help; /* NULL: for its own use */
    int (*run)(int argc, char **argv);
} verbs[] = {
    {"new", "make a folder with a light of your own", cli_new},
    {"play", "show a scene in a window", cli_play},
    {"run", "play a scene without a window, as fast as it goes", cli_run},
    {"test", "play scenarios, and tell what is not as they expect", cli_test},
    {"explore", "search inputs that break what must always hold", cli_explore},
    {"render", "draw a scene as PNG, GIF or MP4", cli_render},
    {"check", "check files of scenes and scenarios", cli_check},
    {"diff", "tell where two traces part", cli_diff},
    {"build", "make firmware of a scene, for a board", cli_build},
    {"flash", "put firmware onto a board", cli_flash},
    {"monitor", "show what a board says, and write its trace", cli_monitor},
    {"list", "list boards, parts, programs or palettes", cli_list},
    {"schema", "print the JSON Schema of scenes or scenarios", cli_schema},
    {"serve", NULL, cli_serve},
};

enum { VERB_COUNT = sizeof verbs / sizeof *verbs };

/* A bug: in a program, or here. */
_Noreturn void coop_assert_failed(const char *file, int line)
{
    cli_complain("a promise was broken at %s:%d; if no program of yours did it, please report this",
                 file, line);
    abort();
}

static void print_help(FILE *out)
{
    fprintf(out,
            "Usage: glowloop VERB [OPTION…]\n\n"
            "Cooperative multitasking for lights and buttons: see a scene, test it, flash it.\n\n"
            "Verbs:\n");
    for (size_t i = 0; i < VERB_COUNT && verbs[i].help != NULL; i++)
        fprintf(out, "  %-10s %s\n", verbs[i].name, verbs[i].help);
    fprintf(out, "\nExamples:\n"
                 "  glowloop play scenes/two_rings.json\n"
                 "  glowloop run scenes/two_rings.json --for 10s --press button@1.2s..2.05s\n"
                 "  glowloop test scenes/scenarios\n"
                 "  glowloop check scenes/*.json\n"
                 "\nOptions:\n"
                 "  --help      print this; behind a verb, its own\n"
                 "  --version   print the version\n"
                 "\nExit codes: 0 fine, 1 a check or task failed, 2 usage or invalid scene,\n"
                 "3 cannot read or write, 4 a program crashed, 124 timeout, 130 interrupted.\n");
}

static int unknown_verb(const char *word)
{
    const char *names[VERB_COUNT];
    for (size_t i = 0; i < VERB_COUNT; i++)
        names[i] = verbs[i].name;
    const char *near = nearest_word(word, names, VERB_COUNT);
    if (near != NULL)
        cli_complain("there is no verb %s; did you mean %s?", word, near);
    else
        cli_complain("there is no verb %s; glowloop --help lists them", word);
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help(stdout);
        return cli_stdout_arrived() ? EXIT_FINE : EXIT_IO;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("glowloop %s\n", GLOWLOOP_VERSION);
        return cli_stdout_arrived() ? EXIT_FINE : EXIT_IO;
    }
    cli_words = argv;
    project_serve_scenes(false);
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(argc - 2, argv + 2);
    return unknown_verb(argv[1]);
}
