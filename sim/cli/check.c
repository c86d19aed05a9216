/* check.c - glowloop check: is a file right?                       SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "engine/scene.h"
#include "scenario/scenario.h"

static const struct cli_option options[] = {{.name = NULL}};

static const struct cli_verb verb = {
    .name = "check",
    .arguments = "FILE…",
    .purpose = "Check files of scenes and scenarios, and tell all that is wrong with them.",
    .examples = "  glowloop check scenes/*.json\n",
    .notes = "Exit codes: 0 all are fine, 2 one is wrong, 3 one cannot be read.\n",
    .options = options,
    .operands_min = 1,
    .operands_max = SIZE_MAX,
};

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static bool ends(const char *path, const char *ending)
{
    size_t size = strlen(path), ending_size = strlen(ending);
    return size >= ending_size && strcmp(path + size - ending_size, ending) == 0;
}

static int check_scenario(const char *path)
{
    struct diagnostics diagnostics = {0};
    struct scenario *scenario = scenario_load(path, &diagnostics);
    if (scenario)
        printf("%s: fine: %zu step%s with %s\n", path, scenario->step_count,
               plural(scenario->step_count), scenario->scene->path);
    scenario_free(scenario);
    fflush(stdout);
    return cli_finish_diagnostics(&diagnostics);
}

static int check_file(const char *path)
{
    /* A glob over scenes/ may meet the schemas that live there. */
    if (ends(path, ".schema.json")) {
        cli_complain("%s is a schema, no scene; left out", path);
        return EXIT_FINE;
    }
    if (ends(path, SCENARIO_ENDING))
        return check_scenario(path);
    struct diagnostics diagnostics = {0};
    struct scene *scene = scene_load(path, &diagnostics);
    if (scene && scene->main)
        printf("%s: fine: %zu part%s, program %s on %s\n", path, scene->part_count,
               plural(scene->part_count), scene->main->program->name, scene->board->name);
    else if (scene)
        printf("%s: fine: %zu part%s, %zu task%s on %s\n", path, scene->part_count,
               plural(scene->part_count), scene->task_count, plural(scene->task_count),
               scene->board->name);
    scene_free(scene);
    /* So that what is said of several files stays in order on a terminal. */
    fflush(stdout);
    return cli_finish_diagnostics(&diagnostics);
}

static int check_all(void *into, const char *const *paths, size_t count)
{
    int code = EXIT_FINE;
    (void)into;
    for (size_t i = 0; i < count; i++) {
        int result = check_file(paths[i]);
        code = result > code ? result : code;
    }
    return code;
}

int cli_check(int argc, char **argv)
{
    return cli_act(&verb, argc, argv, NULL, check_all);
}
