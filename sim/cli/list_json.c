/* list_json.c - the listings of `glowloop list` as JSON.           SPDX-License-Identifier: MIT */
#include "cli/list.h"
#include "engine/scene_parts.h"
#include "engine/schema_write.h"
#include "engine/setting.h"
#include "parts/palette.h"

static void begin(struct json_writer *out, const char *name, const char *help)
{
    json_open(out, NULL, '{');
    json_text(out, "name", name);
    json_text(out, "help", help);
}

/* ---- Boards ---------------------------------------------------------------------------------- */

static void write_pin(struct json_writer *out, const struct board_pin *pin)
{
    json_open(out, NULL, '{');
    json_text(out, "name", pin->name);
    if (pin->alias)
        json_text(out, "alias", pin->alias);
    json_number(out, "number", pin->number);
    if (pin->button)
        json_truth(out, "button", true);
    if (pin->led)
        json_truth(out, "led", true);
    json_close(out, '}');
}

void list_boards_json(struct json_writer *out, const struct scene_programs *own)
{
    (void)own;
    json_open(out, NULL, '[');
    for (size_t i = 0; i < board_model_count; i++) {
        const struct board_model *board = &board_models[i];
        begin(out, board->name, board->title);
        json_truth(out, "simulated_only", board->simulated_only);
        json_open(out, "cost", '{');
        for (size_t j = 0; j < board_cost_field_count; j++) {
            const struct board_cost_field *field = &board_cost_fields[j];
            uint64_t value = board_cost_get(&board->cost, field);
            if (field->words)
                json_text(out, field->name, field->words[value != field->minimum]);
            else
                json_number(out, field->name, (double)value);
        }
        json_close(out, '}');
        json_open(out, "pins", '[');
        for (size_t j = 0; j < board->pin_count; j++)
            write_pin(out, &board->pins[j]);
        json_close(out, ']');
        json_close(out, '}');
    }
    json_close(out, ']');
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void write_limits(struct json_writer *out, const struct part_field *field)
{
    double scale = field->kind == FIELD_FRACTION ? 256 : field->kind == FIELD_WHOLE ? 1 : 1000;
    bool limited = field->kind == FIELD_WHOLE || field->kind == FIELD_FRACTION ||
                   field->kind == FIELD_LENGTH || field->kind == FIELD_PLACE;
    size_t count = 0;
    while (field->words && field->words[count])
        count++;
    if (limited) {
        json_number(out, "minimum", field->minimum / scale);
        json_number(out, "maximum", field->maximum / scale);
    }
    if (count)
        json_texts(out, "words", field->words, count);
}

static void write_field(struct json_writer *out, const struct part_field *field)
{
    static const char *const kinds[] = {"pin",  "place", "whole", "fraction", "length", "switch",
                                        "word", "color", "key",   "part",     "pixels", "words"};
    begin(out, field->name, field->help);
    json_text(out, "kind", kinds[field->kind]);
    json_truth(out, "required", field->required);
    write_limits(out, field);
    scene_schema_default(out, field);
    json_close(out, '}');
}

static void write_part(struct json_writer *out, const struct part_model *model)
{
    begin(out, model->name, model->help);
    json_open(out, "fields", '[');
    for (size_t i = 0; i < model->field_count; i++)
        write_field(out, &model->fields[i]);
    json_close(out, ']');
    json_close(out, '}');
}

void list_parts_json(struct json_writer *out, const struct scene_programs *own)
{
    (void)own;
    json_open(out, NULL, '[');
    for (size_t i = 0; i < part_model_count; i++)
        write_part(out, &part_models[i]);
    write_part(out, &pixel_map_model);
    json_close(out, ']');
}

/* ---- Programs -------------------------------------------------------------------------------- */

static void write_setting(struct json_writer *out, const char *key, enum parameter_type type,
                          int32_t value)
{
    char text[SETTING_TEXT_MAX];
    setting_format(NULL, type, value, text);
    if (type == PARAMETER_SWITCH)
        json_truth(out, key, value != 0);
    else if (type == PARAMETER_NUMBER)
        json_number(out, key, value);
    else
        json_text(out, key, text);
}

static void write_parameter(struct json_writer *out, const struct parameter *parameter)
{
    enum parameter_type type = (enum parameter_type)parameter->type;
    begin(out, parameter->name, parameter->help);
    json_text(out, "type", parameter_type_name(type));
    json_truth(out, "written", parameter->written);
    if (type == PARAMETER_NUMBER || type == PARAMETER_TIME) {
        write_setting(out, "minimum", type, parameter->minimum);
        write_setting(out, "maximum", type, parameter->maximum);
    }
    if (parameter_is_setting(parameter) && !parameter->written)
        write_setting(out, "default", type, parameter->fallback);
    json_close(out, '}');
}

void list_programs_json(struct json_writer *out, const struct scene_programs *own)
{
    json_open(out, NULL, '[');
    for (size_t i = 0; i < own->count; i++) {
        begin(out, own->list[i]->name, own->list[i]->help);
        json_open(out, "parameters", '[');
        for (size_t j = 0; j < own->list[i]->parameter_count; j++)
            write_parameter(out, &own->list[i]->parameters[j]);
        json_close(out, ']');
        json_close(out, '}');
    }
    json_close(out, ']');
}

/* ---- Palettes -------------------------------------------------------------------------------- */

static void write_palette(struct json_writer *out, const struct palette *palette)
{
    char text[SETTING_TEXT_MAX];
    json_open(out, NULL, '{');
    json_text(out, "name", palette->name);
    json_open(out, "colors", '[');
    for (uint8_t i = 0; i < palette->count; i++) {
        setting_format(NULL, PARAMETER_COLOR, (int32_t)palette->colors[i], text);
        json_text(out, NULL, text);
    }
    json_close(out, ']');
    json_close(out, '}');
}

void list_palettes_json(struct json_writer *out, const struct scene_programs *own)
{
    (void)own;
    json_open(out, NULL, '[');
    for (size_t i = 0; i < PALETTE_COUNT; i++)
        write_palette(out, &palettes[i]);
    json_close(out, ']');
}
