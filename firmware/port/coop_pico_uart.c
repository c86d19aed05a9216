/* coop_pico_uart.c - a stream over a UART of the RP2040.           SPDX-License-Identifier: MIT
 *
 * The receive interrupt puts bytes into one pipe. The transmit interrupt takes them from another,
 * and is off while that is empty.
 */
#include "coop_pico_uart.h"

#include "chip.h"
#include <hardware/gpio.h>
#include <hardware/irq.h>
#include <hardware/uart.h>

static struct coop_pico_uart *uarts[NUM_UARTS];

static void receive(struct coop_pico_uart *uart, uart_inst_t *hardware)
{
    while (uart_is_readable(hardware)) {
        uint32_t word = uart_get_hw(hardware)->dr;
        unsigned char byte = (unsigned char)word;
        bool overrun = (word & UART_UARTDR_OE_BITS) != 0; /* one was lost before this one */
        bool broken = (word & (UART_UARTDR_FE_BITS | UART_UARTDR_BE_BITS)) != 0;
        if (overrun)
            uart->lost++;
        if (broken || coop_pipe_put(&uart->received, &byte, 1) == 0)
            uart->lost++;
    }
}

/* With interrupts kept out. */
static void transmit(struct coop_pico_uart *uart, uart_inst_t *hardware)
{
    unsigned char byte;
    while (uart_is_writable(hardware) && coop_pipe_get(&uart->sent, &byte, 1) > 0)
        uart_get_hw(hardware)->dr = byte;
    uart_set_irqs_enabled(hardware, true, !uart_is_writable(hardware));
}

static void on_interrupt(uint8_t number)
{
    receive(uarts[number], uart_get_instance(number));
    transmit(uarts[number], uart_get_instance(number));
}

static void on_uart0(void)
{
    on_interrupt(0);
}

static void on_uart1(void)
{
    on_interrupt(1);
}

static void begin_sending(void *context)
{
    struct coop_pico_uart *uart = context;
    uint32_t saved = chip_irq_save();
    transmit(uart, uart_get_instance(uart->number));
    chip_irq_restore(saved);
}

void coop_pico_uart_start(struct coop_pico_uart *uart, coop_loop *loop, uint8_t number,
                          uint32_t baud, uint8_t tx, uint8_t rx)
{
    static void (*const handlers[NUM_UARTS])(void) = {on_uart0, on_uart1};
    uart_inst_t *hardware = uart_get_instance(number);
    uint irq = UART_IRQ_NUM(hardware);
    uart->number = number;
    uart->lost = 0;
    coop_pipe_init(&uart->received, loop, uart->received_bytes, sizeof uart->received_bytes);
    coop_pipe_init(&uart->sent, loop, uart->sent_bytes, sizeof uart->sent_bytes);
    uart->sent.begin_sending = begin_sending;
    uart->sent.context = uart;
    uart->ends = (struct coop_pipe_ends){.in = &uart->received, .out = &uart->sent};
    coop_stream_init(&uart->stream, loop, &coop_pipe_io, &uart->ends);
    uarts[number] = uart;

    (void)uart_init(hardware, baud);
    gpio_set_function(tx, GPIO_FUNC_UART);
    gpio_set_function(rx, GPIO_FUNC_UART);
    gpio_pull_up(rx);
    irq_set_exclusive_handler(irq, handlers[number]);
    irq_set_enabled(irq, true);
    uart_set_irqs_enabled(hardware, true, false);
}

uint32_t coop_pico_uart_lost(const struct coop_pico_uart *uart)
{
    return uart->lost;
}
