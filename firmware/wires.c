/* wires.c - the pins of an RP2040, by pico-sdk.                    SPDX-License-Identifier: MIT */
#include "wires.h"

#include "pace.h"
#include "pins.h"
#include <hardware/gpio.h>
#include <hardware/irq.h>

#define BOTH (GPIO_IRQ_EDGE_FALL | GPIO_IRQ_EDGE_RISE)

static uint32_t watched; /* a bit each */

/* ---- The interrupt --------------------------------------------------------------------------- */

/* Both edges at once: the level now tells which was the later. */
static void note_events(uint64_t time_us, uint8_t pin, uint32_t events)
{
    bool level = events == BOTH ? gpio_get(pin) : events == GPIO_IRQ_EDGE_RISE;
    gpio_acknowledge_irq(pin, events);
    if (events == BOTH)
        pins_note(time_us, pin, !level);
    pins_note(time_us, pin, level);
}

static void on_edges(void)
{
    uint64_t time_us = pace_real_us();
    for (uint8_t pin = 0; pin < NUM_BANK0_GPIOS; pin++) {
        uint32_t events = gpio_get_irq_event_mask(pin) & BOTH;
        if ((watched >> pin & 1) != 0 && events != 0)
            note_events(time_us, pin, events);
    }
}

void wires_start(void)
{
    irq_set_exclusive_handler(IO_IRQ_BANK0, on_edges);
    irq_set_priority(IO_IRQ_BANK0, PICO_HIGHEST_IRQ_PRIORITY);
    irq_set_enabled(IO_IRQ_BANK0, true);
}

/* ---- Pins ------------------------------------------------------------------------------------ */

void wires_drive(uint8_t pin, bool level)
{
    if (!gpio_is_dir_out(pin) || gpio_get_function(pin) != GPIO_FUNC_SIO)
        gpio_init(pin);
    gpio_put(pin, level);
    gpio_set_dir(pin, GPIO_OUT);
}

void wires_listen(uint8_t pin, enum pin_pull pull)
{
    gpio_init(pin);
    wires_pull(pin, pull);
}

void wires_pull(uint8_t pin, enum pin_pull pull)
{
    gpio_set_pulls(pin, pull == PIN_PULL_UP, pull == PIN_PULL_DOWN);
}

void wires_watch(uint8_t pin, bool on)
{
    watched = (watched & ~(1u << pin)) | (uint32_t)on << pin;
    gpio_set_irq_enabled(pin, BOTH, on);
}

bool wires_level(uint8_t pin)
{
    return gpio_get(pin);
}
