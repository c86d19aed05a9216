/* build.c - C files become an object, bit by bit.                  SPDX-License-Identifier: MIT
 *
 * Commands run in stages: which compiler is it, compile each file, link. A stage's commands run
 * side by side. What is made lies in a folder of its own until it is whole.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "project/internal.h"

enum { JOBS_MAX = 4, TRIES_MAX = 3 };

enum stage { STAGE_ASK, STAGE_COMPILE, STAGE_LINK, STAGE_OVER };

struct project_build {
    struct project project;
    struct compiler compiler;
    struct problems problems;
    enum project_state state;
    enum stage stage;
    char *cache;
    char *object;
    char *folder; /* where it is made */
    uint64_t mark;
    struct timespec began;
    size_t tries;
    struct process processes[PROJECT_SOURCES_MAX]; /* of this stage */
    size_t process_count;
    size_t begun;
};

/* ---- Ends ------------------------------------------------------------------------------------ */

static void fail(struct project_build *build, const char *text, const char *notes)
{
    problems_add(&build->problems, text == NULL ? "out of memory" : text, notes);
    build->state = PROJECT_FAILED;
    build->stage = STAGE_OVER;
}

static void fail_as(struct project_build *build, struct project_problem *problem)
{
    fail(build, problem->text, problem->notes);
    free(problem->text);
    free(problem->notes);
}

static void fail_at(struct project_build *build, const char *path)
{
    char *text = project_text("%s: cannot be written: %s", path, strerror(errno));
    fail(build, text, NULL);
    free(text);
}

static void end_processes(struct project_build *build)
{
    for (size_t i = 0; i < build->process_count; i++)
        process_end(&build->processes[i]);
    build->process_count = build->begun = 0;
}

static char *beside_object(const struct project_build *build, const char *ending)
{
    return project_text("%.*s%s", (int)strlen(build->object) - 3, build->object, ending);
}

/* ---- Beginning ------------------------------------------------------------------------------- */

/* What it was warned of then is still so. */
static void take_from_cache(struct project_build *build)
{
    char *path = beside_object(build, ".txt");
    struct source said = {0};
    if (path != NULL && source_read(&said, path))
        problems_read(&build->problems, &build->project, said.text);
    if (path != NULL)
        (void)utimensat(AT_FDCWD, path, NULL, 0); /* of those that nobody uses, the oldest go */
    source_free(&said);
    free(path);
    build->state = PROJECT_BUILT;
    build->stage = STAGE_OVER;
}

static void begin_stage(struct project_build *build, enum stage stage)
{
    build->stage = stage;
    build->process_count = stage == STAGE_COMPILE ? build->project.source_count : 1;
    build->begun = 0;
}

static void begin(struct project_build *build)
{
    build->mark = cache_mark(&build->project, &build->compiler);
    (void)clock_gettime(CLOCK_REALTIME, &build->began);
    free(build->object);
    build->object = project_text("%s/%016llx.so", build->cache, (unsigned long long)build->mark);
    if (build->object == NULL) {
        fail(build, NULL, NULL);
    } else if (cache_fresh(&build->project, build->object)) {
        take_from_cache(build);
    } else {
        build->folder =
            project_text("%s/%016llx-XXXXXX", build->cache, (unsigned long long)build->mark);
        if (build->folder == NULL || mkdtemp(build->folder) == NULL)
            fail_at(build, build->cache);
        else
            begin_stage(build, STAGE_ASK);
    }
}

static bool copy_project(struct project_build *build, const struct project *project)
{
    struct project *copy = &build->project;
    copy->folder = strdup(project->folder);
    copy->whole = strdup(project->whole);
    for (size_t i = 0; i < project->source_count; i++)
        if ((copy->sources[copy->source_count] = strdup(project->sources[i])) != NULL)
            copy->source_count++;
    return copy->folder != NULL && copy->whole != NULL &&
           copy->source_count == project->source_count;
}

struct project_build *project_build_begin(const struct project *project, bool sanitized)
{
    struct project_build *build = calloc(1, sizeof *build);
    struct project_problem problem = {0};
    char *why;
    if (build == NULL || !copy_project(build, project)) {
        project_build_end(build);
        return NULL;
    }
    build->compiler.sanitized = sanitized;
    if (project->crowded) {
        fail(build, "the folder has more than " TEXT_OF(PROJECT_SOURCES_MAX) " C files", NULL);
    } else if (!compiler_find(&build->compiler, &problem)) {
        fail_as(build, &problem);
    } else if ((build->cache = cache_folder("own", &why)) == NULL) {
        fail(build, why, NULL);
        free(why);
    } else {
        begin(build);
    }
    return build;
}

/* ---- Stages ---------------------------------------------------------------------------------- */

static bool command_of(const struct project_build *build, size_t number, struct command *command)
{
    if (build->stage == STAGE_ASK)
        return compiler_ask(&build->compiler, command, "--version");
    if (build->stage == STAGE_LINK)
        return compiler_link(&build->compiler, command, build->folder, build->project.source_count);
    return compiler_compile(&build->compiler, command, build->project.whole,
                            build->project.sources[number], build->folder, number);
}

static void begin_process(struct project_build *build)
{
    struct command command = {0};
    size_t number = build->begun++;
    if (!command_of(build, number, &command)) {
        fail(build, NULL, NULL);
    } else if (!process_begin(&build->processes[number], &command)) {
        char *text = project_text("%s cannot be started: %s", command.words[0], strerror(errno));
        fail(build, text, NULL);
        free(text);
    }
    command_free(&command);
}

static size_t count_running(const struct project_build *build)
{
    size_t count = 0;
    for (size_t i = 0; i < build->begun; i++)
        count += build->processes[i].id > 0;
    return count;
}

static void append_file(FILE *out, const char *path)
{
    struct source source = {0};
    if (source_read(&source, path))
        (void)fwrite(source.text, 1, source.size, out);
    source_free(&source);
}

/* Each file has one with that ending; behind each other they are the object's. */
static bool join_beside(const struct project_build *build, const char *ending)
{
    char *path = beside_object(build, ending);
    FILE *out = path == NULL ? NULL : fopen(path, "w");
    free(path);
    if (out == NULL)
        return false;
    for (size_t i = 0; i < build->project.source_count; i++) {
        char *piece = project_text("%s/%zu%s", build->folder, i, ending);
        if (piece != NULL)
            append_file(out, piece);
        free(piece);
    }
    bool written = !ferror(out);
    return fclose(out) == 0 && written;
}

/* The object comes last: who finds it finds the rest. It is as old as what it was made of. */
static void finish(struct project_build *build)
{
    struct timespec times[2] = {build->began, build->began};
    char *made = project_text("%s/out", build->folder);
    bool kept = made != NULL && join_beside(build, ".txt") && join_beside(build, ".d") &&
                utimensat(AT_FDCWD, made, times, 0) == 0 && rename(made, build->object) == 0;
    free(made);
    if (!kept) {
        fail_at(build, build->cache);
        return;
    }
    cache_prune(build->cache);
    build->state = PROJECT_BUILT;
    build->stage = STAGE_OVER;
}

static void discard_folder(struct project_build *build)
{
    if (build->folder != NULL)
        cache_remove(build->folder);
    free(build->folder);
    build->folder = NULL;
}

/* Somebody saved while it was compiled: what was made may be of neither version. */
static bool changed(struct project_build *build)
{
    return build->tries < TRIES_MAX && cache_mark(&build->project, &build->compiler) != build->mark;
}

static void begin_again(struct project_build *build)
{
    build->tries++;
    problems_free(&build->problems);
    discard_folder(build);
    begin(build);
}

static void keep_said(const struct project_build *build, size_t number, const char *said)
{
    char *path = project_text("%s/%zu.txt", build->folder, number);
    FILE *out = path == NULL ? NULL : fopen(path, "w");
    free(path);
    if (out == NULL)
        return;
    (void)fputs(said, out);
    (void)fclose(out);
}

static bool read_results(struct project_build *build)
{
    bool fine = true;
    for (size_t i = 0; i < build->process_count; i++) {
        const char *said = build->processes[i].said == NULL ? "" : build->processes[i].said;
        fine = fine && build->processes[i].status == 0;
        if (build->stage == STAGE_ASK)
            build->compiler.clang = strstr(said, "clang") != NULL;
        else
            problems_read(&build->problems, &build->project, said);
        if (build->stage == STAGE_COMPILE)
            keep_said(build, i, said);
        if (build->processes[i].status != 0 && !problems_fatal(&build->problems))
            problems_add(&build->problems, "the compiler failed", *said == '\0' ? NULL : said);
    }
    return fine;
}

static void end_stage(struct project_build *build)
{
    bool fine = read_results(build);
    enum stage stage = build->stage;
    end_processes(build);
    if (stage != STAGE_ASK && changed(build)) {
        begin_again(build);
    } else if (!fine) {
        build->state = PROJECT_FAILED;
        build->stage = STAGE_OVER;
    } else if (stage == STAGE_LINK) {
        finish(build);
    } else {
        begin_stage(build, (enum stage)(stage + 1));
    }
}

/* ---- From outside ---------------------------------------------------------------------------- */

static void listen_to(struct project_build *build, int wait_ms)
{
    struct pollfd polled[PROJECT_SOURCES_MAX];
    size_t numbers[PROJECT_SOURCES_MAX];
    nfds_t count = 0;
    for (size_t i = 0; i < build->begun; i++)
        if (build->processes[i].id > 0) {
            numbers[count] = i;
            polled[count++] = (struct pollfd){.fd = build->processes[i].fd, .events = POLLIN};
        }
    if (count == 0 || poll(polled, count, wait_ms) <= 0)
        return;
    for (nfds_t i = 0; i < count; i++)
        if (polled[i].revents != 0)
            (void)process_read(&build->processes[numbers[i]]);
}

/* As far as it goes without waiting. */
static void proceed(struct project_build *build)
{
    while (build->stage != STAGE_OVER) {
        while (build->stage != STAGE_OVER && build->begun < build->process_count &&
               count_running(build) < JOBS_MAX)
            begin_process(build);
        if (build->stage == STAGE_OVER || count_running(build) > 0)
            return;
        end_stage(build);
    }
}

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum project_state project_build_poll(struct project_build *build, int wait_ms)
{
    int64_t end_ms = now_ms() + wait_ms;
    proceed(build);
    while (build->stage != STAGE_OVER) {
        int64_t left_ms = wait_ms < 0 ? -1 : end_ms - now_ms();
        bool over = wait_ms >= 0 && left_ms <= 0;
        listen_to(build, over ? 0 : (int)left_ms);
        proceed(build);
        if (over)
            break;
    }
    if (build->stage == STAGE_OVER) {
        end_processes(build);
        discard_folder(build);
    }
    return build->state;
}

const char *project_build_object(const struct project_build *build)
{
    return build->object;
}

const struct project_problem *project_build_problems(const struct project_build *build,
                                                     size_t *count)
{
    *count = build->problems.count;
    return build->problems.list;
}

void project_build_end(struct project_build *build)
{
    if (build == NULL)
        return;
    end_processes(build);
    discard_folder(build);
    project_free(&build->project);
    compiler_free(&build->compiler);
    problems_free(&build->problems);
    free(build->cache);
    free(build->object);
    free(build);
}
