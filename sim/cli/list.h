/* list.h - the listings of `glowloop list` as JSON.                SPDX-License-Identifier: MIT */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include "engine/json_write.h"

void list_boards_json(struct json_writer *out);
void list_parts_json(struct json_writer *out);
void list_programs_json(struct json_writer *out);
void list_palettes_json(struct json_writer *out);

#endif
