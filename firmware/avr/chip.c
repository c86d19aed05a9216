/* chip.c - the ATmega328P's time, sleep and interrupt lock.         SPDX-License-Identifier: MIT */
#include "chip.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>

/* The timer counts each eighth cycle, so it wraps after 65536 half microseconds. */
#if F_CPU != 16000000
#error "the clock is for 16 MHz"
#endif
#define TICKS_US 2u
#define WRAP_US  32768u

static volatile uint64_t wrapped_us; /* in whole wraps, of which an interrupt tells */

ISR(TIMER1_OVF_vect)
{
    wrapped_us += WRAP_US;
}

/* Only there to end a sleep. */
ISR(TIMER1_COMPA_vect)
{
    TIMSK1 = _BV(TOIE1);
}

void chip_start(void)
{
    TCCR1A = 0;
    TCCR1B = _BV(CS11);
    TIMSK1 = _BV(TOIE1);
    set_sleep_mode(SLEEP_MODE_IDLE); /* in any other, Timer 1 stands still */
    sei();
}

uint8_t chip_irq_save(void)
{
    uint8_t saved = SREG;
    cli();
    return saved;
}

void chip_irq_restore(uint8_t saved)
{
    SREG = saved;
}

/* A wrap whose interrupt is still to come counts, unless it came after the ticks were read. */
uint64_t chip_now_us(void)
{
    uint8_t saved = chip_irq_save();
    uint16_t ticks = TCNT1;
    uint64_t us = wrapped_us;
    if ((TIFR1 & _BV(TOV1)) != 0 && ticks < 0x8000u)
        us += WRAP_US;
    chip_irq_restore(saved);
    return us + ticks / TICKS_US;
}

/* The alarm is for the next WRAP_US only; what is farther away, the wrap's interrupt comes before.
 * A match of earlier on may end the sleep at once: that is once only, and sleeps may end early. */
static void set_alarm(uint64_t until_us, uint64_t now_us)
{
    if (until_us - now_us >= WRAP_US)
        return;
    OCR1A = (uint16_t)((uint16_t)until_us * TICKS_US);
    TIMSK1 = _BV(TOIE1) | _BV(OCIE1A);
}

/* `sei` lets no interrupt in before the instruction behind it, which is the sleep. */
void chip_sleep(uint64_t until_us)
{
    uint8_t saved = chip_irq_save();
    uint64_t now_us = chip_now_us();
    if (now_us < until_us) {
        set_alarm(until_us, now_us);
        if (chip_now_us() < until_us) {
            sleep_enable();
            sei();
            sleep_cpu();
            sleep_disable();
        }
    }
    chip_irq_restore(saved);
}
