/* compiler.c - which compiler there is, and how to call it.        SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "coop/config.h"
#include "project/internal.h"

/* ---- Words ----------------------------------------------------------------------------------- */

/* Takes over `word`; NULL counts as no memory, which the next call remembers. */
static void add(struct command *command, char *word)
{
    if (word == NULL || command->count == COMPILER_WORDS_MAX) {
        free(word);
        command->count = COMPILER_WORDS_MAX;
        return;
    }
    command->words[command->count++] = word;
}

/* All words of a text, which spaces part. */
static void add_words(struct command *command, const char *text)
{
    while (*(text += strspn(text, " ")) != '\0') {
        size_t length = strcspn(text, " ");
        add(command, strndup(text, length));
        text += length;
    }
}

static bool complete(const struct command *command)
{
    return command->count < COMPILER_WORDS_MAX;
}

void command_free(struct command *command)
{
    for (size_t i = 0; i < COMPILER_WORDS_MAX; i++)
        free(command->words[i]);
    *command = (struct command){0};
}

/* ---- Finding --------------------------------------------------------------------------------- */

char *compiler_tool(const char *program)
{
    const char *path = getenv("PATH");
    if (strchr(program, '/') != NULL)
        return access(program, X_OK) == 0 ? realpath(program, NULL) : NULL;
    while (path != NULL && *path != '\0') {
        int length = (int)strcspn(path, ":");
        char *file = project_text("%.*s/%s", length, path, program);
        char *whole = file != NULL && access(file, X_OK) == 0 ? realpath(file, NULL) : NULL;
        free(file);
        if (whole != NULL)
            return whole;
        path += length + (path[length] == ':');
    }
    return NULL;
}

static bool find_program(struct compiler *compiler, struct project_problem *problem)
{
    static const char *const usual[] = {"cc", "gcc", "clang"};
    const char *chosen = getenv("CC");
    bool is_chosen = chosen != NULL && chosen[strspn(chosen, " ")] != '\0';
    for (size_t i = 0; compiler->program == NULL && i < (is_chosen ? 1 : 3); i++) {
        command_free(&compiler->as);
        add_words(&compiler->as, is_chosen ? chosen : usual[i]);
        compiler->program = compiler_tool(compiler->as.words[0]);
    }
    if (compiler->program != NULL)
        return true;
    *problem = (struct project_problem){.fatal = true};
    problem->text = is_chosen ? project_text("there is no C compiler %s, which CC names", chosen)
                              : project_text("there is no C compiler: no cc, gcc or clang");
    problem->notes = is_chosen ? project_text("unset CC, or let it name one that is installed")
                               : project_text("to install one:\n"
                                              "Debian, Ubuntu: apt install gcc libc6-dev\n"
                                              "Fedora: dnf install gcc\n"
                                              "Arch: pacman -S gcc\n"
                                              "macOS: xcode-select --install");
    return false;
}

static char *headers_in(const char *place, const char *beside)
{
    char *folder =
        place == NULL || *place == '\0' ? NULL : project_text("%s%s/core/include", place, beside);
    char *whole = folder == NULL ? NULL : realpath(folder, NULL);
    char *header = whole == NULL ? NULL : project_text("%s/programs/animation.h", whole);
    bool there = header != NULL && access(header, R_OK) == 0;
    free(folder);
    free(header);
    if (there)
        return whole;
    free(whole);
    return NULL;
}

/* The folder of this program, with a slash; NULL if the system does not tell. */
static char *own_folder(void)
{
    char path[PROJECT_PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return NULL;
    path[length] = '\0';
    *(strrchr(path, '/') + 1) = '\0';
    return strdup(path);
}

/* Those that belong to this program: beside it where it is installed, else in its source tree. */
static bool find_headers(struct compiler *compiler, struct project_problem *problem)
{
    char *own = own_folder();
    const struct place {
        const char *folder;
        const char *beside;
    } places[] = {{getenv("GLOWLOOP_SOURCE"), ""},
                  {own, "../share/glowloop/source"},
                  {GLOWLOOP_SOURCE_TREE, ""},
                  {GLOWLOOP_SOURCE_SHARED, ""}};
    for (size_t i = 0; compiler->headers == NULL && i < sizeof places / sizeof *places; i++)
        compiler->headers = headers_in(places[i].folder, places[i].beside);
    free(own);
    if (compiler->headers != NULL)
        return true;
    *problem = (struct project_problem){
        .fatal = true,
        .text = project_text(
            "Glowloop's headers are neither beside the program nor at " GLOWLOOP_SOURCE_TREE),
        .notes = project_text("set GLOWLOOP_SOURCE to the folder of Glowloop, or install it anew"),
    };
    return false;
}

bool compiler_find(struct compiler *compiler, struct project_problem *problem)
{
    return find_program(compiler, problem) && find_headers(compiler, problem);
}

void compiler_free(struct compiler *compiler)
{
    command_free(&compiler->as);
    free(compiler->program);
    free(compiler->headers);
    *compiler = (struct compiler){0};
}

/* ---- Calling --------------------------------------------------------------------------------- */

/* What both have. Arithmetic with fractions gives the same on every machine. */
static const char common[] =
    "-std=c11 -g -Og -fPIC -fno-omit-frame-pointer -ffp-contract=off -Wall -Wextra"
    " -fdiagnostics-color=never -DPROGRAM_ANNOUNCES=1";

/* Those that this program was compiled with: they shape structures that both sides share. */
#define LIMIT(name_) " -D" #name_ "=" TEXT_OF(name_)
static const char limits[] = LIMIT(COOP_ASSERTS) LIMIT(COOP_NAMES) LIMIT(COOP_TASK_LIST)
    LIMIT(COOP_TIMER_WHEEL) LIMIT(KEYPAD_KEYS_MAX) LIMIT(KEYPAD_EVENTS_MAX);

static const char sanitizers[] = "-fsanitize=address,undefined -fno-sanitize-recover=all";

/* The flow of sanitized code confuses the warnings about it. */
static const char *errors_of(const struct compiler *compiler)
{
    if (compiler->clang)
        return compiler->sanitized ? PROJECT_ERRORS_CLANG : PROJECT_ERRORS_CLANG_FLOW;
    return compiler->sanitized ? PROJECT_ERRORS_GNU : PROJECT_ERRORS_GNU_FLOW;
}

static void begin(const struct compiler *compiler, struct command *command)
{
    *command = (struct command){0};
    for (size_t i = 0; i < compiler->as.count; i++)
        add(command, strdup(compiler->as.words[i]));
}

bool compiler_ask(const struct compiler *compiler, struct command *command, const char *question)
{
    begin(compiler, command);
    add_words(command, question);
    return complete(command);
}

bool compiler_compile(const struct compiler *compiler, struct command *command, const char *folder,
                      const char *source, const char *into, size_t number)
{
    begin(compiler, command);
    add_words(command, common);
    add_words(command, limits);
    add_words(command, errors_of(compiler));
    add_words(command, compiler->clang ? "-fno-caret-diagnostics" : "-fno-diagnostics-show-caret");
    if (compiler->sanitized)
        add_words(command, sanitizers);
    add(command, project_text("-ffile-prefix-map=%s/=", folder));
    add(command, project_text("-I%s", compiler->headers));
    add_words(command, "-MD -MF");
    add(command, project_text("%s/%zu.d", into, number));
    add_words(command, "-c -o");
    add(command, project_text("%s/%zu.o", into, number));
    add(command, project_text("%s/%s", folder, source));
    return complete(command);
}

bool compiler_link(const struct compiler *compiler, struct command *command, const char *into,
                   size_t count)
{
    begin(compiler, command);
#ifdef __APPLE__
    add_words(command, "-shared -undefined dynamic_lookup");
#else
    /* Its own names come first, whatever this program calls its functions. */
    add_words(command, "-shared -Wl,-Bsymbolic");
#endif
    if (compiler->sanitized)
        add_words(command, sanitizers);
    if (compiler->sanitized && compiler->clang)
        add_words(command, "-shared-libsan");
    add_words(command, "-o");
    add(command, project_text("%s/out", into));
    for (size_t i = 0; i < count; i++)
        add(command, project_text("%s/%zu.o", into, i));
    add_words(command, "-lm");
    return complete(command);
}

uint64_t compiler_mark(const struct compiler *compiler, uint64_t mark)
{
    struct stat status;
    const char *texts[] = {compiler->program,
                           compiler->headers,
                           common,
                           limits,
                           sanitizers,
                           PROJECT_ERRORS_GNU_FLOW,
                           PROJECT_ERRORS_CLANG_FLOW,
                           compiler->sanitized ? "sanitized" : ""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        mark = cache_add(texts[i], strlen(texts[i]) + 1, mark);
    for (size_t i = 0; i < compiler->as.count; i++)
        mark = cache_add(compiler->as.words[i], strlen(compiler->as.words[i]) + 1, mark);
    if (stat(compiler->program, &status) == 0) {
        mark = cache_add(&status.st_size, sizeof status.st_size, mark);
        mark = cache_add(&status.st_mtime, sizeof status.st_mtime, mark);
    }
    return mark;
}
