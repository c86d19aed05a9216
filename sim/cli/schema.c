/* schema.c - glowloop schema: the JSON Schemas.                    SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "engine/scene.h"
#include "scenario/scenario.h"

static const struct cli_option options[] = {{.name = NULL}};

static const struct cli_verb verb = {
    .name = "schema",
    .arguments = "[scene|scenario] [FOLDER]",
    .purpose =
        "Print the JSON Schema (draft 7) of scenes or scenarios, for editors; of scenes with\n"
        "the programs of a FOLDER's own.",
    .examples = "  glowloop schema > scenes/scene.schema.json\n"
                "  glowloop schema scenario > scenes/scenario.schema.json\n"
                "  glowloop schema scene my_light > my_light/scene.schema.json\n",
    .notes = "Exit codes: 0 fine, 2 usage, or a program that does not compile, 3 cannot write.\n",
    .options = options,
    .operands_max = 2,
};

static int print(void *into, const char *const *operands, size_t count)
{
    const char *of = count == 0 ? "scene" : operands[0];
    struct scene_programs own = {0};
    if (count == 2 && strcmp(of, "scene") != 0) {
        cli_complain("a scenario has no programs of its own: write schema scene %s", operands[1]);
        return EXIT_USAGE;
    }
    int code = count == 2 ? cli_own_programs(operands[1], &own) : EXIT_FINE;
    (void)into;
    if (code != EXIT_FINE)
        return code;
    if (strcmp(of, "scene") == 0) {
        scene_schema_print(stdout, &own);
    } else if (strcmp(of, "scenario") == 0) {
        scenario_schema_print(stdout);
    } else {
        cli_complain("there is no schema of %s; write scene or scenario", quoted(of).text);
        return EXIT_USAGE;
    }
    return EXIT_FINE;
}

int cli_schema(int argc, char **argv)
{
    return cli_act(&verb, argc, argv, NULL, print);
}
