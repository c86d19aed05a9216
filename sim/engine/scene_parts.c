/* scene_parts.c - the kinds of parts, and what a scene can say of each.
 *                                                                  SPDX-License-Identifier: MIT */
#include "engine/scene_parts.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define AT(member_)                                                                                \
    .offset = (uint16_t)offsetof(struct scene_part, member_),                                      \
    .size = (uint8_t)sizeof(((struct scene_part *)0)->member_)

/* In the order of enum pixels_order, enum part_shape and bool pressed_level. */
const char *const order_words[] = {"RGB", "RBG", "GRB", "GBR", "BRG", "BGR", "RGBW", "GRBW", NULL};
const char *const shape_words[] = {"ring", "strip", "grid", NULL};
static const char *const active_words[] = {"low", "high", NULL};

/* Lengths are kept in micrometres: 1 mm to 10 m. */
enum { MM = 1000, METRE = 1000000 };

#define PIN_FIELD                                                                                  \
    {                                                                                              \
        .name = "pin", .help = "the pin that it is wired to", .kind = FIELD_PIN, .required = true  \
    }
#define AT_FIELD                                                                                   \
    {                                                                                              \
        .name = "at", .help = "where its centre is: [right, down] in mm", .kind = FIELD_PLACE,     \
        .minimum = -10 * METRE, .maximum = 10 * METRE, .fallback_help = "a free place"             \
    }

/* The first is what a grid is otherwise. */
const char *const grid_wirings[] = {"rows", "columns", "alternating", "mirrored", "upturned", NULL};

static const struct part_field neopixel_fields[] = {
    PIN_FIELD,
    {.name = "pixels",
     .help = "how many",
     .kind = FIELD_WHOLE,
     .required = true,
     .minimum = 1,
     .maximum = SCENE_PIXELS_MAX,
     AT(pixels)},
    {.name = "order",
     .help = "of the colors on the wire",
     .kind = FIELD_WORD,
     .fallback = PIXELS_GRB,
     .words = order_words,
     AT(order)},
    {.name = "brightness",
     .help = "of all of them, 1 is full",
     .kind = FIELD_FRACTION,
     .maximum = 256,
     .fallback = 256,
     AT(brightness)},
    {.name = "auto_write",
     .help = "whether each change is sent at once",
     .kind = FIELD_SWITCH,
     AT(auto_write)},
    {.name = "gamma",
     .help = "whether a byte is as bright as its number says",
     .kind = FIELD_SWITCH,
     AT(gamma)},
    {.name = "dither",
     .help = "whether frames make up for what brightness cuts",
     .kind = FIELD_SWITCH,
     AT(dithered)},
    {.name = "current_limit_ma",
     .help = "frames that would need more are darker; 0: as they are",
     .kind = FIELD_WHOLE,
     .maximum = 65535,
     AT(current_ma_max)},
    {.name = "shape",
     .help = "how they are arranged",
     .kind = FIELD_WORD,
     .fallback = SHAPE_RING,
     .words = shape_words,
     AT(shape)},
    {.name = "diameter_mm",
     .help = "of the circle through a ring's pixels",
     .kind = FIELD_LENGTH,
     .minimum = MM,
     .maximum = 10 * METRE,
     .fallback_help = "from their number",
     AT(diameter_um)},
    {.name = "pitch_mm",
     .help = "from pixel to pixel of a strip or grid",
     .kind = FIELD_LENGTH,
     .minimum = MM,
     .maximum = METRE,
     .fallback_help = "16.7, 60 a metre; 10 of a grid",
     AT(pitch_um)},
    {.name = "width",
     .help = "columns of a grid",
     .kind = FIELD_WHOLE,
     .minimum = 1,
     .maximum = SCENE_PIXELS_MAX,
     .fallback_help = "none",
     AT(width)},
    {.name = "wiring",
     .help = "of a grid: rows, columns, alternating, mirrored, upturned",
     .kind = FIELD_WIRING,
     .words = grid_wirings,
     .fallback_help = "rows",
     AT(wiring)},
    AT_FIELD,
};

static const struct part_field led_fields[] = {
    PIN_FIELD,
    {.name = "color", .help = "of its light", .kind = FIELD_COLOR, .fallback = 0xFF0000, AT(color)},
    AT_FIELD,
};

static const struct part_field button_fields[] = {
    PIN_FIELD,
    {.name = "key",
     .help = "on the keyboard that presses it",
     .kind = FIELD_KEY,
     .fallback_help = "none",
     AT(key)},
    {.name = "active",
     .help = "the pin's level while it is pressed",
     .kind = FIELD_WORD,
     .words = active_words,
     AT(pressed_level)},
    AT_FIELD,
};

const struct part_model part_models[] = {
    {"neopixel", "a ring, strip or grid of NeoPixels", PART_NEOPIXEL, PARAMETER_PIXELS,
     neopixel_fields, COUNT(neopixel_fields)},
    {"led", "an LED", PART_LED, PARAMETER_LED, led_fields, COUNT(led_fields)},
    {"button", "a button", PART_BUTTON, PARAMETER_BUTTON, button_fields, COUNT(button_fields)},
};
const size_t part_model_count = COUNT(part_models);

static const struct part_field pixel_map_fields[] = {
    {.name = "of", .help = "the part whose pixels they are", .kind = FIELD_PART, .required = true},
    {.name = "first",
     .help = "of a stretch of pixels",
     .kind = FIELD_WHOLE,
     .maximum = SCENE_PIXELS_MAX - 1,
     .fallback_help = "0"},
    {.name = "pixels",
     .help = "how many, of a stretch",
     .kind = FIELD_WHOLE,
     .minimum = 1,
     .maximum = SCENE_PIXELS_MAX,
     .fallback_help = "up to the last"},
    {.name = "reverse", .help = "whether a stretch runs backwards", .kind = FIELD_SWITCH},
    {.name = "map",
     .help = "or else a list: where each pixel is",
     .kind = FIELD_PIXELS,
     .fallback_help = "none"},
    {.name = "width",
     .help = "or else a grid: how many columns",
     .kind = FIELD_WHOLE,
     .minimum = 1,
     .maximum = SCENE_PIXELS_MAX,
     .fallback_help = "none"},
    {.name = "wiring",
     .help = "of a grid: rows, columns, alternating, mirrored, upturned",
     .kind = FIELD_WIRING,
     .words = grid_wirings,
     .fallback_help = "rows"},
};

const struct part_model pixel_map_model = {.name = "pixel_map",
                                           .help = "a view of a neopixel's pixels, to programs "
                                                   "a neopixel itself",
                                           .serves = PARAMETER_PIXELS,
                                           .fields = pixel_map_fields,
                                           .field_count = COUNT(pixel_map_fields)};

const char *const key_names[] = {
    "A",          "B",           "C",         "D",          "E",        "F",         "G",
    "H",          "I",           "J",         "K",          "L",        "M",         "N",
    "O",          "P",           "Q",         "R",          "S",        "T",         "U",
    "V",          "W",           "X",         "Y",          "Z",        "0",         "1",
    "2",          "3",           "4",         "5",          "6",        "7",         "8",
    "9",          "F1",          "F2",        "F3",         "F4",       "F5",        "F6",
    "F7",         "F8",          "F9",        "F10",        "F11",      "F12",       "Space",
    "Return",     "Escape",      "Tab",       "Backspace",  "Delete",   "Insert",    "Home",
    "End",        "PageUp",      "PageDown",  "Left",       "Right",    "Up",        "Down",
    "Left Shift", "Right Shift", "Left Ctrl", "Right Ctrl", "Left Alt", "Right Alt", "-",
    "=",          "[",           "]",         ";",          "'",        "`",         ",",
    ".",          "/",           "\\",        "Keypad 0",   "Keypad 1", "Keypad 2",  "Keypad 3",
    "Keypad 4",   "Keypad 5",    "Keypad 6",  "Keypad 7",   "Keypad 8", "Keypad 9",  "Keypad Enter",
};
const size_t key_name_count = COUNT(key_names);
