/* new.c - glowloop new: a folder to begin with.                    SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "engine/scene.h"
#include "programs/programs.h"
#include "project/project.h"

#define NAME_WORD "NAME" /* stands for the name in the files below */

static const struct cli_option options[] = {{.name = NULL}};

static const struct cli_verb verb = {
    .name = "new",
    .arguments = "FOLDER",
    .purpose = "Make a folder with a light of your own: a scene, its program in C, and a test.",
    .examples = "  glowloop new my_light\n  glowloop play my_light\n",
    .notes =
        "The folder's name is the program's: small letters, digits and _. Wherever a SCENE is\n"
        "wanted, the folder will do: docs/own-programs.md.\n\n"
        "Exit codes: 0 fine, 2 the name cannot be, or the folder is not empty, 3 it cannot be\n"
        "written.\n",
    .options = options,
    .operands_min = 1,
    .operands_max = 1,
};

/* ---- What is in it --------------------------------------------------------------------------- */

static const struct template
{
    const char *name;
    const char *text;
}
templates[] = {
    {"scene.json",
     "{\n"
     "  \"version\": 1,\n"
     "  \"name\": \"" NAME_WORD "\",\n"
     "  \"board\": \"pico\",\n"
     "  \"parts\": {\n"
     "    \"ring\": { \"type\": \"neopixel\", \"pin\": \"GP2\", \"pixels\": 24,"
     " \"brightness\": 0.3 }\n"
     "  },\n"
     "  \"controls\": { \"palette\": \"sunset\", \"period\": \"2s\" },\n"
     "  \"tasks\": [\n"
     "    { \"program\": \"" NAME_WORD "\", \"with\":"
     " { \"pixels\": \"ring\", \"palette\": \"@palette\", \"period\": \"@period\" } }\n"
     "  ]\n"
     "}\n"},
    {NAME_WORD ".c",
     "/* " NAME_WORD ".c - a wave of light runs round. */\n"
     "#include \"parts/palette.h\"\n"
     "#include \"parts/wave.h\"\n"
     "#include \"programs/animation.h\"\n"
     "#include \"programs/parameters.h\"\n"
     "\n"
     "/* One frame. Behind the name stands what it is told, and what it keeps from frame to frame."
     " */\n"
     "ANIMATION(" NAME_WORD ", const int32_t *palette; const int32_t *period;)\n"
     "{\n"
     "    struct pixels *pixels = self->animation.pixels;\n"
     "    const struct palette *palette = palette_of(pixels->board, *self->palette);\n"
     "    uint16_t turn = animation_phase(&self->animation, *self->period);\n"
     "    for (uint16_t i = 0; i < pixels->count; i++) {\n"
     "        uint16_t place = (uint16_t)(i * 65536u / pixels->count);\n"
     "        uint32_t light = wave_triangle((uint16_t)(place - turn));\n"
     "        pixels_set(pixels, i, color_scale(palette_around(palette, place), light,"
     " 65535));\n"
     "    }\n"
     "}\n"
     "\n"
     "/* What a scene can tell it: its name there, where it is above; least, most, usual; help. "
     "*/\n"
     "static const COOP_FLASH struct parameter parameters[] = {\n"
     "    ANIMATION_PARAMETERS(" NAME_WORD ", 20),\n"
     "    SETTING(" NAME_WORD ", \"palette\", palette, PALETTE, 0, PALETTE_MAX, PALETTE_RAINBOW,"
     " \"its colours\"),\n"
     "    SETTING(" NAME_WORD ", \"period\", period, TIME, 100, TIME_MAX_MS, 2000,"
     " \"once round\"),\n"
     "};\n"
     "\n"
     "PROGRAM(" NAME_WORD ", \"a wave of light runs round\");\n"},
    {NAME_WORD ".scenario.json",
     "{\n"
     "  \"version\": 1,\n"
     "  \"name\": \"A wave runs round\",\n"
     "  \"scene\": \"scene.json\",\n"
     "  \"steps\": [\n"
     "    { \"delay\": \"1s\" },\n"
     "    { \"wait-rotation\": { \"part\": \"ring\", \"direction\": \"forward\","
     " \"last\": \"500ms\" }, \"within\": \"2s\" }\n"
     "  ],\n"
     "  \"always\": [ { \"expect-current\": { \"max\": \"500mA\" } } ]\n"
     "}\n"},
};

enum { TEMPLATE_COUNT = sizeof templates / sizeof *templates };

/* ---- Its name -------------------------------------------------------------------------------- */

/* What is left of a path, without slashes at its end, behind the last slash. */
static char *name_of(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    size_t begin = length;
    while (begin > 0 && path[begin - 1] != '/')
        begin--;
    return strndup(path + begin, length - begin);
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A name that is near to what was wanted; "" if nothing is left of it. */
static void suggest(const char *name, char *suggested, size_t size)
{
    size_t used = 0;
    for (; *name != '\0' && used + 1 < size; name++) {
        char small = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        bool good = is_letter(small) || (used > 0 && is_digit(small));
        if (good)
            suggested[used++] = small;
        else if (used > 0 && suggested[used - 1] != '_')
            suggested[used++] = '_';
    }
    while (used > 0 && suggested[used - 1] == '_')
        used--;
    suggested[used] = '\0';
}

static bool is_spelled_well(const char *name)
{
    char suggested[SCENE_NAME_MAX + 1];
    size_t length = strlen(name);
    bool good = is_letter(name[0]) && length <= SCENE_NAME_MAX;
    for (size_t i = 0; good && i < length; i++)
        good = is_letter(name[i]) || is_digit(name[i]) || name[i] == '_';
    if (good)
        return true;
    suggest(name, suggested, sizeof suggested);
    cli_complain("a program cannot be called %s: a name has small letters, digits and _, begins "
                 "with a letter, and has at most %d characters%s%s%s",
                 quoted(name).text, SCENE_NAME_MAX, *suggested == '\0' ? "" : "; what about ",
                 suggested, *suggested == '\0' ? "" : "?");
    return false;
}

static bool is_word_of_c(const char *name)
{
    static const char *const words[] = {
        "auto",    "bool",   "break",    "case",   "char",     "const",  "continue", "default",
        "do",      "double", "else",     "enum",   "extern",   "false",  "float",    "for",
        "goto",    "if",     "inline",   "int",    "long",     "main",   "register", "restrict",
        "return",  "short",  "signed",   "sizeof", "static",   "struct", "switch",   "true",
        "typedef", "union",  "unsigned", "void",   "volatile", "while"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], name) == 0)
            return true;
    return false;
}

static bool is_good_name(const char *name)
{
    if (!is_spelled_well(name))
        return false;
    if (is_word_of_c(name))
        cli_complain("a program cannot be called %s: that is a word of C; what about my_%s?", name,
                     name);
    else if (program_find(name) != NULL)
        cli_complain("%s is a program that comes with Glowloop; what about my_%s?", name, name);
    else
        return true;
    return false;
}

/* ---- Making it ------------------------------------------------------------------------------- */

static void write_text(FILE *out, const char *text, const char *name)
{
    for (const char *word; (word = strstr(text, NAME_WORD)) != NULL;
         text = word + strlen(NAME_WORD)) {
        (void)fwrite(text, 1, (size_t)(word - text), out);
        (void)fputs(name, out);
    }
    (void)fputs(text, out);
}

/* FOLDER/FILE, with the name in it. */
static void path_of(const struct template *template, const char *folder, const char *name,
                    char *path, size_t size)
{
    const char *rest = strstr(template->name, NAME_WORD);
    (void)snprintf(path, size, "%s/%s%s", folder, rest == NULL ? template->name : name,
                   rest == NULL ? "" : rest + strlen(NAME_WORD));
}

static bool write_template(const struct template *template, const char *folder, const char *name)
{
    char path[PROJECT_PATH_MAX];
    path_of(template, folder, name, path, sizeof path);
    FILE *out = fopen(path, "wx");
    bool written = out != NULL;
    if (out != NULL) {
        write_text(out, template->text, name);
        written = !ferror(out);
        written = fclose(out) == 0 && written;
    }
    if (!written)
        cli_complain("%s cannot be written: %s", path, strerror(errno));
    return written;
}

static bool is_empty(const char *folder)
{
    size_t count = 0;
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    while (entries != NULL && (entry = readdir(entries)) != NULL)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (entries != NULL)
        (void)closedir(entries);
    return entries != NULL && count == 0;
}

/* *made: it was not there before. */
static int make_folder(const char *folder, bool *made)
{
    *made = mkdir(folder, 0777) == 0;
    if (*made || (errno == EEXIST && is_empty(folder)))
        return EXIT_FINE;
    if (errno == EEXIST) {
        cli_complain("%s is there already, and not empty: choose another name", folder);
        return EXIT_USAGE;
    }
    cli_complain("%s cannot be made: %s", folder, strerror(errno));
    return EXIT_IO;
}

static void remove_files(const char *folder, const char *name, bool made)
{
    for (size_t i = 0; i < TEMPLATE_COUNT; i++) {
        char path[PROJECT_PATH_MAX];
        path_of(&templates[i], folder, name, path, sizeof path);
        (void)unlink(path);
    }
    if (made)
        (void)rmdir(folder);
}

/* What comes with Glowloop compiles, unless a header has something else of that name. Without a
 * compiler nobody knows; the files are made, and what is missing is told. */
static bool name_is_taken(const char *folder, char *why, size_t size)
{
    struct project project;
    struct project_build *build = NULL;
    bool taken = false;
    size_t count = 0;
    if (project_find(&project, folder))
        build = project_build_begin(&project, false);
    if (build != NULL && project_build_poll(build, -1) == PROJECT_FAILED) {
        const struct project_problem *problems = project_build_problems(build, &count);
        taken = problems[0].path != NULL;
        (void)snprintf(why, size, "%s", problems[0].text);
        if (!taken)
            cli_complain("it cannot be played yet: %s", problems[0].text);
        if (!taken && problems[0].notes != NULL)
            fprintf(stderr, "%s\n", problems[0].notes);
    }
    project_build_end(build);
    project_free(&project);
    return taken;
}

static void tell_what_next(const char *folder, const char *name)
{
    printf("%s has scene.json, %s.c and %s.scenario.json\n\n"
           "  glowloop play %s      see it\n"
           "  glowloop test %s      does it do what it shall?\n"
           "  glowloop build %s     firmware for the board in scene.json\n\n"
           "To change the light, edit %s/%s.c\n",
           folder, name, name, folder, folder, folder, folder, name);
}

static int make(const char *folder, const char *name)
{
    bool made;
    char why[200];
    int code = make_folder(folder, &made);
    if (code != EXIT_FINE)
        return code;
    for (size_t i = 0; i < TEMPLATE_COUNT; i++)
        if (!write_template(&templates[i], folder, name)) {
            remove_files(folder, name, made);
            return EXIT_IO;
        }
    if (!name_is_taken(folder, why, sizeof why)) {
        tell_what_next(folder, name);
        return EXIT_FINE;
    }
    remove_files(folder, name, made);
    cli_complain("a program cannot be called %s, a word of Glowloop's headers (the compiler says: "
                 "%s); what about my_%s?",
                 name, why, name);
    return EXIT_USAGE;
}

static int act(void *into, const char *const *operands, size_t count)
{
    char *name = name_of(operands[0]);
    (void)into;
    (void)count;
    if (name == NULL) {
        cli_complain("out of memory");
        return EXIT_IO;
    }
    int code = is_good_name(name) ? make(operands[0], name) : EXIT_USAGE;
    free(name);
    return code;
}

int cli_new(int argc, char **argv)
{
    return cli_act(&verb, argc, argv, NULL, act);
}
