/* load.h - what the files that load a scenario share.              SPDX-License-Identifier: MIT */
#ifndef SCENARIO_LOAD_H
#define SCENARIO_LOAD_H

#include "scenario/scenario.h"

void load_steps(struct loading *loading, struct scenario *scenario, const struct json_node *steps);
void load_always(struct loading *loading, struct scenario *scenario,
                 const struct json_node *always);
void load_overridden_controls(struct loading *loading, const struct json_node *controls);
void load_overridden_tasks(struct loading *loading, const struct json_node *tasks);

/* A title of 1 to SCENE_TITLE_MAX characters; NULL, and told, if it is none. */
const char *load_title(struct loading *loading, const struct json_node *node);

/* A key at the top of the file. */
struct section {
    const char *name;
    const char *help;
    void (*load)(struct loading *loading, struct scenario *scenario, const struct json_node *node);
    void (*schema)(struct json_writer *out);
    const char *example; /* where it is required; NULL: it is not */
};
extern const struct section load_sections[];
extern const size_t load_section_count;

#endif
