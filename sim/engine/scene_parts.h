/* scene_parts.h - the kinds of parts, and what a scene can say of each.
 *                                                                  SPDX-License-Identifier: MIT
 * One table for the loader, the schema and `glowloop list parts`.
 */
#ifndef ENGINE_SCENE_PARTS_H
#define ENGINE_SCENE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/scene.h"

enum field_kind {
    FIELD_PIN,      /* a pin of the board */
    FIELD_PLACE,    /* [x, y] in millimetres */
    FIELD_WHOLE,    /* a whole number */
    FIELD_FRACTION, /* a number, kept times 256 and cut, as devices do */
    FIELD_LENGTH,   /* millimetres, kept as micrometres */
    FIELD_SWITCH,   /* true or false */
    FIELD_WORD,     /* one of `words`, kept as its index */
    FIELD_COLOR,    /* "#rrggbb" */
    FIELD_KEY,      /* of the keyboard */
    FIELD_PART,     /* the name of another part */
    FIELD_PIXELS,   /* a list of pixels, or of lists of them */
    FIELD_WIRING    /* a list of some of `words`, kept as enum grid_wiring */
};

struct part_field {
    const char *name;
    const char *help; /* one line, no full stop */
    enum field_kind kind;
    bool required;
    int32_t minimum, maximum;  /* as kept */
    int32_t fallback;          /* as kept, where a scene says nothing */
    const char *fallback_help; /* said instead, if it is no plain value; or NULL */
    const char *const *words;  /* ends in NULL */
    uint16_t offset;           /* in struct scene_part */
    uint8_t size;              /* there, in bytes */
};

struct part_model {
    const char *name;
    const char *help;
    enum part_type type;
    enum parameter_type serves; /* the parameters it can be given to */
    const struct part_field *fields;
    size_t field_count;
};

extern const struct part_model part_models[]; /* in the order of enum part_type */
extern const size_t part_model_count;

/* Views, which are no parts to anybody but programs: see struct scene_map. Their fields have no
 * place in struct scene_part. */
extern const struct part_model pixel_map_model;
extern const char *const grid_wirings[]; /* ends in NULL, as these do: */
extern const char *const order_words[];  /* in the order of enum pixels_order */
extern const char *const shape_words[];  /* in the order of enum part_shape */

/* Names that SDL gives to keys, which a button can have. */
extern const char *const key_names[];
extern const size_t key_name_count;

#endif
