/* chip.c - the RP2040's time, sleep and interrupt lock.            SPDX-License-Identifier: MIT */
#include "chip.h"

#include <hardware/irq.h>
#include <hardware/sync.h>
#include <hardware/timer.h>

static uint alarm;

/* Only there to end a sleep. */
static void on_alarm(void)
{
    timer_hw->intr = 1u << alarm;
}

void chip_start(void)
{
    alarm = (uint)hardware_alarm_claim_unused(true);
    uint irq = hardware_alarm_get_irq_num(alarm);
    irq_set_exclusive_handler(irq, on_alarm);
    hw_set_bits(&timer_hw->inte, 1u << alarm);
    irq_set_enabled(irq, true);
}

uint64_t chip_now_us(void)
{
    return time_us_64();
}

/* WFI ends when an interrupt is pending, even one that is kept out, so that none can slip in
 * between the looks and the sleep. The alarm compares 32 bits: one that is far away comes early. */
void chip_sleep_unless(const volatile bool *stay_awake, uint64_t until_us)
{
    uint32_t saved = save_and_disable_interrupts();
    timer_hw->alarm[alarm] = (uint32_t)until_us;
    if (!*stay_awake && chip_now_us() < until_us)
        __wfi();
    timer_hw->armed = 1u << alarm;
    restore_interrupts(saved);
}

void chip_sleep(uint64_t until_us)
{
    static const volatile bool never = false;
    chip_sleep_unless(&never, until_us);
}

uint32_t chip_irq_save(void)
{
    return save_and_disable_interrupts();
}

void chip_irq_restore(uint32_t saved)
{
    restore_interrupts(saved);
}
