/* board.h - one process after the other on a bare Cortex-M0.       SPDX-License-Identifier: MIT
 *
 * An image is a row of processes, as the host's Criterion makes one of each test: each begins with
 * fresh variables and an empty stack, and ends in process_end(), however deep it is. Whoever links
 * board.c gives process_run() and process_ended().
 */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stdint.h>

/* Variables with this keep their value from one process to the next; 0 at first. */
#ifdef __AVR__
#define KEPT __attribute__((section(".noinit"))) /* which the C library leaves alone */
#else
#define KEPT __attribute__((section(".kept")))
#endif

/* The status of a process that called abort(), as a shell has it: 128 and the signal's number. */
#define STATUS_OF(signal_) (128 + (signal_))

/* Run process `number`, from 0 on; or call board_end(), if there is none. To return is status 0. */
void process_run(uint32_t number);

/* It has ended. On an empty stack, with the variables of the process still there. */
void process_ended(uint32_t number, int status);

/* End the process that runs: 0 is success, others are the caller's. */
_Noreturn void process_end(int status);

/* End the image: with success, if `fine`; after a line that tells how deep the stack was in the
 * deepest process. */
_Noreturn void board_end(bool fine);

#endif
