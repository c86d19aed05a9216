/* schema.c - glowloop schema: the JSON Schema of scenes.           SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "cli/cli.h"
#include "engine/scene.h"

static const struct cli_option options[] = {{.name = NULL}};

static const struct cli_verb verb = {
    .name = "schema",
    .arguments = "",
    .purpose = "Print the JSON Schema (draft 7) of scene files, for editors.",
    .examples = "  glowloop schema > scenes/scene.schema.json\n",
    .options = options,
};

int cli_schema(int argc, char **argv)
{
    int code;
    size_t count;
    const char *operands[1];
    if (argc > 1) {
        cli_complain("schema takes no words but --help and --version");
        return EXIT_USAGE;
    }
    if (!cli_parse(&verb, argc, argv, NULL, operands, &count, &code))
        return code;
    scene_schema_print(stdout);
    return cli_stdout_arrived() ? EXIT_FINE : EXIT_IO;
}
