/* boot_loader.c - ways into the USB boot loader without the BOOTSEL button.
 *                                                                  SPDX-License-Identifier: MIT */
#include "boot_loader.h"

#include <stdbool.h>

#include <hardware/gpio.h>
#include <pico/bootrom.h>

static const char word[] = "bootsel";
static uint8_t heard; /* characters of the line that fit so far; beyond the word: it does not */

static bool watching;
static uint8_t button;
static uint64_t released_us;

void boot_loader_watch(uint8_t pin)
{
    button = pin;
    watching = true;
}

/* An edge ends every sleep and so leads here, so a press that was let go in between is seen. */
void boot_loader_poll(uint64_t chip_us)
{
    if (!watching || gpio_get(button))
        released_us = chip_us;
    else if (chip_us - released_us >= BOOT_LOADER_HOLD_US)
        reset_usb_boot(0, 0);
}

void boot_loader_hear(char c)
{
    bool line_end = c == '\r' || c == '\n';
    if (line_end && heard == sizeof word - 1)
        reset_usb_boot(0, 0);
    if (line_end)
        heard = 0;
    else if (heard < sizeof word - 1 && c == word[heard])
        heard++;
    else
        heard = sizeof word;
}
