/* bake_board.c - the boards that there is firmware for, and where a scene's parts go on them.
 *                                                                  SPDX-License-Identifier: MIT */
#include <string.h>

#include "bake/bake.h"
#include "engine/json.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The Pico has no Arduino names. Two on, since GP0 and GP1 are the console's. Its button is where
 * the guides wire one. */
static const struct bake_alias pico_aliases[] = {
    {"D0", "GP2"},   {"D1", "GP3"},   {"D2", "GP4"},   {"D3", "GP5"},      {"D4", "GP6"},
    {"D5", "GP7"},   {"D6", "GP8"},   {"D7", "GP9"},   {"D8", "GP10"},     {"D9", "GP11"},
    {"D10", "GP12"}, {"D11", "GP13"}, {"D12", "GP14"}, {"BUTTON", "GP15"}, {NULL, NULL},
};

/* The Uno's first two pins are the console's. Its button is wherever one is wired. */
static const struct bake_alias uno_aliases[] = {
    {"D0", "A4"},
    {"D1", "A5"},
    {"BUTTON", "D12"},
    {NULL, NULL},
};

static const struct bake_alias no_aliases[] = {{NULL, NULL}};

/* Sources: pico-sdk, boards/pico.h and boards/adafruit_qtpy_rp2040.h, and an RP2040's state
 * machines; ATmega328P datasheet, "Memories", less the 512 bytes of Arduino's boot loader.
 * tests/firmware/avr keeps the stack. */
static const struct board_row {
    const char *name;
    struct bake_board board;
} rows[] = {
    {"pico",
     {.sdk_name = "pico",
      .console_tx = 0,
      .console_rx = 1,
      .strips_max = 8,
      .aliases = pico_aliases}},
    {"qtpy_rp2040",
     {.sdk_name = "adafruit_qtpy_rp2040",
      .console_tx = 20,
      .console_rx = 5,
      .strips_max = 8,
      .aliases = no_aliases}},
    {"uno",
     {.console_tx = 1,
      .console_rx = 0,
      .strips_max = 4,
      .flash_max = 32768 - 512,
      .ram_max = 2048,
      .stack = 320,
      .aliases = uno_aliases}},
};

const struct bake_board *bake_board_find(const char *name)
{
    static struct bake_board found[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (strcmp(rows[i].name, name) != 0)
            continue;
        found[i] = rows[i].board;
        found[i].model = board_model_find(name);
        return &found[i];
    }
    return NULL;
}

size_t bake_board_names(const char **names, size_t max)
{
    size_t count = 0;
    for (; count < COUNT(rows) && count < max; count++)
        names[count] = rows[count].name;
    return count;
}

/* ---- A pin of one board on another ----------------------------------------------------------- */

static const struct board_pin *first_such(const struct board_model *model, bool led)
{
    for (size_t i = 0; i < model->pin_count; i++)
        if (led ? model->pins[i].led : model->pins[i].button)
            return &model->pins[i];
    return NULL;
}

static const struct board_pin *by_name(const struct bake_board *board, const char *name)
{
    if (name == NULL)
        return NULL;
    for (const struct bake_alias *alias = board->aliases; alias->name != NULL; alias++)
        if (strcmp(alias->name, name) == 0)
            return board_pin_find(board->model, alias->here);
    return board_pin_find(board->model, name);
}

/* The board's LED and button by what they are, all else by name. */
static const struct board_pin *pin_on(const struct bake_board *board, const struct board_pin *pin)
{
    const struct board_pin *found = NULL;
    if (pin->led)
        return first_such(board->model, true);
    if (pin->button)
        found = first_such(board->model, false);
    if (found == NULL)
        found = by_name(board, pin->name);
    return found != NULL ? found : by_name(board, pin->alias);
}

/* ---- What a board cannot do ------------------------------------------------------------------ */

struct placer {
    struct baking *baking;
    const struct source *source;
    struct diagnostics *diagnostics;
    const struct json_node *parts;
};

static const struct json_node *member_of(const struct placer *placer, size_t part, const char *key)
{
    const char *name = placer->baking->scene->parts[part].name;
    return json_member(json_member(placer->parts, name), key);
}

#define REFUSE(placer_, node_, ...)                                                                \
    diagnose((placer_)->diagnostics, (placer_)->source, (node_)->offset, (node_)->length,          \
             __VA_ARGS__)
#define NOTE(placer_, ...) diagnose_note((placer_)->diagnostics, __VA_ARGS__)

static void refuse_missing(const struct placer *placer, size_t part)
{
    const struct baking *baking = placer->baking;
    const struct board_model *model = baking->board->model;
    const struct board_pin *pin = baking->scene->parts[part].pin;
    const struct json_node *node = member_of(placer, part, "pin");
    char pins[256];
    board_pins_text(model, pins, sizeof pins);
    if (pin->led)
        REFUSE(placer, node, "the %s has no plain LED", model->title);
    else
        REFUSE(placer, node, "the %s has no pin %s", model->title, quoted(node->text).text);
    NOTE(placer, "the scene is for \"%s\"; \"%s\" has %s", baking->scene->board->name, model->name,
         pins);
}

static void check_free(const struct placer *placer, size_t part)
{
    const struct baking *baking = placer->baking;
    const struct board_pin *pin = baking->pins[part];
    const struct json_node *node = member_of(placer, part, "pin");
    if (pin->number == baking->board->console_tx || pin->number == baking->board->console_rx) {
        REFUSE(placer, node, "pin %s of the %s is the console's", quoted(pin->name).text,
               baking->board->model->title);
        NOTE(placer, "that is where the programs' lines come out");
    }
    if (pin->button && baking->scene->parts[part].type != PART_BUTTON)
        REFUSE(placer, node, "pin \"%s\" is wired to a button of the %s", pin->name,
               baking->board->model->title);
    for (size_t i = 0; i < part; i++)
        if (baking->pins[i] == pin) {
            REFUSE(placer, node, "on the %s, this and the pin of \"%s\" are one: %s",
                   baking->board->model->title, baking->scene->parts[i].name, pin->name);
            return;
        }
}

static void place_part(struct placer *placer, size_t part, size_t *strips)
{
    struct baking *baking = placer->baking;
    const struct scene_part *from = &baking->scene->parts[part];
    bool same = baking->scene->board == baking->board->model;
    baking->pins[part] = same ? from->pin : pin_on(baking->board, from->pin);
    if (from->type == PART_NEOPIXEL && ++*strips == baking->board->strips_max + 1u) {
        REFUSE(placer, member_of(placer, part, "type"), "too many rings and strips");
        NOTE(placer, "the %s drives %d at most", baking->board->model->title,
             baking->board->strips_max);
    }
    if (baking->pins[part] == NULL)
        refuse_missing(placer, part);
    else
        check_free(placer, part);
}

/* An AVR's receiver overruns while a strip is sent, and its RAM has no room for lines. */
static void refuse_typing(struct placer *placer)
{
    const struct board_model *model = placer->baking->board->model;
    if (placer->baking->board->sdk_name != NULL || !bake_reads_typed(placer->baking->scene))
        return;
    diagnose_plain(placer->diagnostics, "%s: the %s prints lines, but hears none",
                   placer->baking->scene->path, model->title);
    NOTE(placer, "a program of the scene reads what is typed at the console");
}

bool bake_place(struct baking *baking, const struct scene *scene, const struct source *source,
                const struct bake_board *board, struct diagnostics *diagnostics)
{
    struct json json;
    size_t strips = 0;
    struct placer placer = {.baking = baking, .source = source, .diagnostics = diagnostics};
    *baking = (struct baking){.scene = scene, .board = board, .baud = BAKE_BAUD};
    if (json_parse(&json, source, diagnostics)) {
        placer.parts = json_member(json.root, "parts");
        for (size_t i = 0; i < scene->part_count; i++)
            place_part(&placer, i, &strips);
        refuse_typing(&placer);
    }
    json_free(&json);
    return !diagnostics_any(diagnostics);
}
