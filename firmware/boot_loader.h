/* boot_loader.h - ways into the USB boot loader without the BOOTSEL button.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef BOOT_LOADER_H
#define BOOT_LOADER_H

#include <stdint.h>

#define BOOT_LOADER_HOLD_US 10000000u /* longer than anybody holds a button in play */

/* From now on, holding the button at `pin`, which is low then, for BOOT_LOADER_HOLD_US leads to the
 * boot loader. Only for a board that has a button of its own. */
void boot_loader_watch(uint8_t pin);
/* Look at that button; `chip_us` is the chip's time. */
void boot_loader_poll(uint64_t chip_us);
/* A character came in at the console: a line `bootsel` leads to the boot loader. ISR-safe. */
void boot_loader_hear(char c);

#endif
