/* board.h - what a platform gives to the parts, as coop/port.h is what it gives to the loop.
 *                                                                  SPDX-License-Identifier: MIT
 * Parts never touch hardware: they call these. A pin is the chip's own number; what the number
 * is called on a board is the platform's business.
 */
#ifndef PARTS_BOARD_H
#define PARTS_BOARD_H

#include <stdbool.h>
#include <stdint.h>

struct keypad;
struct palette;
struct pixels;

enum pin_pull { PIN_PULL_NONE, PIN_PULL_UP, PIN_PULL_DOWN };

enum pin_edges { PIN_RISING = 1, PIN_FALLING = 2, PIN_BOTH = 3 };

/* What a part wants to hear of a pin. The platform calls happen(), from an interrupt or as if from
 * one, after each of the wanted edges, with the level that they lead to. */
struct pin_watch {
    void (*happen)(struct pin_watch *watch, bool level);
    struct pin_watch *next; /* the platform's, to keep them in a list */
    uint8_t pin;
    uint8_t edges; /* enum pin_edges */
};

/* Whether an edge to `level` is one of those that it wants; for platforms. */
static inline bool pin_watch_wants(const struct pin_watch *watch, uint8_t pin, bool level)
{
    return watch->pin == pin && (watch->edges & (level ? PIN_RISING : PIN_FALLING)) != 0;
}

/* Every function gets `context` back. None may be NULL, except where it is said. */
struct board {
    void *context;
    /* Drive `pin` to `level`; make it an output, first of all with this level, if it is none. */
    void (*write)(void *context, uint8_t pin, bool level);
    /* Let go of `pin`: no output, no pull. */
    void (*release)(void *context, uint8_t pin);
    /* Make `pin` an input with that pull. */
    void (*listen)(void *context, uint8_t pin, enum pin_pull pull);
    /* The level at `pin` now. ISR-safe. */
    bool (*read)(void *context, uint8_t pin);
    /* Tell `watch` of each of its edges from now on, until unwatch(). Of several at one pin each is
     * told, in the order they began. */
    void (*watch)(void *context, struct pin_watch *watch);
    void (*unwatch)(void *context, struct pin_watch *watch);

    /* Microseconds since start, for programs that measure time; reading may cost some. */
    uint64_t (*clock_us)(void *context);
    /* Hold the CPU for `us` [time.sleep]. */
    void (*delay_us)(void *context, uint32_t us);

    /* Hold the CPU until an earlier transfer to `pixels`, if there is one, has been latched. */
    void (*settle)(void *context, const struct pixels *pixels);
    /* Begin to send `size` bytes, in wire order, to `pixels`, which are settled; the bytes stay
     * unchanged until they are latched. Returns how many us that takes. */
    uint32_t (*send)(void *context, const struct pixels *pixels, const uint8_t *bytes,
                     uint16_t size);

    /* Call keypad_scan(keypad) now and then every interval_ms, from an interrupt or as if from
     * one, until scan_end(). */
    void (*scan)(void *context, struct keypad *keypad);
    void (*scan_end)(void *context, struct keypad *keypad);
    /* The board's ticks, in ms, from some start; wraps. ISR-safe. */
    uint32_t (*time_ms)(void *context);
    /* A program has taken a key event; for traces. May be NULL. */
    void (*key_taken)(void *context, uint8_t pin, bool pressed);

    /* Show one line of text, without its line end. */
    void (*print)(void *context, const char *line);

    /* Palettes of its own, behind those of parts/palette.h; see palette_of(). */
    const struct palette *palettes;
    uint8_t palette_count;
};

#endif
