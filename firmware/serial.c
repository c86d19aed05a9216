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
static volatile uint32_t put;  /* counts up without end; its place is modulo serial_size */
static volatile uint32_t sent; /* the same */

static char *place_of(uint32_t count)
{
    return &serial_buffer[count & (serial_size - 1)];
}

static void pump(void)
{
    while (sent != put && uart_is_writable(uart_default)) {
        uart_get_hw(uart_default)->dr = (uint8_t)*place_of(sent);
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

/* ---- The same over USB, where there is TinyUSB ------------------------------------------------
 */

#ifdef LIB_PICO_STDIO_USB

/* The UART's interrupt would come in between. */
static void on_usb(void *context)
{
    char c;
    (void)context;
    while (stdio_usb.in_chars(&c, 1) == 1) {
        uint32_t saved = chip_irq_save();
        hear(c);
        chip_irq_restore(saved);
    }
}

static void start_usb(void)
{
    (void)stdio_usb_init();
    stdio_usb.set_chars_available_callback(on_usb, NULL);
}

static void send_usb(const void *bytes, uint32_t size)
{
    if (stdio_usb_connected())
        stdio_usb.out_chars(bytes, (int)size);
}

#else

static void start_usb(void)
{
}

static void send_usb(const void *bytes, uint32_t size)
{
    (void)bytes;
    (void)size;
}

#endif

/* ---- The UART -------------------------------------------------------------------------------- */

void serial_start(uint32_t baud, void (*hear_character)(char c))
{
    hear = hear_character;
    uart_init(uart_default, baud);
    gpio_set_function(PICO_DEFAULT_UART_TX_PIN, GPIO_FUNC_UART);
    gpio_set_function(PICO_DEFAULT_UART_RX_PIN, GPIO_FUNC_UART);
    gpio_pull_up(PICO_DEFAULT_UART_RX_PIN);
    irq_set_exclusive_handler(UART_IRQ_NUM(uart_default), on_uart);
    irq_set_enabled(UART_IRQ_NUM(uart_default), true);
    uart_set_irqs_enabled(uart_default, true, false);
    start_usb();
}

static void pump_alone(void)
{
    uint32_t saved = chip_irq_save();
    pump();
    chip_irq_restore(saved);
}

uint32_t serial_room(void)
{
    return serial_size - (put - sent);
}

/* What the UART sends makes room; its interrupt ends the sleep. */
static void put_character(char c)
{
    while (serial_room() == 0) {
        pump_alone();
        if (serial_room() == 0)
            chip_sleep(guard_next_us());
        guard_feed();
    }
    *place_of(put) = c;
    __compiler_memory_barrier();
    put++;
}

static void put_text(const char *text)
{
    for (const char *next = text; *next != '\0'; next++)
        put_character(*next);
    pump_alone();
    send_usb(text, strlen(text));
}

void serial_put(const void *bytes, uint32_t size)
{
    const char *next = bytes;
    uint32_t straight = serial_size - (put & (serial_size - 1));
    if (size > serial_room() || size > straight) {
        for (; size > 0; size--)
            put_character(*next++);
    } else {
        memcpy(place_of(put), next, size);
        __compiler_memory_barrier(); /* the interrupt may send them from now on */
        put += size;
    }
    pump_alone();
    send_usb(bytes, size);
}

void serial_print(const char *line)
{
    put_text(line);
    put_text("\r\n");
}

void serial_board_print(void *context, const char *line)
{
    (void)context;
    serial_print(line);
}
