/* live.c - own programs that are saved while they are seen.        SPDX-License-Identifier: MIT */
#include "cli/live.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/session.h"
#include "project/project.h"
#include "remote/remote.h"

#define LOOK_US 25000u /* between looks at the files */
#define MISSING 40     /* looks: an editor may take a file away, and put it back, while it saves */

/* What a project was when it was last in order. */
struct version {
    char *folder; /* from the root, */
    char *named;  /* and as it was named */
    struct project_build *build;
    struct remote_programs *programs;
    uint64_t mark;        /* of its files */
    struct version *next; /* older */
};

struct live {
    const char *serve[3]; /* the command of a process */
    bool sanitized;
    struct version *versions;
    struct project project; /* that is watched, */
    uint64_t mark;          /* and of its files, when they were last compiled */
    uint64_t looked_us;
    uint32_t missing;            /* looks that found no C file any more */
    struct project_build *build; /* under way; NULL: none */
};

/* ---- Files ----------------------------------------------------------------------------------- */

static bool is_source(const char *name)
{
    size_t length = strlen(name);
    return length > 2 && name[0] != '.' &&
           (strcmp(name + length - 2, ".c") == 0 || strcmp(name + length - 2, ".h") == 0);
}

static uint64_t mix(uint64_t mark, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        mark = (mark ^ (uint8_t)bytes[i]) * 0x100000001b3u;
    return mark;
}

/* Of one file's name and text. False while it is being written. */
static bool mark_file(const char *folder, const char *name, uint64_t *mark)
{
    char path[PROJECT_PATH_MAX];
    struct source source;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    bool whole = source_read(&source, path) && source.size > 0;
    if (whole)
        *mark = mix(mix(0xcbf29ce484222325u, name, strlen(name)), source.text, source.size);
    source_free(&source);
    return whole;
}

/* What tells the C files and headers of a folder from what they were; 0: not just now. Clocks of
 * files are too coarse for that. */
static uint64_t mark_folder(const char *folder)
{
    uint64_t sum = 1;
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    while (entries != NULL && sum != 0 && (entry = readdir(entries)) != NULL) {
        uint64_t mark = 0;
        if (!is_source(entry->d_name))
            continue;
        sum = mark_file(folder, entry->d_name, &mark) ? sum + mark : 0; /* in any order */
    }
    if (entries != NULL)
        (void)closedir(entries);
    return entries == NULL ? 0 : sum;
}

/* ---- Versions ------------------------------------------------------------------------------- */

static void free_version(struct version *version)
{
    if (version == NULL)
        return;
    remote_forget(version->programs);
    project_build_end(version->build);
    free(version->folder);
    free(version->named);
    free(version);
}

static const struct version *newest(const struct live *live, const struct project *project)
{
    const struct version *version = live->versions;
    while (version != NULL && strcmp(version->folder, project->whole) != 0)
        version = version->next;
    return version;
}

static bool has(const struct version *version, const struct program *program)
{
    size_t count;
    const struct program *const *list = remote_list(version->programs, &count);
    for (size_t i = 0; i < count; i++)
        if (list[i] == program)
            return true;
    return false;
}

/* The one that has the scene's own programs; NULL if it has none. */
static const struct version *version_of(const struct live *live, const struct scene *scene)
{
    for (const struct version *version = live->versions; version != NULL; version = version->next) {
        if (scene->main != NULL && has(version, scene->main->program))
            return version;
        for (size_t i = 0; i < scene->task_count; i++)
            if (has(version, scene->tasks[i].program))
                return version;
    }
    return NULL;
}

/* What has been built is there from now on. It owns the build, even if that fails. */
static bool add_version(struct live *live, const struct project *project,
                        struct project_build *build, uint64_t mark, struct diagnostics *diagnostics)
{
    char why[256] = "out of memory";
    struct remote remote = {
        .command = live->serve, .object = project_build_object(build), .folder = project->folder};
    struct version *version = calloc(1, sizeof *version);
    if (version != NULL)
        *version = (struct version){.folder = strdup(project->whole),
                                    .named = strdup(project->folder),
                                    .mark = mark,
                                    .next = live->versions};
    if (version != NULL && version->folder != NULL && version->named != NULL)
        version->programs = remote_describe(&remote, why, sizeof why);
    if (version == NULL || version->programs == NULL) {
        diagnose_plain(diagnostics, "%s: %s", project->folder, why);
        project_build_end(build);
        free_version(version);
        return false;
    }
    version->build = build;
    live->versions = version;
    return true;
}

void live_keep(struct live *live, const struct scene *scene)
{
    const struct version *played = version_of(live, scene);
    const struct version *latest =
        live->project.whole == NULL ? NULL : newest(live, &live->project);
    for (struct version **place = &live->versions; *place != NULL;) {
        struct version *version = *place;
        if (version == played || version == latest) {
            place = &version->next;
        } else {
            *place = version->next;
            free_version(version);
        }
    }
}

/* ---- Scenes --------------------------------------------------------------------------------- */

/* Nothing of that project has been in order yet. */
static bool build_first(struct live *live, const struct project *project,
                        struct diagnostics *diagnostics)
{
    uint64_t mark = mark_folder(project->folder);
    struct project_build *build = project_build_begin(project, live->sanitized);
    if (build == NULL) {
        diagnostics->memory_out = true;
        return false;
    }
    bool built = project_build_poll(build, -1) == PROJECT_BUILT;
    project_build_tell(project, build, built, diagnostics);
    if (built)
        return add_version(live, project, build, mark, diagnostics);
    project_build_end(build);
    return false;
}

static bool programs_of(void *context, const char *scene_path, struct scene_programs *own,
                        struct diagnostics *diagnostics)
{
    struct live *live = context;
    struct project project;
    bool fine = true;
    if (project_find(&project, scene_path)) {
        fine = newest(live, &project) != NULL || build_first(live, &project, diagnostics);
        if (fine) {
            own->list = remote_list(newest(live, &project)->programs, &own->count);
            own->where = "its C files";
        }
    }
    project_free(&project);
    return fine;
}

struct live *live_new(const char *glowloop, bool sanitized)
{
    struct live *live = calloc(1, sizeof *live);
    if (live == NULL) {
        cli_complain("out of memory");
        return NULL;
    }
    live->serve[0] = glowloop == NULL ? "/proc/self/exe" : glowloop;
    live->serve[1] = "serve";
    live->sanitized = sanitized;
    scene_set_programs(programs_of, live);
    return live;
}

void live_free(struct live *live)
{
    if (live == NULL)
        return;
    scene_set_programs(NULL, NULL);
    while (live->versions != NULL) {
        struct version *version = live->versions;
        live->versions = version->next;
        free_version(version);
    }
    project_build_end(live->build);
    project_free(&live->project);
    free(live);
}

struct sim *live_sim(struct live *live, const struct scene *scene, uint32_t patience_ms,
                     sim_listener listener, void *context)
{
    const struct version *version = live == NULL ? NULL : version_of(live, scene);
    if (version == NULL)
        return sim_new(scene, listener, context);
    struct remote remote = {.command = live->serve,
                            .object = project_build_object(version->build),
                            .folder = version->named};
    struct sim *sim = remote_new(&remote, scene, listener, context);
    if (sim != NULL)
        sim_patience(sim, patience_ms);
    return sim;
}

/* ---- What is saved -------------------------------------------------------------------------- */

static void stop(struct live *live)
{
    project_build_end(live->build);
    live->build = NULL;
}

/* Watch the scene's folder. */
static void watch(struct live *live, const struct scene *scene)
{
    struct project project;
    bool found = project_find(&project, scene->path);
    if (found && live->project.whole != NULL && strcmp(project.whole, live->project.whole) == 0) {
        project_free(&live->project);
    } else {
        stop(live);
        project_free(&live->project);
        live->mark = found && newest(live, &project) != NULL ? newest(live, &project)->mark : 0;
    }
    live->project = project;
}

static enum live_news end_build(struct live *live, char *why, size_t why_size)
{
    struct diagnostics diagnostics = {0};
    struct project_build *build = live->build;
    bool built = project_build_poll(build, 0) == PROJECT_BUILT;
    live->build = NULL;
    project_build_tell(&live->project, build, built, &diagnostics);
    if (built)
        built = add_version(live, &live->project, build, live->mark, &diagnostics);
    else
        project_build_end(build);
    session_write_down(&diagnostics, why, why_size);
    return built ? LIVE_READY : LIVE_WRONG;
}

/* Whether that is to be told now. */
static bool are_missing(struct live *live, const struct scene *scene)
{
    const struct project *project = &live->project;
    if (project->whole != NULL && project->source_count == 0 && version_of(live, scene) != NULL)
        return ++live->missing == MISSING;
    if (live->missing >= MISSING)
        live->mark = 0; /* what comes back is news, even if it is what was there */
    live->missing = 0;
    return false;
}

static enum live_news tell_missing(const struct live *live, char *why, size_t why_size)
{
    struct diagnostics diagnostics = {0};
    diagnose_plain(&diagnostics, "%s: there is no C file any more", live->project.folder);
    diagnose_note(&diagnostics, "as soon as there is one, it is compiled");
    session_write_down(&diagnostics, why, why_size);
    return LIVE_WRONG;
}

enum live_news live_look(struct live *live, const struct scene *scene, char *why, size_t why_size)
{
    if (live->build != NULL && project_build_poll(live->build, 0) != PROJECT_BUILDING)
        return end_build(live, why, why_size);
    uint64_t now_us = session_wall_us();
    if (now_us - live->looked_us < LOOK_US)
        return LIVE_SAME;
    live->looked_us = now_us;
    watch(live, scene);
    if (are_missing(live, scene))
        return tell_missing(live, why, why_size);
    uint64_t mark = live->project.source_count > 0 ? mark_folder(live->project.folder) : 0;
    if (mark == 0 || mark == live->mark)
        return LIVE_SAME;
    live->mark = mark;
    stop(live);
    live->build = project_build_begin(&live->project, live->sanitized);
    return LIVE_SAME;
}
