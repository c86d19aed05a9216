/* guard.c - the watchdog, and what is known of a fault after it.   SPDX-License-Identifier: MIT
 *
 * The watchdog's first bite is an interrupt, which completes the record; then it resets. Files and
 * names would take RAM here: a broken promise is known by its address, which avr-addr2line finds
 * in the ELF.
 */
#include "guard.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/pgmspace.h>
#include <avr/wdt.h>
#include <stdlib.h>
#include <string.h>

#include "chip.h"

#define FEED_US   500000u
#define MAGIC     0x474C4F57u /* "GLOW" */
#define LINE_SIZE 96

enum cause { CAUSE_NONE, CAUSE_STUCK, CAUSE_ASSERTION };

static struct {
    uint32_t magic;
    const coop_task *task;
    uint16_t line;    /* where it had last stopped */
    uint16_t address; /* where a promise was broken, in bytes */
    uint8_t cause;    /* enum cause */
} record __attribute__((section(".noinit")));

static uint8_t last_cause;
static uint64_t fed_us;

/* ---- Faults ---------------------------------------------------------------------------------- */

/* It keeps running after it has reset the chip, with the shortest of its times. */
static void __attribute__((naked, used, section(".init3"))) stop_watchdog(void)
{
    MCUSR = 0;
    wdt_disable();
}

_Noreturn static void restart(enum cause cause)
{
    record.cause = (uint8_t)cause;
    cli();
    wdt_enable(WDTO_15MS);
    while (true) {
    }
}

ISR(WDT_vect)
{
    restart(CAUSE_STUCK);
}

_Noreturn void coop_assert_failed(const char *file, int line)
{
    (void)file;
    (void)line;
    record.address = (uint16_t)((uintptr_t)__builtin_return_address(0) * 2u);
    restart(CAUSE_ASSERTION);
}

/* ---- Watchdog -------------------------------------------------------------------------------- */

/* Source: ATmega328P datasheet, "Watchdog Timer": to change it takes two writes within four cycles.
 * Two seconds, by interrupt and then reset. */
static void start_watchdog(void)
{
    uint8_t saved = chip_irq_save();
    wdt_reset();
    WDTCSR = _BV(WDCE) | _BV(WDE);
    WDTCSR = _BV(WDIE) | _BV(WDE) | _BV(WDP2) | _BV(WDP1) | _BV(WDP0);
    chip_irq_restore(saved);
}

void guard_start(void)
{
    last_cause = record.magic == MAGIC ? record.cause : CAUSE_NONE;
    if (last_cause == CAUSE_NONE)
        record.task = NULL;
    record.magic = MAGIC;
    record.cause = CAUSE_NONE;
    start_watchdog();
}

void guard_feed(void)
{
    fed_us = chip_now_us();
    wdt_reset();
}

uint64_t guard_next_us(void)
{
    return fed_us + FEED_US;
}

void guard_step(const coop_task *task)
{
    record.task = task;
    record.line = coop_line(task);
}

/* ---- The report ------------------------------------------------------------------------------ */

static void add_number(char *line, uint16_t number, int base)
{
    char digits[6];
    (void)strcat(line, utoa(number, digits, base));
}

void guard_report(void (*print)(const char *line), const char *(*name_of)(const coop_task *task))
{
    const char *name = name_of(record.task);
    char line[LINE_SIZE];
    if (last_cause == CAUSE_NONE)
        return;
    (void)strcpy_P(line, PSTR("glowloop: restarted after a fault: "));
    if (name == NULL) {
        (void)strcat_P(line, PSTR("no task had begun"));
    } else {
        (void)strcat_P(line, PSTR("task \""));
        (void)strncat(line, name, 16);
        (void)strcat_P(line, PSTR("\", from line "));
        add_number(line, record.line, 10);
    }
    print(line);
    if (last_cause == CAUSE_STUCK) {
        (void)strcpy_P(line, PSTR("glowloop: it held the CPU for over 2000 ms"));
    } else {
        (void)strcpy_P(line, PSTR("glowloop: a promise was broken at 0x"));
        add_number(line, record.address, 16);
    }
    print(line);
}
