/* flag.c - an interrupt wakes a task of coop::pico.                SPDX-License-Identifier: MIT */
#include <pico/stdlib.h>

#include "coop/keywords.h"
#include "coop/sync.h"
#include "coop_pico.h"

#define INPUT 14

static coop_loop loop;
static coop_flag changed;

static void on_edge(uint pin, uint32_t events)
{
    (void)pin;
    (void)events;
    coop_flag_set(&changed);
}

async_def(copy_level, uint led;)
{
    async_body {
        while (true) {
            await(coop_flag_wait(&changed));
            gpio_put(self->led, gpio_get(INPUT));
        }
    }
    return COOP_DONE;
}

int main(void)
{
    static task_of(copy_level) job;
    coop_init(&loop, coop_pico_port());
    coop_flag_init(&changed, &loop);
    gpio_init(PICO_DEFAULT_LED_PIN);
    gpio_set_dir(PICO_DEFAULT_LED_PIN, GPIO_OUT);
    gpio_init(INPUT);
    gpio_set_irq_enabled_with_callback(INPUT, GPIO_IRQ_EDGE_RISE | GPIO_IRQ_EDGE_FALL, true,
                                       on_edge);
    return (int)coop_run(&loop, coop_spawn(&loop, &job, copy_level, .led = PICO_DEFAULT_LED_PIN));
}
