/* uart.c - lines that come over a UART go back, with their length. SPDX-License-Identifier: MIT */
#include <pico/stdlib.h>
#include <stdio.h>
#include <string.h>

#include "coop/keywords.h"
#include "coop_pico.h"
#include "coop_pico_uart.h"

static coop_loop loop;
static struct coop_pico_uart serial;

async_def(answer, char line[80]; char reply[96]; int32_t size;)
{
    async_body {
        while (true) {
            try_await(coop_stream_read_line(&serial.stream, self->line, sizeof self->line));
            self->size = await_result;
            if (self->size > 0)
                snprintf(self->reply, sizeof self->reply, "%d %s", (int)self->size, self->line);
            else
                snprintf(self->reply, sizeof self->reply, "error %d, lost %d\n", (int)self->size,
                         (int)coop_pico_uart_lost(&serial));
            await(coop_stream_write_all(&serial.stream, self->reply, strlen(self->reply)));
        }
    }
    return COOP_DONE;
}

/* What is busy meanwhile does not lose a byte. */
async_def(blink, uint pin;)
{
    async_body {
        gpio_init(self->pin);
        gpio_set_dir(self->pin, GPIO_OUT);
        while (true) {
            gpio_xor_mask(1u << self->pin);
            await(coop_sleep_ms(10));
        }
    }
    return COOP_DONE;
}

int main(void)
{
    static task_of(answer) reader;
    static task_of(blink) blinker;
    coop_init(&loop, coop_pico_port());
    coop_pico_uart_start(&serial, &loop, 0, 115200, 0, 1);
    coop_spawn(&loop, &blinker, blink, .pin = PICO_DEFAULT_LED_PIN);
    return (int)coop_run(&loop, coop_spawn(&loop, &reader, answer));
}
