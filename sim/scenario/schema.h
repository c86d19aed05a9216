/* schema.h - the members at the top of a scenario, as a schema has them.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef SCENARIO_SCHEMA_H
#define SCENARIO_SCHEMA_H

#include "engine/json_write.h"

/* Each writes what stands in the braces of its member. */
void schema_text(struct json_writer *out);
void schema_version(struct json_writer *out);
void schema_title(struct json_writer *out);
void schema_scene(struct json_writer *out);
void schema_cost(struct json_writer *out);
void schema_settings(struct json_writer *out);
void schema_tasks(struct json_writer *out);
void schema_seed(struct json_writer *out);
void schema_time(struct json_writer *out);
void schema_switch(struct json_writer *out);
void schema_always(struct json_writer *out);
void schema_steps(struct json_writer *out);

#endif
