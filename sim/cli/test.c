/* test.c - glowloop test: plays scenarios, and tells what failed.  SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/progress.h"
#include "cli/session.h"
#include "cli/test.h"
#include "engine/list.h"
#include "scenario/scenario.h"

enum { DEPTH_MAX = 32 };

/* ---- Options --------------------------------------------------------------------------------- */

static const char *take_junit(void *into, const char *value)
{
    ((struct test_options *)into)->junit_path = value;
    return NULL;
}

static const char *take_traces(void *into, const char *value)
{
    ((struct test_options *)into)->trace_folder = value;
    return NULL;
}

static const char *take_json(void *into, const char *value)
{
    (void)value;
    ((struct test_options *)into)->json = true;
    return NULL;
}

static const char *take_quiet(void *into, const char *value)
{
    (void)value;
    ((struct test_options *)into)->quiet = true;
    return NULL;
}

static const char *take_jobs(void *into, const char *value)
{
    uint64_t jobs = 0;
    const char *wrong = cli_whole(value, 1, 64, &jobs);
    ((struct test_options *)into)->jobs = (unsigned)jobs;
    return wrong;
}

static const char *take_timeout(void *into, const char *value)
{
    return cli_time(value, &((struct test_options *)into)->timeout_us);
}

static const char *take_wall_timeout(void *into, const char *value)
{
    return cli_time(value, &((struct test_options *)into)->wall_timeout_us);
}

static const char *take_update(void *into, const char *value)
{
    const char *ci = getenv("CI");
    (void)value;
    if (ci != NULL && *ci != '\0' && strcmp(ci, "false") != 0)
        return "CI is set: golden files are made where people can look at them";
    ((struct test_options *)into)->update = true;
    return NULL;
}

static const struct cli_option options[] = {
    {"jobs", "N", "play so many at once (as many as processors)", take_jobs},
    {"timeout", "TIME", "each fails after so much virtual time\n(10min, or what it says itself)",
     take_timeout},
    {"wall-timeout", "TIME", "each fails after so much real time (60s)", take_wall_timeout},
    {"junit", "FILE", "write a JUnit report", take_junit},
    {"json", NULL, "write a report in JSON to standard output", take_json},
    {"traces", "FOLDER", "write the full trace of each into that folder", take_traces},
    {"update-snapshots", NULL, "write golden files instead of comparing;\nnever where CI is set",
     take_update},
    {"quiet", NULL, "tell only what fails", take_quiet},
    CLI_OPTION_SANITIZE,
    {.name = NULL}};

static const struct cli_verb verb = {
    .name = "test",
    .arguments = "PATH…",
    .purpose = "Play scenarios without a window, and tell what is not as they expect.",
    .examples = "  glowloop test scenes/scenarios\n"
                "  glowloop test my.scenario.json --junit report.xml\n",
    .notes = "A PATH is a scenario, or a folder with files that end in .scenario.json.\n"
             "Where GITHUB_ACTIONS is set, failures become annotations.\n"
             "\nExit codes: 0 all passed, 1 one failed, 2 usage or an invalid file,\n"
             "3 cannot read or write, 130 interrupted.\n",
    .options = options,
    .operands_min = 1,
    .operands_max = SIZE_MAX,
};

/* ---- Which files ----------------------------------------------------------------------------- */

struct list {
    char **paths;
    size_t count;
    size_t capacity;
    bool memory_out;
    bool unreadable;
};

static void add_path(struct list *list, const char *path)
{
    char **paths = list_room(list->paths, list->count + 1, &list->capacity, sizeof *paths);
    if (paths)
        list->paths = paths;
    char *copy = paths ? strdup(path) : NULL;
    if (copy)
        paths[list->count++] = copy;
    else
        list->memory_out = true;
}

static bool is_scenario(const char *name)
{
    size_t size = strlen(name), ending = sizeof SCENARIO_ENDING - 1;
    return size > ending && strcmp(name + size - ending, SCENARIO_ENDING) == 0;
}

static void add_folder(struct list *list, const char *folder, int depth);

static void add_entry(struct list *list, const char *folder, const char *name, int depth)
{
    struct stat status;
    size_t length = strlen(folder), size = length + strlen(name) + 2;
    char *path = malloc(size);
    if (!path) {
        list->memory_out = true;
        return;
    }
    bool slash = length > 0 && folder[length - 1] == '/';
    (void)snprintf(path, size, "%s%s%s", folder, slash ? "" : "/", name);
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode) && depth < DEPTH_MAX)
        add_folder(list, path, depth + 1);
    else if (is_scenario(name))
        add_path(list, path);
    free(path);
}

static void add_folder(struct list *list, const char *folder, int depth)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    if (!entries) {
        cli_complain("%s cannot be read: %s", folder, strerror(errno));
        list->unreadable = true;
        return;
    }
    while ((entry = readdir(entries)) != NULL)
        if (entry->d_name[0] != '.')
            add_entry(list, folder, entry->d_name, depth);
    (void)closedir(entries);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Those of a folder in the order of their names. False: it has none, which has been told. */
static bool add_operand(struct list *list, const char *operand)
{
    struct stat status;
    size_t before = list->count;
    if (stat(operand, &status) != 0 || !S_ISDIR(status.st_mode)) {
        add_path(list, operand);
        return true;
    }
    add_folder(list, operand, 0);
    if (list->count > before + 1)
        qsort(list->paths + before, list->count - before, sizeof *list->paths, compare_paths);
    if (list->count == before && !list->unreadable)
        cli_complain("%s has no scenarios: no file in it ends in " SCENARIO_ENDING, operand);
    return list->count > before;
}

/* ---- Progress -------------------------------------------------------------------------------- */

struct course {
    struct progress progress;
    size_t done;
    size_t count;
};

static void tell_progress(void *context, const struct outcome *outcome)
{
    struct course *course = context;
    (void)outcome;
    progress_show(&course->progress, ++course->done, course->count);
}

/* ---- The verb -------------------------------------------------------------------------------- */

static int tally_up(const struct outcome *outcomes, size_t count, struct tally *tally)
{
    int code = EXIT_FINE;
    for (size_t i = 0; i < count; i++) {
        tally->passed += outcomes[i].code == EXIT_FINE;
        tally->failed += outcomes[i].code == EXIT_CHECK;
        tally->broken += outcomes[i].code > EXIT_CHECK;
        tally->virtual_us += outcomes[i].virtual_us;
        code = outcomes[i].code > code ? outcomes[i].code : code;
    }
    return code;
}

static bool write_junit(const char *path, const struct outcome *outcomes, size_t count,
                        const struct tally *tally)
{
    FILE *out = fopen(path, "w");
    bool arrived = out != NULL;
    if (out) {
        report_junit(out, outcomes, count, tally);
        arrived = !ferror(out);
        arrived = fclose(out) == 0 && arrived;
    }
    if (!arrived)
        cli_complain("%s cannot be written: %s", path, strerror(errno));
    return arrived;
}

static int report(const struct outcome *outcomes, size_t count, const struct test_options *chosen,
                  uint64_t wall_us)
{
    struct tally tally = {.wall_us = wall_us};
    const char *github = getenv("GITHUB_ACTIONS");
    FILE *talk = chosen->json ? stderr : stdout;
    int code = tally_up(outcomes, count, &tally);
    report_people(talk, outcomes, count, &tally, chosen->quiet);
    if (github != NULL && strcmp(github, "true") == 0)
        report_github(talk, outcomes, count);
    if (chosen->json)
        report_json(stdout, outcomes, count, &tally);
    if (chosen->junit_path && !write_junit(chosen->junit_path, outcomes, count, &tally))
        code = EXIT_IO;
    return cli_stdout_arrived() ? code : EXIT_IO;
}

static int play_list(const struct list *list, const struct test_options *chosen)
{
    struct outcome *outcomes = calloc(list->count + 1, sizeof *outcomes);
    struct course course = {.count = list->count};
    uint64_t began_us = session_wall_us();
    int code = EXIT_INTERRUPTED;
    if (!outcomes) {
        cli_complain("out of memory");
        return EXIT_IO;
    }
    for (size_t i = 0; i < list->count; i++)
        outcomes[i].path = list->paths[i];
    bool complete = test_play_all(outcomes, list->count, chosen, tell_progress, &course);
    progress_end(&course.progress);
    if (complete)
        code = report(outcomes, list->count, chosen, session_wall_us() - began_us);
    for (size_t i = 0; i < list->count; i++)
        outcome_free(&outcomes[i]);
    free(outcomes);
    return code;
}

static int play_operands(void *into, const char *const *operands, size_t count)
{
    const struct test_options *chosen = into;
    struct list list = {0};
    bool found = true;
    int code = EXIT_IO;
    for (size_t i = 0; i < count; i++)
        found = add_operand(&list, operands[i]) && found;
    if (list.memory_out)
        cli_complain("out of memory");
    else if (!list.unreadable)
        code = found ? play_list(&list, chosen) : EXIT_USAGE;
    for (size_t i = 0; i < list.count; i++)
        free(list.paths[i]);
    free(list.paths);
    return code;
}

int cli_test(int argc, char **argv)
{
    struct test_options chosen = {.wall_timeout_us = 60000000};
    return cli_act(&verb, argc, argv, &chosen, play_operands);
}
