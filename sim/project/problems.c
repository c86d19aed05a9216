/* problems.c - what a compiler says, as a list.                    SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "project/internal.h"

/* A line of the form PATH:LINE:COLUMN: KIND: TEXT. */
struct line {
    const char *path;
    size_t path_length;
    size_t line;
    size_t column;
    const char *text; /* behind the kind */
};

enum kind { KIND_NONE, KIND_NOTE, KIND_WARNING, KIND_FATAL };

static void free_one(struct project_problem *problem)
{
    free(problem->path);
    free(problem->text);
    free(problem->notes);
}

/* Takes over what `problem` owns; NULL if memory is out. */
static struct project_problem *append(struct problems *problems, struct project_problem problem)
{
    struct project_problem *list =
        problem.text == NULL ? NULL : realloc(problems->list, (problems->count + 1) * sizeof *list);
    if (list == NULL) {
        free_one(&problem);
        return NULL;
    }
    problems->list = list;
    list[problems->count] = problem;
    return &list[problems->count++];
}

void problems_add(struct problems *problems, const char *text, const char *notes)
{
    (void)append(problems, (struct project_problem){
                               .fatal = true,
                               .text = text == NULL ? NULL : strdup(text),
                               .notes = notes == NULL ? NULL : strdup(notes),
                           });
}

static void add_note(struct project_problem *problem, const char *text)
{
    char *notes =
        problem->notes == NULL ? strdup(text) : project_text("%s\n%s", problem->notes, text);
    if (notes == NULL)
        return;
    free(problem->notes);
    problem->notes = notes;
}

/* ---- Lines ----------------------------------------------------------------------------------- */

static bool read_number(const char **at, size_t *number)
{
    char *end;
    if (**at < '0' || **at > '9')
        return false;
    *number = strtoul(*at, &end, 10);
    *at = end;
    return *end == ':';
}

static enum kind read_kind(const char **at)
{
    static const struct {
        const char *word;
        enum kind kind;
    } words[] = {{" error: ", KIND_FATAL},
                 {" fatal error: ", KIND_FATAL},
                 {" warning: ", KIND_WARNING},
                 {" note: ", KIND_NOTE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(*at, words[i].word, strlen(words[i].word)) == 0) {
            *at += strlen(words[i].word);
            return words[i].kind;
        }
    return KIND_NONE;
}

static enum kind read_line(const char *text, struct line *line)
{
    for (const char *at = strchr(text, ':'); at != NULL; at = strchr(at + 1, ':')) {
        const char *next = at + 1;
        *line = (struct line){.path = text, .path_length = (size_t)(at - text)};
        if (!read_number(&next, &line->line))
            continue;
        next++;
        if (read_number(&next, &line->column))
            next++;
        enum kind kind = read_kind(&next);
        line->text = next;
        if (kind != KIND_NONE)
            return kind;
    }
    return KIND_NONE;
}

/* As the project's folder was named; NULL if it does not lie there. */
static char *path_of(const struct project *project, const struct line *line)
{
    size_t length = strlen(project->whole);
    bool inside = line->path_length > length && strncmp(line->path, project->whole, length) == 0 &&
                  line->path[length] == '/';
    int rest = (int)(line->path_length - length) - 1;
    if (!inside)
        return NULL;
    if (strcmp(project->folder, ".") == 0)
        return strndup(line->path + length + 1, (size_t)rest);
    return project_text("%s/%.*s", project->folder, rest, line->path + length + 1);
}

/* ---- Problems -------------------------------------------------------------------------------- */

/* What is wrong with a macro's use stands in a header of ours: what counts is where it is used. */
static void take_note(struct project_problem *problem, const struct project *project,
                      const struct line *line)
{
    char *path = path_of(project, line);
    if (path == NULL)
        return;
    bool chatter = strstr(line->text, "macro '") != NULL ||
                   strstr(line->text, "is reported only once") != NULL;
    if (problem->path == NULL) {
        problem->path = path;
        problem->line = line->line;
        problem->column = line->column;
        return;
    }
    char *text = chatter ? NULL : project_text("%s:%zu: %s", path, line->line, line->text);
    if (text != NULL)
        add_note(problem, text);
    free(text);
    free(path);
}

/* The commonest of all reasons why the first program of one's life does not compile. */
static void explain(struct project_problem *problem)
{
    static const char *const headers[] = {"stdint.h", "stddef.h", "stdio.h",
                                          "string.h", "stdlib.h", "math.h"};
    bool missing = strstr(problem->text, "No such file") != NULL ||
                   strstr(problem->text, "file not found") != NULL;
    for (size_t i = 0; missing && i < sizeof headers / sizeof *headers; i++)
        if (strstr(problem->text, headers[i]) != NULL)
            add_note(problem, "the C library's headers are not installed: Debian and Ubuntu have "
                              "them in libc6-dev, Fedora in glibc-devel, macOS in xcode-select "
                              "--install");
}

/* "redefinition of 'my_light_program'" */
static void name_double(struct project_problem *problem)
{
    static const char words[] = "redefinition of '";
    size_t length = strcspn(problem->text + sizeof words - 1, "'");
    const char *name = problem->text + sizeof words - 1;
    char *text = length > 8 && strncmp(name + length - 8, "_program", 8) == 0
                     ? project_text("the program \"%.*s\" is defined twice", (int)length - 8, name)
                     : NULL;
    if (text == NULL)
        return;
    free(problem->text);
    problem->text = text;
}

static void take_line(struct problems *problems, const struct project *project, const char *text)
{
    struct line line;
    enum kind kind = read_line(text, &line);
    if (kind == KIND_WARNING || kind == KIND_FATAL)
        problems->skips = strstr(line.text, "_announce_'") != NULL;
    if (kind == KIND_NOTE && !problems->skips && problems->count > 0)
        take_note(&problems->list[problems->count - 1], project, &line);
    if (problems->skips || (kind != KIND_WARNING && kind != KIND_FATAL))
        return;
    struct project_problem problem = {.path = path_of(project, &line),
                                      .line = line.line,
                                      .column = line.column,
                                      .fatal = kind == KIND_FATAL,
                                      .text = strdup(line.text)};
    struct project_problem *added = append(problems, problem);
    if (added != NULL && strncmp(added->text, "redefinition of '", 17) == 0)
        name_double(added);
    if (added != NULL)
        explain(added);
}

/* "multiple definition of `my_light_program'": two files define the program. */
static bool take_double(struct problems *problems, const char *text)
{
    static const char words[] = "multiple definition of `";
    const char *name = strstr(text, words);
    if (name == NULL)
        return false;
    name += sizeof words - 1;
    size_t length = strcspn(name, "'");
    bool program = length > 8 && strncmp(name + length - 8, "_program", 8) == 0;
    char *said =
        program ? project_text("two C files define the program \"%.*s\"", (int)length - 8, name)
                : project_text("two C files define \"%.*s\"", (int)length, name);
    problems_add(problems, said,
                 program ? "each program has one PROGRAM(…) line; give one of them another name"
                         : "write static in front of what only one file uses");
    free(said);
    return true;
}

void problems_read(struct problems *problems, const struct project *project, const char *said)
{
    char *text = said == NULL ? NULL : strdup(said), *rest = NULL;
    if (text == NULL)
        return;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
        if (!take_double(problems, line))
            take_line(problems, project, line);
    free(text);
}

bool problems_fatal(const struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        if (problems->list[i].fatal)
            return true;
    return false;
}

void problems_free(struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        free_one(&problems->list[i]);
    free(problems->list);
    *problems = (struct problems){0};
}
