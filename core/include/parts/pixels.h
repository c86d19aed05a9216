/* pixels.h - a ring or strip of NeoPixels (WS2812, SK6812).        SPDX-License-Identifier: MIT
 *
 *     static uint8_t storage[PIXELS_STORAGE(16, PIXELS_GRB)];
 *     pixels_init(&ring, &board, 28, 16, PIXELS_GRB, storage);
 *     pixels_set_brightness(&ring, PIXELS_BRIGHTNESS(20));
 *     pixels_fill(&ring, RGB(0, 0, 255));
 *     pixels_show(&ring);
 *
 * Behaves as CircuitPython's neopixel with its native pixelbuf: colours are kept as set, and
 * scaled and put in wire order when they are sent.
 */
#ifndef PARTS_PIXELS_H
#define PARTS_PIXELS_H

#include <stdbool.h>
#include <stdint.h>

#include "coop/coop.h"
#include "parts/board.h"
#include "parts/color.h"

/* Bytes on the wire, in order. The last two have a white channel. */
enum pixels_order {
    PIXELS_RGB,
    PIXELS_RBG,
    PIXELS_GRB,
    PIXELS_GBR,
    PIXELS_BRG,
    PIXELS_BGR,
    PIXELS_RGBW,
    PIXELS_GRBW
};

/* Bytes that `count` pixels need: their colours, and what is on the wire. */
#define PIXELS_STORAGE(count, order) (2u * (count) * ((order) >= PIXELS_RGBW ? 4u : 3u))

/* Brightness as the device has it, 0 to 256 (full), of a percentage 0 to 100. */
#define PIXELS_BRIGHTNESS(percent) ((uint16_t)((percent)*256u / 100u))

/* Private: as many as `count` if the pixels are what most are, with three channels and sent when
 * they are told to be; of others, and of views, none. So to set one takes one comparison. */
#define PIXELS_PLAIN_COUNT(count, order, auto_write)                                               \
    ((order) < PIXELS_RGBW && !(auto_write) ? (count) : 0)

/* All members are private, except to read them. */
struct pixels {
    const struct board *board;
    uint8_t *colors; /* as set: red, green, blue and, if there is one, white of each pixel */
    uint8_t *wire;   /* as sent */
    uint16_t count;
    uint16_t plain_count; /* see PIXELS_PLAIN_COUNT */
    uint16_t brightness;  /* 0..256 */
    uint8_t pin;
    uint8_t order; /* enum pixels_order */
    bool auto_write;
    bool gamma;
    bool dithered;
    uint8_t dither_phase;
    uint16_t current_ma_max;     /* 0: no limit */
    struct pixels *whole;        /* of a view */
    const struct pixel_map *map; /* of a view */
};

/* `count` pixels, 1 to 16383, at `pin`, all black, full brightness, auto_write off, nothing sent.
 * `storage` has PIXELS_STORAGE(count, order) bytes and outlives them. */
void pixels_init(struct pixels *pixels, const struct board *board, uint8_t pin, uint16_t count,
                 enum pixels_order order, uint8_t *storage);

uint8_t pixels_channels(const struct pixels *pixels); /* 3 or 4 */

/* Set the colour 0xRRGGBB of pixel `index`; beyond the last asserts. With a white channel a grey
 * is made by white alone. With auto_write, sent at once. */
void pixels_set(struct pixels *pixels, uint16_t index, uint32_t color);
/* All four channels as they are; white is dropped where there is none. */
void pixels_set_rgbw(struct pixels *pixels, uint16_t index, uint8_t red, uint8_t green,
                     uint8_t blue, uint8_t white);
void pixels_fill(struct pixels *pixels, uint32_t color);
/* As set: 0xRRGGBB, and white in the top byte. */
uint32_t pixels_get(const struct pixels *pixels, uint16_t index);

/* 0 to 256; a byte v is sent as v * brightness / 256. With auto_write a change is sent at once. */
void pixels_set_brightness(struct pixels *pixels, uint16_t brightness);
/* On: each of the calls above sends all pixels, once, and holds the CPU meanwhile. */
void pixels_set_auto_write(struct pixels *pixels, bool auto_write);

/* Begin to send all pixels, and return how many us it takes until they are latched. The next send
 * waits for the end of this one, so nothing has to be awaited; colours may be set meanwhile. */
uint32_t pixels_send(struct pixels *pixels);
/* Send all pixels, and hold the CPU until they are latched, as CircuitPython does: 30 us a pixel
 * (40 with white) and the latch. */
void pixels_show(struct pixels *pixels);
/* The same, but other tasks run meanwhile. Over when the pixels are latched. */
COOP_MUST_USE coop_op pixels_show_async(struct pixels *pixels);

/* ---- Light ------------------------------------------------------------------------------------
 * What lies between the colours as set and the bytes on the wire, besides brightness. */

/* Send color_gamma() of each byte, before brightness. */
void pixels_set_gamma(struct pixels *pixels, bool gamma);

/* Let what brightness cuts off light a pixel one step more in as many frames out of 256: of use
 * from some 100 frames a second on, which must be sent even if nothing changes. */
void pixels_set_dither(struct pixels *pixels, bool dithered);

/* Send a frame that would need more than this darker, so that it does not; 0: as it is. The supply
 * then sees at most this, but for what pixels need when dark. Costs a second look at each byte. */
void pixels_set_current_limit(struct pixels *pixels, uint16_t current_ma_max);

/* What bytes on the wire make the pixels draw, in uA: 20 mA for a byte of 255, and 1 mA for each
 * of `count` pixels. Source: 60 mA for full white and about 1 mA when dark, in Adafruit's NeoPixel
 * guide on powering them. */
uint32_t pixels_current_ua(const uint8_t *bytes, uint16_t size, uint16_t count);

/* ---- Views ------------------------------------------------------------------------------------
 * A view is a struct pixels like any other to programs, but its pixels are those of another, in an
 * order of its own: a part of a strip, every second one, rows of a grid. */

struct pixel_map {
    uint16_t count;         /* of the view's pixels */
    const uint16_t *starts; /* pixel i is places[starts[i]] up to starts[i + 1]; NULL: places[i] */
    const uint16_t *places; /* in the whole */
};

/* Make `view` one of `whole`, which is initialised and no view. All three must outlive the view. A
 * place beyond the whole asserts when it is set. To send a view sends the whole, and brightness and
 * light are the whole's. */
void pixels_view(struct pixels *view, struct pixels *whole, const struct pixel_map *map);

/* What `pixels` are a view of, or they themselves. */
static inline struct pixels *pixels_whole(struct pixels *pixels)
{
    return pixels->whole != NULL ? pixels->whole : pixels;
}

/* How the pixels of a grid are wired. */
enum grid_wiring {
    GRID_COLUMNS = 1,     /* along columns, not rows */
    GRID_ALTERNATING = 2, /* every second row or column runs backwards */
    GRID_MIRRORED = 4,    /* the first pixel is at the right */
    GRID_UPTURNED = 8     /* the first pixel is at the bottom */
};

/* Where the pixel of column `x` and row `y`, from the upper left, of such a grid is. */
uint16_t pixels_grid_place(uint16_t width, uint16_t height, unsigned wiring, uint16_t x,
                           uint16_t y);

#endif
