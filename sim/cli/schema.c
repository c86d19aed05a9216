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

int cli_schema(int argc, char **argv)
{
    int code;
    size_t count;
    const char *operands[2] = {"scene"};
    if (argc > 1) {
        cli_complain("schema takes one word: scene or scenario");
        return EXIT_USAGE;
    }
    if (!cli_parse(&verb, argc, argv, NULL, operands, &count, &code))
        return code;
    if (strcmp(operands[0], "scene") == 0) {
        scene_schema_print(stdout);
    } else if (strcmp(operands[0], "scenario") == 0) {
        scenario_schema_print(stdout);
    } else {
        cli_complain("there is no schema of %s; write scene or scenario", quoted(operands[0]).text);
        return EXIT_USAGE;
    }
    return cli_stdout_arrived() ? EXIT_FINE : EXIT_IO;
}
