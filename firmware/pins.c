/* pins.c - digital pins, and the times of their edges.             SPDX-License-Identifier: MIT
 *
 * The interrupt owns `noted`, the scene's side owns `passed` and all levels.
 */
#include "pins.h"

#include <stddef.h>

#include "chip.h"
#include "pace.h"
#include "wires.h"

/* Between two looks: a bouncing contact makes some tens in a millisecond. A power of two, up to
 * 128. */
#ifndef EDGES_MAX
#define EDGES_MAX 128
#endif

#define PINS_MAX 32 /* a bit each */

struct edge {
    uint64_t time_us;
    uint8_t pin;
    bool level;
};

static struct edge edges[EDGES_MAX];
static volatile uint8_t noted;  /* counts up and wraps; its place is modulo EDGES_MAX */
static volatile uint8_t passed; /* the same; bytes, because any chip reads those at once */
static volatile bool missed;    /* there was no room for one */
static uint32_t levels;         /* of inputs, a bit each, as the scene knows them */
static uint32_t tracked;        /* inputs whose edges are noted */
static struct pin_watch *watches;

_Static_assert(EDGES_MAX <= 128 && (EDGES_MAX & (EDGES_MAX - 1)) == 0,
               "counters are a byte, and wrap at a power of two");

static bool is_tracked(uint8_t pin)
{
    return (tracked >> pin & 1) != 0;
}

/* ---- The interrupt --------------------------------------------------------------------------- */

void pins_note(uint64_t time_us, uint8_t pin, bool level)
{
    if ((uint8_t)(noted - passed) == EDGES_MAX) {
        missed = true;
        return;
    }
    edges[noted % EDGES_MAX] = (struct edge){time_us, pin, level};
    noted++;
}

/* ---- Edges come to pass ---------------------------------------------------------------------- */

static void take_level(uint8_t pin, bool level)
{
    if (pins_read(NULL, pin) == level)
        return;
    levels ^= UINT32_C(1) << pin;
    for (struct pin_watch *watch = watches; watch != NULL; watch = watch->next)
        if (pin_watch_wants(watch, pin, level))
            watch->happen(watch, level);
}

/* After a storm that the buffer could not hold, the levels at least are right. */
static void catch_up(void)
{
    missed = false;
    for (uint8_t pin = 0; pin < PINS_MAX; pin++)
        if (is_tracked(pin))
            take_level(pin, wires_level(pin));
}

static uint64_t next_us(void)
{
    return passed == noted ? COOP_NEVER : edges[passed % EDGES_MAX].time_us;
}

static void pass(void)
{
    struct edge edge = edges[passed % EDGES_MAX];
    passed++;
    if (is_tracked(edge.pin))
        take_level(edge.pin, edge.level);
    if (missed && passed == noted)
        catch_up();
}

/* ---- The board's functions ------------------------------------------------------------------- */

static void begin_edges(void)
{
    static struct pace_source source = {.next_us = next_us, .pass = pass};
    static bool begun;
    if (begun)
        return;
    begun = true;
    pace_add_news(&source);
    wires_start();
}

static void set_level(uint8_t pin, bool level)
{
    levels = (levels & ~(UINT32_C(1) << pin)) | (uint32_t)level << pin;
}

static void forget(uint8_t pin)
{
    wires_watch(pin, false);
    tracked &= ~(UINT32_C(1) << pin);
}

/* A pull needs a moment to charge the wire. */
void pins_expect(uint8_t pin, enum pin_pull pull)
{
    begin_edges();
    wires_listen(pin, pull);
    uint64_t settled_us = chip_now_us() + 20;
    while (chip_now_us() < settled_us)
        chip_sleep(settled_us);
    set_level(pin, wires_level(pin));
    tracked |= UINT32_C(1) << pin;
    wires_watch(pin, true);
}

void pins_write(void *context, uint8_t pin, bool level)
{
    (void)context;
    if (is_tracked(pin))
        forget(pin);
    wires_drive(pin, level);
    set_level(pin, level);
}

void pins_release(void *context, uint8_t pin)
{
    (void)context;
    forget(pin);
    wires_listen(pin, PIN_PULL_NONE);
}

void pins_listen(void *context, uint8_t pin, enum pin_pull pull)
{
    (void)context;
    if (is_tracked(pin))
        wires_pull(pin, pull);
    else
        pins_expect(pin, pull);
}

bool pins_read(void *context, uint8_t pin)
{
    (void)context;
    return levels >> pin & 1;
}

void pins_watch(void *context, struct pin_watch *watch)
{
    (void)context;
    struct pin_watch **place = &watches;
    while (*place != NULL)
        place = &(*place)->next;
    watch->next = NULL;
    *place = watch;
}

void pins_unwatch(void *context, struct pin_watch *watch)
{
    (void)context;
    struct pin_watch **place = &watches;
    while (*place != NULL && *place != watch)
        place = &(*place)->next;
    if (*place != NULL)
        *place = watch->next;
}
