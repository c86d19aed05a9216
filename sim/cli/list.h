/* list.h - the listings of `glowloop list` as JSON.                SPDX-License-Identifier: MIT */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include "engine/json_write.h"
#include "engine/scene.h"

/* `programs` is what programs are listed of. */
void list_boards_json(struct json_writer *out, const struct scene_programs *programs);
void list_parts_json(struct json_writer *out, const struct scene_programs *programs);
void list_programs_json(struct json_writer *out, const struct scene_programs *programs);
void list_palettes_json(struct json_writer *out, const struct scene_programs *programs);

#endif
