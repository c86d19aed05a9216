/* scene_devices.c - the parts of a scene file.                     SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/scene_load.h"
#include "engine/setting.h"

enum { FIELDS_MAX = 16 };

/* The part that is being read. */
struct target {
    struct scene_part *part;
    size_t index;
    const struct json_node *node;
    const struct part_model *model;
};

static void put(struct scene_part *part, const struct part_field *field, int32_t value)
{
    char *place = (char *)part + field->offset;
    uint8_t byte = (uint8_t)value;
    uint16_t half = (uint16_t)value;
    if (field->size == sizeof byte)
        memcpy(place, &byte, sizeof byte);
    else if (field->size == sizeof half)
        memcpy(place, &half, sizeof half);
    else
        memcpy(place, &value, sizeof value);
}

/* ---- Pins and keys: each is used once -------------------------------------------------------- */

static void note_other(struct loader *loader, size_t index, const char *member, const char *extra)
{
    const struct json_node *other = loader->part_nodes[index];
    char what[120];
    snprintf(what, sizeof what, "%s%s has it", extra, quoted(other->key).text);
    note_place(loader, what, json_member(other, member)->offset);
}

static void check_pin_free(struct loader *loader, const struct target *target,
                           const struct json_node *node)
{
    const struct board_pin *pin = target->part->pin;
    for (size_t i = 0; i < target->index; i++) {
        if (loader->scene->parts[i].pin != pin)
            continue;
        char extra[64] = "";
        if (pin->alias)
            snprintf(extra, sizeof extra, "%s and %s are one pin; ", pin->name, pin->alias);
        ERROR_AT(loader, node, "pin %s is used twice", quoted(node->text).text);
        note_other(loader, i, "pin", extra);
        return;
    }
}

static void load_pin(struct loader *loader, const struct target *target,
                     const struct json_node *node)
{
    const struct board_model *board = loader->scene->board;
    if (!expect_type(loader, node, JSON_STRING) || !board)
        return;
    const struct board_pin *pin = board_pin_find(board, node->text);
    if (!pin) {
        char pins[256];
        const char *nearest = board_pin_nearest(board, node->text);
        board_pins_text(board, pins, sizeof pins);
        ERROR_AT(loader, node, "board \"%s\" has no pin %s", board->name, quoted(node->text).text);
        NOTE(loader, nearest ? "it has %s; did you mean \"%s\"?" : "it has %s", pins, nearest);
        return;
    }
    target->part->pin = pin;
    if (pin->button && target->part->type != PART_BUTTON) {
        ERROR_AT(loader, node, "pin \"%s\" is wired to a button of the board", pin->name);
        NOTE(loader, "only a part of type \"button\" can be there");
    }
    check_pin_free(loader, target, node);
}

static void load_key(struct loader *loader, const struct target *target,
                     const struct json_node *node)
{
    if (!expect_type(loader, node, JSON_STRING))
        return;
    const char *key = NULL;
    for (size_t i = 0; i < key_name_count && !key; i++)
        if (strcmp(key_names[i], node->text) == 0)
            key = key_names[i];
    if (!key) {
        const char *nearest = nearest_word(node->text, key_names, key_name_count);
        ERROR_AT(loader, node, "unknown key of the keyboard: %s", quoted(node->text).text);
        NOTE(loader, "keys are A to Z, 0 to 9, F1 to F12, Space, Return, Left, Right, Up, Down, "
                     "Left Shift and so on");
        if (nearest)
            NOTE(loader, "did you mean \"%s\"?", nearest);
        return;
    }
    for (size_t i = 0; i < target->index; i++)
        if (loader->scene->parts[i].key == key) {
            ERROR_AT(loader, node, "key \"%s\" is used twice", key);
            note_other(loader, i, "key", "");
        }
    target->part->key = key;
}

/* ---- Grids ----------------------------------------------------------------------------------- */

/* Rows are what is no columns. */
static const unsigned wirings[] = {0, GRID_COLUMNS, GRID_ALTERNATING, GRID_MIRRORED, GRID_UPTURNED};

bool load_wiring(struct loader *loader, const struct json_node *node, unsigned *wiring)
{
    size_t count = 0;
    const struct json_node *rows = NULL;
    while (grid_wirings[count])
        count++;
    if (!expect_type(loader, node, JSON_ARRAY))
        return false;
    for (const struct json_node *item = node->first; item; item = item->next) {
        size_t found = 0;
        if (!expect_type(loader, item, JSON_STRING))
            return false;
        while (found < count && strcmp(grid_wirings[found], item->text) != 0)
            found++;
        if (found == count) {
            ERROR_AT(loader, item, "a grid's wiring cannot be %s", quoted(item->text).text);
            note_words(loader, "allowed:", item->text, grid_wirings, count);
            return false;
        }
        rows = found == 0 ? item : rows;
        *wiring |= wirings[found];
    }
    if (!rows || !(*wiring & GRID_COLUMNS))
        return true;
    ERROR_AT(loader, rows, "a grid is wired along rows or columns");
    return false;
}

/* ---- Plain fields ---------------------------------------------------------------------------- */

static bool load_number(struct loader *loader, const struct json_node *node, double minimum,
                        double maximum, const char *unit, double *value)
{
    struct quoted name = node->key ? quoted(node->key) : (struct quoted){"a place"};
    if (!expect_type(loader, node, JSON_NUMBER))
        return false;
    *value = node->number;
    if (*value >= minimum && *value <= maximum)
        return true;
    ERROR_AT(loader, node, "%s must be from %g to %g%s", name.text, minimum, maximum, unit);
    return false;
}

static void load_place(struct loader *loader, const struct target *target,
                       const struct part_field *field, const struct json_node *node)
{
    double x, y;
    if (!expect_type(loader, node, JSON_ARRAY))
        return;
    if (node->count != 2) {
        ERROR_AT(loader, node, "%s must have two numbers", quoted(node->key).text);
        NOTE(loader, "[right, down], in mm from the middle of the scene");
        return;
    }
    bool good = load_number(loader, node->first, field->minimum / 1000.0, field->maximum / 1000.0,
                            " mm", &x);
    good &= load_number(loader, node->first->next, field->minimum / 1000.0, field->maximum / 1000.0,
                        " mm", &y);
    if (!good)
        return;
    target->part->placed = true;
    target->part->x_um = (int32_t)lround(x * 1000.0);
    target->part->y_um = (int32_t)lround(y * 1000.0);
}

static void load_word(struct loader *loader, const struct target *target,
                      const struct part_field *field, const struct json_node *node)
{
    size_t count = 0, found = 0;
    while (field->words[count])
        count++;
    if (!expect_type(loader, node, JSON_STRING))
        return;
    while (found < count && strcmp(field->words[found], node->text) != 0)
        found++;
    if (found < count) {
        put(target->part, field, (int32_t)found);
        return;
    }
    ERROR_AT(loader, node, "%s cannot be %s", quoted(node->key).text, quoted(node->text).text);
    note_words(loader, "allowed:", node->text, field->words, count);
}

/* A field that is kept as a number. */
static void load_value(struct loader *loader, const struct target *target,
                       const struct part_field *field, const struct json_node *node)
{
    double scale = field->kind == FIELD_FRACTION ? 256.0 : 1000.0;
    double number;
    int32_t value;
    switch (field->kind) {
    case FIELD_WHOLE:
        if (load_whole(loader, node, field->minimum, field->maximum, &number))
            put(target->part, field, (int32_t)number);
        return;
    case FIELD_FRACTION:
    case FIELD_LENGTH:
        if (!load_number(loader, node, field->minimum / scale, field->maximum / scale,
                         field->kind == FIELD_LENGTH ? " mm" : "", &number))
            return;
        number *= scale;
        put(target->part, field,
            field->kind == FIELD_LENGTH ? (int32_t)lround(number) : (int32_t)number);
        return;
    default:
        if (load_setting(loader, node,
                         field->kind == FIELD_COLOR ? PARAMETER_COLOR : PARAMETER_SWITCH, &value))
            put(target->part, field, value);
    }
}

static void load_field(struct loader *loader, const struct target *target,
                       const struct part_field *field, const struct json_node *node)
{
    unsigned wiring = 0;
    if (field->kind == FIELD_PIN)
        load_pin(loader, target, node);
    else if (field->kind == FIELD_KEY)
        load_key(loader, target, node);
    else if (field->kind == FIELD_PLACE)
        load_place(loader, target, field, node);
    else if (field->kind == FIELD_WORD)
        load_word(loader, target, field, node);
    else if (field->kind == FIELD_WIRING && load_wiring(loader, node, &wiring))
        put(target->part, field, (int32_t)wiring);
    else if (field->kind != FIELD_WIRING)
        load_value(loader, target, field, node);
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void load_fields(struct loader *loader, const struct target *target)
{
    const char *keys[FIELDS_MAX] = {"type"};
    const struct part_model *model = target->model;
    char owner[32];
    for (size_t i = 0; i < model->field_count; i++) {
        const struct part_field *field = &model->fields[i];
        const struct json_node *node = json_member(target->node, field->name);
        keys[i + 1] = field->name;
        if (field->size && field->kind != FIELD_KEY)
            put(target->part, field, field->fallback);
        if (node)
            load_field(loader, target, field, node);
        else if (field->required) {
            ERROR_AT_KEY(loader, target->node, "%s has no \"%s\"", quoted(target->node->key).text,
                         field->name);
            NOTE(loader, "\"%s\": %s", field->name, field->help);
        }
    }
    snprintf(owner, sizeof owner, "%s has", parameter_type_noun(model->serves));
    check_keys(loader, target->node, owner, keys, model->field_count + 1);
}

/* What only parts of some shapes have. */
static const struct {
    const char *key;
    bool had[SHAPE_GRID + 1];
    const char *instead; /* of it, a ring or strip says; NULL: nothing */
} shape_keys[] = {
    {"diameter_mm", {[SHAPE_RING] = true}, NULL},
    {"pitch_mm", {[SHAPE_STRIP] = true, [SHAPE_GRID] = true}, "its size is \"diameter_mm\""},
    {"width", {[SHAPE_GRID] = true}, "say \"shape\": \"grid\""},
    {"wiring", {[SHAPE_GRID] = true}, "say \"shape\": \"grid\""},
};

static void check_shape(struct loader *loader, const struct target *target)
{
    const struct scene_part *part = target->part;
    for (size_t i = 0; i < sizeof shape_keys / sizeof *shape_keys; i++) {
        const struct json_node *node = json_member(target->node, shape_keys[i].key);
        if (!node || shape_keys[i].had[part->shape])
            continue;
        ERROR_AT_KEY(loader, node, "a %s has no \"%s\"", shape_words[part->shape],
                     shape_keys[i].key);
        if (shape_keys[i].instead)
            NOTE(loader, "%s", shape_keys[i].instead);
    }
    if (part->shape != SHAPE_GRID)
        return;
    const struct json_node *width = json_member(target->node, "width");
    if (!width) {
        ERROR_AT_KEY(loader, target->node, "%s is a grid without a \"width\"",
                     quoted(part->name).text);
        NOTE(loader, "\"width\": columns of a grid");
    } else if (part->width && part->pixels % part->width != 0) {
        ERROR_AT_KEY(loader, width, "%u pixels make no whole rows of %u", part->pixels,
                     part->width);
    }
}

static void check_button(struct loader *loader, const struct target *target)
{
    const struct scene_part *part = target->part;
    if (part->pin && part->pin->button && part->pressed_level) {
        ERROR_AT(loader, json_member(target->node, "active"),
                 "the board's button at \"%s\" is active low", part->pin->name);
        NOTE(loader, "leave \"active\" out");
    }
}

static const struct part_model *load_type(struct loader *loader, const struct json_node *part)
{
    const char *names[FIELDS_MAX];
    const struct json_node *type = json_member(part, "type");
    for (size_t i = 0; i < part_model_count; i++)
        names[i] = part_models[i].name;
    names[part_model_count] = pixel_map_model.name;
    if (!type) {
        ERROR_AT_KEY(loader, part, "%s has no \"type\"", quoted(part->key).text);
        note_words(loader, "types are", NULL, names, part_model_count + 1);
        return NULL;
    }
    if (!expect_type(loader, type, JSON_STRING))
        return NULL;
    for (size_t i = 0; i < part_model_count; i++)
        if (strcmp(names[i], type->text) == 0)
            return &part_models[i];
    ERROR_AT(loader, type, "unknown type of part: %s", quoted(type->text).text);
    note_words(loader, "types are", type->text, names, part_model_count + 1);
    return NULL;
}

static void load_part(struct loader *loader, const struct json_node *node)
{
    size_t index = loader->scene->part_count++;
    struct scene_part *part = &loader->scene->parts[index];
    part->name = keep_text(loader, node->key);
    loader->part_nodes[index] = node;
    check_name(loader, node, "a part");
    if (!expect_type(loader, node, JSON_OBJECT))
        return;
    const struct part_model *model = load_type(loader, node);
    if (!model)
        return;
    loader->part_typed[index] = true;
    part->type = model->type;
    struct target target = {part, index, node, model};
    load_fields(loader, &target);
    if (part->type == PART_NEOPIXEL)
        check_shape(loader, &target);
    if (part->type == PART_BUTTON)
        check_button(loader, &target);
}

void load_parts(struct loader *loader, const struct json_node *parts)
{
    if (!expect_type(loader, parts, JSON_OBJECT))
        return;
    for (const struct json_node *node = parts->first; node; node = node->next) {
        if (node->repeated || is_pixel_map(node))
            continue;
        if (loader->scene->part_count == SCENE_PARTS_MAX) {
            ERROR_AT_KEY(loader, node, "too many parts");
            NOTE(loader, "a scene has at most %d", SCENE_PARTS_MAX);
            break;
        }
        load_part(loader, node);
    }
    load_maps(loader, parts);
}
