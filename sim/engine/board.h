/* board.h - the boards that scenes can name: pins, and what time costs there.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef ENGINE_BOARD_H
#define ENGINE_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct board_pin {
    const char *name;  /* canonical: what traces say */
    const char *alias; /* another name for it, or NULL */
    uint8_t number;    /* the chip's */
    bool button;       /* wired to a button on the board, pressed = low */
    bool led;          /* wired to an LED on the board */
};

/* What time costs, in virtual microseconds. Any field can be set by --set board.FIELD=N. */
struct board_cost {
    uint32_t step_us;  /* each step of a task, charged after it */
    uint32_t tick_us;  /* grain of the clock that the loop sees; 1: exact */
    uint32_t px_us;    /* an RGB pixel on the wire; one with white takes 4/3 of it */
    uint32_t reset_us; /* the latch after the last pixel */
    uint32_t clock_us; /* a read of the clock by a program */
    uint32_t hz;       /* raw ticks a second: the keypad's clock, and the loop's if tick_us > 1 */
    uint32_t mono_us;  /* resolution of the clock that programs read: 1 or 1000 */
    uint64_t boot_us;  /* time at the first step */
};

/* A field of struct board_cost, as users name it. */
struct board_cost_field {
    const char *name;
    const char *help;
    uint64_t minimum;
    uint64_t maximum;
    const char *const *words; /* what it is called instead of a number, ends in NULL; or NULL */
    uint16_t offset;
    uint8_t size; /* 4 or 8 bytes */
};

struct board_model {
    const char *name;
    const char *title;
    bool simulated_only; /* no firmware for it */
    const struct board_pin *pins;
    size_t pin_count;
    struct board_cost cost; /* unless the scene or the command line says otherwise */
};

extern const struct board_model board_models[];
extern const size_t board_model_count;
extern const struct board_cost_field board_cost_fields[];
extern const size_t board_cost_field_count;

/* NULL if there is none. */
const struct board_model *board_model_find(const char *name);
/* By name or alias, case-sensitive; NULL if the board has no such pin. */
const struct board_pin *board_pin_find(const struct board_model *board, const char *name);
/* The name or alias that somebody may have meant, or NULL. */
const char *board_pin_nearest(const struct board_model *board, const char *name);
/* All pins as a text for people, runs shortened: "GP0 … GP22, GP25 (LED)". At most size - 1 bytes,
 * ended by a zero; `size` of 256 is enough for every board. */
void board_pins_text(const struct board_model *board, char *text, size_t size);

/* NULL if there is none. */
const struct board_cost_field *board_cost_field_find(const char *name);
uint64_t board_cost_get(const struct board_cost *cost, const struct board_cost_field *field);
/* Set `field` ("step_us", …, "boot_us"; "mono") to the number, or "us" or "ms", that `value` says.
 * False, with the reason as one line in `why`, if there is no such field or it cannot be that. */
bool board_cost_set(struct board_cost *cost, const char *field, const char *value, char *why,
                    size_t why_size);

#endif
