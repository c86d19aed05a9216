/* serial.c - the console of a board.                               SPDX-License-Identifier: MIT
 *
 * print() fills the buffer and the UART; when that is full its interrupt goes on. The interrupt
 * owns `sent`, print() owns `put`.
 */
#include "serial.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "chip.h"
#include "guard.h"
#include <hardware/gpio.h>
#include <hardware/irq.h>
#include <hardware/uart.h>
#ifdef LIB_PICO_STDIO_USB
#include <pico/stdio/driver.h>
#include <pico/stdio_usb.h>
#endif

static void (*hear)(char c);
static char buffer[SERIAL_SIZE];
static volatile uint32_t put;  /* counts up without end; its place is modulo SERIAL_SIZE */
static volatile uint32_t sent; /* the same */

_Static_assert((SERIAL_SIZE & (SERIAL_SIZE - 1)) == 0, "counters wrap at a power of two");

static void pump(void)
{
    while (sent != put && uart_is_writable(uart_default)) {
        uart_get_hw(uart_default)->dr = (uint8_t)buffer[sent % SERIAL_SIZE];
        sent++;
    }
    uart_set_irqs_enabled(uart_default, true, sent != put);
}

static void on_uart(void)
{
    while (uart_is_readable(uart_default))
        hear((char)uart_get_hw(uart_default)->dr);
    pump();
}

void serial_start(void (*hear_character)(char c))
{
    hear = hear_character;
    uart_init(uart_default, 115200);
    gpio_set_function(PICO_DEFAULT_UART_TX_PIN, GPIO_FUNC_UART);
    gpio_set_function(PICO_DEFAULT_UART_RX_PIN, GPIO_FUNC_UART);
    gpio_pull_up(PICO_DEFAULT_UART_RX_PIN);
    irq_set_exclusive_handler(UART_IRQ_NUM(uart_default), on_uart);
    irq_set_enabled(UART_IRQ_NUM(uart_default), true);
    uart_set_irqs_enabled(uart_default, true, false);
#ifdef LIB_PICO_STDIO_USB
    (void)stdio_usb_init();
#endif
}

static void pump_alone(void)
{
    uint32_t saved = chip_irq_save();
    pump();
    chip_irq_restore(saved);
}

/* What the UART sends makes room; its interrupt ends the sleep. */
static void put_character(char c)
{
    while (put - sent == SERIAL_SIZE) {
        pump_alone();
        if (put - sent == SERIAL_SIZE)
            chip_sleep(guard_next_us());
        guard_feed();
    }
    buffer[put % SERIAL_SIZE] = c;
    put++;
}

static void put_text(const char *text)
{
    for (; *text != '\0'; text++)
        put_character(*text);
    pump_alone();
}

void serial_print(const char *line)
{
    put_text(line);
    put_text("\r\n");
#ifdef LIB_PICO_STDIO_USB
    if (stdio_usb_connected()) {
        stdio_usb.out_chars(line, (int)strlen(line));
        stdio_usb.out_chars("\r\n", 2);
    }
#endif
}

void serial_board_print(void *context, const char *line)
{
    (void)context;
    serial_print(line);
}
