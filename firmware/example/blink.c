/* blink.c - two tasks on a Pico, each at its own pace.             SPDX-License-Identifier: MIT */
#include <pico/stdlib.h>

#include "coop/keywords.h"
#include "coop_pico.h"

async_def(blink, uint pin; uint32_t half_ms;)
{
    async_body {
        gpio_init(self->pin);
        gpio_set_dir(self->pin, GPIO_OUT);
        while (true) {
            gpio_xor_mask(1u << self->pin);
            await(coop_sleep_ms(self->half_ms));
        }
    }
    return COOP_DONE;
}

int main(void)
{
    static coop_loop loop;
    static task_of(blink) jobs[2];
    coop_init(&loop, coop_pico_port());
    coop_spawn(&loop, &jobs[0], blink, .pin = PICO_DEFAULT_LED_PIN, .half_ms = 250);
    return (int)coop_run(&loop, coop_spawn(&loop, &jobs[1], blink, .pin = 15, .half_ms = 100));
}
