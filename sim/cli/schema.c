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
    .options = options,
    .operands_max = 2,
};

int cli_schema(int argc, char **argv)
{
    int code;
    size_t count;
    struct scene_programs own = {0};
    const char *operands[3] = {"scene"};
    if (argc > 2) {
        cli_complain("schema takes scene or scenario, and a folder");
        return EXIT_USAGE;
    }
    if (!cli_parse(&verb, argc, argv, NULL, operands, &count, &code))
        return code;
    if (count == 2 && (code = cli_own_programs(operands[1], &own)) != EXIT_FINE)
        return code;
    if (strcmp(operands[0], "scene") == 0) {
        scene_schema_print(stdout, &own);
    } else if (strcmp(operands[0], "scenario") == 0) {
        scenario_schema_print(stdout);
    } else {
        cli_complain("there is no schema of %s; write scene or scenario", quoted(operands[0]).text);
        return EXIT_USAGE;
    }
    return cli_stdout_arrived() ? EXIT_FINE : EXIT_IO;
}
