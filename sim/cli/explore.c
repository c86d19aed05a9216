/* explore.c - glowloop explore: searches for inputs that break what must always hold.
 *                                                                  SPDX-License-Identifier: MIT
 * Each trial is played in a process of its own: one that crashes, or never gives up control, has
 * been found as well.
 */
#define _XOPEN_SOURCE 700 /* realpath() */

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/progress.h"
#include "cli/session.h"
#include "engine/duration.h"
#include "project/culprit.h"
#include "scenario/explore.h"
#include "scenario/player.h"

#define FOUND_ENDING ".found" SCENARIO_ENDING

/* How a trial ended: 0 for well, else what must not be; an exit code of its process. */
enum { TRIAL_FINE, TRIAL_FAILED, TRIAL_BROKEN, TRIAL_ALWAYS = 10, TRIAL_CRASHED = 200 };

enum { TRIAL_SECONDS_MAX = 20 };

struct explore {
    uint64_t runs;
    uint64_t seed;
    const char *output; /* NULL: beside the operand */
    struct trial_options trial;

    const char *path; /* of the operand */
    struct scenario *scenario;
    char *file;  /* that is written */
    char *scene; /* the path of the scene, as that file has it; NULL: as the scenario's */
};

/* ---- Options --------------------------------------------------------------------------------- */

static const char *take_runs(void *into, const char *value)
{
    return cli_whole(value, 1, 100000000, &((struct explore *)into)->runs);
}

static const char *take_seed(void *into, const char *value)
{
    return cli_whole(value, 0, INT64_MAX, &((struct explore *)into)->seed);
}

static const char *take_steps(void *into, const char *value)
{
    uint64_t steps = 0;
    const char *wrong = cli_whole(value, 1, TRIAL_DEEDS_MAX, &steps);
    if (wrong == NULL)
        ((struct explore *)into)->trial.deeds = steps;
    return wrong;
}

static const char *take_for(void *into, const char *value)
{
    return cli_time(value, &((struct explore *)into)->trial.length_us);
}

static const char *take_faults(void *into, const char *value)
{
    (void)value;
    ((struct explore *)into)->trial.faults = true;
    return NULL;
}

static const char *take_output(void *into, const char *value)
{
    ((struct explore *)into)->output = value;
    return NULL;
}

static const struct cli_option options[] = {
    {"runs", "N", "how many trials (100)", take_runs},
    {"seed", "N", "another seed makes other trials (0)", take_seed},
    {"for", "TIME", "how long each is, in virtual time (10s)", take_for},
    {"steps", "N", "of each at most, 1 to 64 (20)", take_steps},
    {"faults", NULL, "lose edges and stall turns, too", take_faults},
    CLI_OPTION_SANITIZE,
    {"output", "FILE", "where to write what was found\n(NAME.found.scenario.json)", take_output},
    {.name = NULL}};

static const struct cli_verb verb = {
    .name = "explore",
    .arguments = "SCENE|SCENARIO",
    .purpose = "Search random inputs and schedules for one that breaks what must always hold.",
    .examples = "  glowloop explore my.scenario.json --runs 1000\n",
    .notes = "Of a scenario, all counts but its steps: random ones stand in their place. What\n"
             "breaks an \"always\", makes a task fail, stops time or crashes is made as short\n"
             "as it goes, and written as a scenario that glowloop test plays.\n"
             "\nExit codes: 0 nothing was found, 1 something was, 2 usage or an invalid file,\n"
             "3 cannot read or write.\n",
    .options = options,
    .operands_min = 1,
    .operands_max = 1,
};

/* ---- Trials ---------------------------------------------------------------------------------- */

static struct scenario *scenario_of(const struct explore *explore, const struct trial *trial,
                                    struct diagnostics *diagnostics)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    trial_write(out, trial, explore->scenario, explore->scene);
    if (fclose(out) != 0)
        return NULL;
    return scenario_parse(explore->file, text, size, diagnostics);
}

static struct sim *volatile watched;

static void on_crash(bool crashed, const char *words)
{
    (void)crashed;
    (void)words;
    _exit(TRIAL_CRASHED);
}

/* What a crash says is said once, by tell_crash(). */
static void be_silent(void)
{
    int nothing = open("/dev/null", O_WRONLY);
    if (nothing >= 0)
        (void)dup2(nothing, STDERR_FILENO);
}

static int play(const struct explore *explore, const struct trial *trial)
{
    struct diagnostics diagnostics = {0};
    struct scenario *scenario = scenario_of(explore, trial, &diagnostics);
    if (!scenario)
        return TRIAL_BROKEN;
    struct play result =
        scenario_play(scenario, &(struct play_options){.sim = &watched}, &diagnostics);
    int end = result.end == PLAY_PASSED ? TRIAL_FINE : TRIAL_FAILED;
    if (result.end == PLAY_FAILED && result.violated != SIZE_MAX)
        end = TRIAL_ALWAYS + (int)result.violated;
    scenario_free(scenario);
    diagnostics_free(&diagnostics);
    return end;
}

static int judge(void *context, const struct trial *trial)
{
    int status = 0;
    (void)fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        (void)alarm(TRIAL_SECONDS_MAX);
        be_silent();
        culprit_guard(&watched, on_crash);
        _exit(play(context, trial));
    }
    if (process < 0)
        return TRIAL_BROKEN;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : TRIAL_CRASHED + WTERMSIG(status) % 50;
}

/* The number of the trial that fails, in *trial; 0: none does. */
static uint64_t search(struct explore *explore, struct trial *trial)
{
    struct progress progress = {0};
    uint64_t random = (explore->seed + 1) * 0x9E3779B97F4A7C15ull;
    uint64_t found = 0;
    for (uint64_t run = 1; run <= explore->runs && !found; run++) {
        trial_make(trial, explore->scenario, &explore->trial, &random);
        if (judge(explore, trial) != TRIAL_FINE)
            found = run;
        progress_show(&progress, run, explore->runs);
    }
    progress_end(&progress);
    return found;
}

/* ---- What was found -------------------------------------------------------------------------- */

static bool write_found(const struct explore *explore, const struct trial *trial)
{
    FILE *out = fopen(explore->file, "w");
    bool written = out != NULL;
    if (out) {
        trial_write(out, trial, explore->scenario, explore->scene);
        written = !ferror(out);
        written = fclose(out) == 0 && written;
    }
    if (!written)
        cli_complain("%s cannot be written: %s", explore->file, strerror(errno));
    return written;
}

static void on_end(bool crashed, const char *words)
{
    static const char name[] = "glowloop: ";
    (void)crashed;
    (void)!write(STDERR_FILENO, name, sizeof name - 1);
    (void)!write(STDERR_FILENO, words, strlen(words));
    (void)!write(STDERR_FILENO, "\n", 1);
    _exit(TRIAL_BROKEN);
}

static void on_alarm(int number)
{
    (void)number;
    culprit_ask();
}

/* Once more, to see where it is. */
static void tell_crash(const struct explore *explore, const struct trial *trial)
{
    struct diagnostics diagnostics = {0};
    (void)fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        culprit_on_alarm(on_alarm, TRIAL_SECONDS_MAX * UINT64_C(1000000));
        culprit_guard(&watched, on_end);
        struct scenario *scenario = scenario_of(explore, trial, &diagnostics);
        if (scenario)
            (void)scenario_play(scenario, &(struct play_options){.sim = &watched}, &diagnostics);
        _exit(TRIAL_FINE);
    }
    while (process > 0 && waitpid(process, NULL, 0) < 0 && errno == EINTR)
        ;
}

/* In the words of `glowloop test`. */
static void tell_found(const struct explore *explore, const struct trial *trial, int end)
{
    struct diagnostics diagnostics = {0};
    if (end >= TRIAL_CRASHED) {
        cli_complain("it crashes, or does not give up control");
        tell_crash(explore, trial);
        return;
    }
    struct scenario *scenario = scenario_of(explore, trial, &diagnostics);
    if (scenario)
        (void)scenario_play(scenario, &(struct play_options){0}, &diagnostics);
    diagnostics_print(&diagnostics, stderr, cli_color());
    diagnostics_free(&diagnostics);
    scenario_free(scenario);
}

static int explore_all(struct explore *explore)
{
    struct trial trial;
    uint64_t found = search(explore, &trial);
    if (found == 0) {
        printf("nothing in %" PRIu64 " trials of %s, seed %" PRIu64 "\n", explore->runs,
               explore->path, explore->seed);
        return EXIT_FINE;
    }
    size_t steps = trial.count;
    trial_shrink(&trial, explore->scenario, judge, explore);
    if (!write_found(explore, &trial))
        return EXIT_IO;
    printf("trial %" PRIu64 " of seed %" PRIu64 " fails; of its %zu steps %zu are left: %s\n",
           found, explore->seed, steps, trial.count, explore->file);
    (void)fflush(stdout);
    tell_found(explore, &trial, judge(explore, &trial));
    return EXIT_CHECK;
}

/* ---- The operand ----------------------------------------------------------------------------- */

static bool ends(const char *path, const char *ending)
{
    size_t size = strlen(path), ending_size = strlen(ending);
    return size > ending_size && strcmp(path + size - ending_size, ending) == 0;
}

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* A scene is a scenario in which nothing is done. */
static struct scenario *scenario_of_scene(const char *path, struct diagnostics *diagnostics)
{
    size_t size = strlen(path) + 80;
    char *text = malloc(size);
    if (!text)
        return NULL;
    int used = snprintf(text, size, "{ \"version\": 1, \"scene\": \"%s\", \"steps\": [] }",
                        path + folder_length(path));
    return scenario_parse(path, text, (size_t)used, diagnostics);
}

/* "lights/press.scenario.json" is written to "lights/press.found.scenario.json". */
static char *found_file(const char *path)
{
    const char *ending = ends(path, SCENARIO_ENDING) ? SCENARIO_ENDING : ".json";
    size_t stem = strlen(path) - (ends(path, ending) ? strlen(ending) : 0);
    char *file = malloc(stem + sizeof FOUND_ENDING);
    if (file)
        (void)snprintf(file, stem + sizeof FOUND_ENDING, "%.*s%s", (int)stem, path, FOUND_ENDING);
    return file;
}

/* Paths begin at the file's folder: in another folder, the scene's is made whole. */
static bool prepare(struct explore *explore)
{
    const char *output = explore->output;
    explore->file = output ? strdup(output) : found_file(explore->path);
    if (!explore->file)
        return false;
    size_t length = folder_length(explore->path);
    bool beside = folder_length(explore->file) == length &&
                  strncmp(explore->file, explore->path, length) == 0;
    bool inlined = strcmp(explore->scenario->scene->path, explore->scenario->source.path) == 0;
    if (beside || inlined)
        return true;
    explore->scene = realpath(explore->scenario->scene->path, NULL);
    return explore->scene != NULL;
}

static int explore_operand(void *into, const char *const *operands, size_t count)
{
    struct explore *explore = into;
    struct diagnostics diagnostics = {0};
    char *path = scene_file(operands[0]);
    (void)count;
    if (path == NULL) {
        cli_complain("out of memory");
        return EXIT_IO;
    }
    explore->path = path;
    bool scenario = ends(explore->path, SCENARIO_ENDING);
    explore->scenario = scenario ? scenario_load(explore->path, &diagnostics)
                                 : scenario_of_scene(explore->path, &diagnostics);
    int code = cli_finish_diagnostics(&diagnostics);
    if (explore->scenario && !prepare(explore)) {
        cli_complain("out of memory");
        code = EXIT_IO;
    } else if (explore->scenario) {
        code = explore_all(explore);
    }
    scenario_free(explore->scenario);
    free(explore->file);
    free(explore->scene);
    free(path);
    return code;
}

int cli_explore(int argc, char **argv)
{
    struct explore explore = {.runs = 100, .trial = {.deeds = 20, .length_us = 10000000}};
    return cli_act(&verb, argc, argv, &explore, explore_operand);
}
