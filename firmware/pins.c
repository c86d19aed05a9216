/* pins.c - digital pins, and the times of their edges.             SPDX-License-Identifier: MIT
 *
 * The interrupt owns `noted`, the scene's side owns `passed` and all levels.
 */
#include "pins.h"

#include "chip.h"
#include "pace.h"
#include <hardware/gpio.h>
#include <hardware/irq.h>

#define EDGES_MAX 128 /* between two looks: a bouncing contact makes some tens in a millisecond */
#define BOTH      (GPIO_IRQ_EDGE_FALL | GPIO_IRQ_EDGE_RISE)

struct edge {
    uint64_t time_us;
    uint8_t pin;
    bool level;
};

static struct edge edges[EDGES_MAX];
static volatile uint32_t noted;  /* counts up without end; its place is modulo EDGES_MAX */
static volatile uint32_t passed; /* the same */
static volatile bool missed;     /* there was no room for one */
static uint32_t levels;          /* of inputs, a bit each, as the scene knows them */
static uint32_t tracked;         /* inputs whose edges are noted */
static struct pin_watch *watches;

_Static_assert((EDGES_MAX & (EDGES_MAX - 1)) == 0, "counters wrap at a power of two");

/* ---- The interrupt --------------------------------------------------------------------------- */

static void note(uint64_t time_us, uint8_t pin, bool level)
{
    if (noted - passed == EDGES_MAX) {
        missed = true;
        return;
    }
    edges[noted % EDGES_MAX] = (struct edge){time_us, pin, level};
    noted++;
}

/* Both edges at once: the level now tells which was the later. */
static void note_events(uint64_t time_us, uint8_t pin, uint32_t events)
{
    bool level = events == BOTH ? gpio_get(pin) : events == GPIO_IRQ_EDGE_RISE;
    gpio_acknowledge_irq(pin, events);
    if (events == BOTH)
        note(time_us, pin, !level);
    note(time_us, pin, level);
}

static void on_edges(void)
{
    uint64_t time_us = pace_real_us();
    for (uint8_t pin = 0; pin < NUM_BANK0_GPIOS; pin++) {
        uint32_t events = gpio_get_irq_event_mask(pin) & BOTH;
        if ((tracked >> pin & 1) != 0 && events != 0)
            note_events(time_us, pin, events);
    }
}

/* ---- Edges come to pass ---------------------------------------------------------------------- */

static void take_level(uint8_t pin, bool level)
{
    if (pins_read(NULL, pin) == level)
        return;
    levels ^= 1u << pin;
    for (struct pin_watch *watch = watches; watch != NULL; watch = watch->next)
        if (pin_watch_wants(watch, pin, level))
            watch->happen(watch, level);
}

/* After a storm that the buffer could not hold, the levels at least are right. */
static void catch_up(void)
{
    missed = false;
    for (uint8_t pin = 0; pin < NUM_BANK0_GPIOS; pin++)
        if ((tracked >> pin & 1) != 0)
            take_level(pin, gpio_get(pin));
}

static uint64_t next_us(void)
{
    return passed == noted ? COOP_NEVER : edges[passed % EDGES_MAX].time_us;
}

static void pass(void)
{
    struct edge edge = edges[passed % EDGES_MAX];
    passed++;
    if ((tracked >> edge.pin & 1) != 0)
        take_level(edge.pin, edge.level);
    if (missed && passed == noted)
        catch_up();
}

/* ---- The board's functions ------------------------------------------------------------------- */

static void begin_interrupts(void)
{
    static struct pace_source source = {.next_us = next_us, .pass = pass};
    static bool begun;
    if (begun)
        return;
    begun = true;
    pace_add_news(&source);
    irq_set_exclusive_handler(IO_IRQ_BANK0, on_edges);
    irq_set_priority(IO_IRQ_BANK0, PICO_HIGHEST_IRQ_PRIORITY);
    irq_set_enabled(IO_IRQ_BANK0, true);
}

static void set_pulls(uint8_t pin, enum pin_pull pull)
{
    gpio_set_pulls(pin, pull == PIN_PULL_UP, pull == PIN_PULL_DOWN);
}

static void set_level(uint8_t pin, bool level)
{
    levels = (levels & ~(1u << pin)) | (uint32_t)level << pin;
}

static void forget(uint8_t pin)
{
    gpio_set_irq_enabled(pin, BOTH, false);
    tracked &= ~(1u << pin);
}

/* A pull needs a moment to charge the wire. */
void pins_expect(uint8_t pin, enum pin_pull pull)
{
    begin_interrupts();
    gpio_init(pin);
    set_pulls(pin, pull);
    uint64_t settled_us = chip_now_us() + 20;
    while (chip_now_us() < settled_us)
        chip_sleep(settled_us);
    set_level(pin, gpio_get(pin));
    tracked |= 1u << pin;
    gpio_set_irq_enabled(pin, BOTH, true);
}

void pins_write(void *context, uint8_t pin, bool level)
{
    (void)context;
    if (!gpio_is_dir_out(pin) || gpio_get_function(pin) != GPIO_FUNC_SIO) {
        forget(pin);
        gpio_init(pin);
    }
    gpio_put(pin, level);
    gpio_set_dir(pin, GPIO_OUT);
    set_level(pin, level);
}

void pins_release(void *context, uint8_t pin)
{
    (void)context;
    forget(pin);
    gpio_set_dir(pin, GPIO_IN);
    set_pulls(pin, PIN_PULL_NONE);
}

void pins_listen(void *context, uint8_t pin, enum pin_pull pull)
{
    (void)context;
    if ((tracked >> pin & 1) != 0)
        set_pulls(pin, pull);
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
