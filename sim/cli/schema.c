/* schema.c - glowloop schema: the JSON Schemas.                    SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "engine/scene.h"
#include "scenario/scenario.h"

static const struct cli_option options[] = {{.name = NULL}};

static const struct cli_verb verb = {
    .name = "schema",
    .arguments = "[scene|scenario]",
    .purpose = "Print the JSON Schema (draft 7) of scenes or scenarios, for editors.",
    .examples = "  glowloop schema > scenes/scene.schema.json\n"
                "  glowloop schema scenario > scenes/scenario.schema.json\n",
    .options = options,
    .operands_max = 1,
};

static int print(void *into, const char *const *operands, size_t count)
{
    const char *of = count == 0 ? "scene" : operands[0];
    (void)into;
    if (strcmp(of, "scene") == 0) {
        scene_schema_print(stdout);
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
