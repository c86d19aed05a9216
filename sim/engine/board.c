/* board.c - the boards that scenes can name.                       SPDX-License-Identifier: MIT */
#include "engine/board.h"

#include <stdio.h>
#include <string.h>

#include "engine/diagnostics.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The defaults: what the reference traces were made with. */
#define COST                                                                                       \
    {                                                                                              \
        .step_us = 50, .tick_us = 1, .px_us = 30, .reset_us = 300, .clock_us = 7, .hz = 1000,      \
        .mono_us = 1, .boot_us = 0                                                                 \
    }

/* Of a chip of 8 bits and 16 MHz, which takes that long for a step with a frame of 8 pixels. */
#define SLOW_COST                                                                                  \
    {                                                                                              \
        .step_us = 1000, .tick_us = 1, .px_us = 30, .reset_us = 300, .clock_us = 100, .hz = 1000,  \
        .mono_us = 1, .boot_us = 0                                                                 \
    }

/* Source: Adafruit QT Py RP2040, "Pinouts". GPIO25 is SCL here, not an LED as on the Pico. */
static const struct board_pin qtpy_rp2040_pins[] = {
    {"A0", "D0", .number = 29},   {"A1", "D1", .number = 28},
    {"A2", "D2", .number = 27},   {"A3", "D3", .number = 26},
    {"SDA", "D4", .number = 24},  {"SCL", "D5", .number = 25},
    {"TX", "D6", .number = 20},   {"RX", "D7", .number = 5},
    {"SCK", "D8", .number = 6},   {"MISO", "D9", .number = 4},
    {"MOSI", "D10", .number = 3}, {"BUTTON", .number = 21, .button = true},
    {"NEOPIXEL", .number = 12},
};

/* Source: Raspberry Pi Pico datasheet, section 2.1. GPIO23 and 24 belong to the board's power
 * supply and are on no pad, but programs may use them; GPIO29 measures it. */
static const struct board_pin pico_pins[] = {
    {"GP0", .number = 0},         {"GP1", .number = 1},
    {"GP2", .number = 2},         {"GP3", .number = 3},
    {"GP4", .number = 4},         {"GP5", .number = 5},
    {"GP6", .number = 6},         {"GP7", .number = 7},
    {"GP8", .number = 8},         {"GP9", .number = 9},
    {"GP10", .number = 10},       {"GP11", .number = 11},
    {"GP12", .number = 12},       {"GP13", .number = 13},
    {"GP14", .number = 14},       {"GP15", .number = 15},
    {"GP16", .number = 16},       {"GP17", .number = 17},
    {"GP18", .number = 18},       {"GP19", .number = 19},
    {"GP20", .number = 20},       {"GP21", .number = 21},
    {"GP22", .number = 22},       {"GP23", .number = 23},
    {"GP24", .number = 24},       {"GP25", "LED", .number = 25, .led = true},
    {"GP26", "A0", .number = 26}, {"GP27", "A1", .number = 27},
    {"GP28", "A2", .number = 28},
};

/* As Arduino numbers them, on all boards of that form. Source: Arduino Uno R3, "Pinout". */
static const struct board_pin arduino_pins[] = {
    {"D0", .number = 0},   {"D1", .number = 1},
    {"D2", .number = 2},   {"D3", .number = 3},
    {"D4", .number = 4},   {"D5", .number = 5},
    {"D6", .number = 6},   {"D7", .number = 7},
    {"D8", .number = 8},   {"D9", .number = 9},
    {"D10", .number = 10}, {"D11", .number = 11},
    {"D12", .number = 12}, {"D13", "LED", .number = 13, .led = true},
    {"A0", .number = 14},  {"A1", .number = 15},
    {"A2", .number = 16},  {"A3", .number = 17},
    {"A4", .number = 18},  {"A5", .number = 19},
};

const struct board_model board_models[] = {
    {"metro_m4", "Adafruit Metro M4", true, arduino_pins, COUNT(arduino_pins), COST},
    {"pico", "Raspberry Pi Pico", false, pico_pins, COUNT(pico_pins), COST},
    {"qtpy_rp2040", "Adafruit QT Py RP2040", false, qtpy_rp2040_pins, COUNT(qtpy_rp2040_pins),
     COST},
    {"uno", "Arduino Uno", false, arduino_pins, COUNT(arduino_pins), SLOW_COST},
};
const size_t board_model_count = COUNT(board_models);

const struct board_model *board_model_find(const char *name)
{
    for (size_t i = 0; i < board_model_count; i++)
        if (strcmp(board_models[i].name, name) == 0)
            return &board_models[i];
    return NULL;
}

const struct board_pin *board_pin_find(const struct board_model *board, const char *name)
{
    for (size_t i = 0; i < board->pin_count; i++) {
        const struct board_pin *pin = &board->pins[i];
        if (strcmp(pin->name, name) == 0 || (pin->alias && strcmp(pin->alias, name) == 0))
            return pin;
    }
    return NULL;
}

const char *board_pin_nearest(const struct board_model *board, const char *name)
{
    const char *names[128];
    size_t count = 0;
    for (size_t i = 0; i < board->pin_count && count + 1 < COUNT(names); i++)
        names[count++] = board->pins[i].name;
    for (size_t i = 0; i < board->pin_count && count + 1 < COUNT(names); i++)
        if (board->pins[i].alias)
            names[count++] = board->pins[i].alias;
    return nearest_word(name, names, count);
}

/* Whether `next` continues a run: neighbours on the chip's list with the same letters. */
static bool continues(const struct board_pin *pin, const struct board_pin *next)
{
    size_t letters = strcspn(pin->name, "0123456789");
    int number, next_number;
    bool same = strcspn(next->name, "0123456789") == letters &&
                strncmp(pin->name, next->name, letters) == 0;
    return same && !pin->led && !next->led && sscanf(pin->name + letters, "%d", &number) == 1 &&
           sscanf(next->name + letters, "%d", &next_number) == 1 && next_number == number + 1;
}

void board_pins_text(const struct board_model *board, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t first = 0; first < board->pin_count && used < size;) {
        size_t last = first;
        while (last + 1 < board->pin_count && continues(&board->pins[last], &board->pins[last + 1]))
            last++;
        used += (size_t)snprintf(text + used, size - used, "%s%s", first ? ", " : "",
                                 board->pins[first].name);
        if (last > first && used < size)
            used += (size_t)snprintf(text + used, size - used, " … %s", board->pins[last].name);
        if (board->pins[first].led && used < size)
            used += (size_t)snprintf(text + used, size - used, " (%s)", board->pins[first].alias);
        first = last + 1;
    }
}
