/* coop_pico.c - coop on a board with an RP2040, by pico-sdk.       SPDX-License-Identifier: MIT */
#include "coop_pico.h"

#include "chip.h"
#include "pico.h"

static volatile bool woken;

static uint64_t now_us(void *context)
{
    (void)context;
    return chip_now_us();
}

static bool idle(void *context, uint64_t until_us)
{
    (void)context;
    while (!woken && chip_now_us() < until_us)
        chip_sleep_unless(&woken, until_us);
    woken = false;
    return true;
}

static void wake(void *context)
{
    (void)context;
    woken = true;
}

static uint32_t irq_save(void *context)
{
    (void)context;
    return chip_irq_save();
}

static void irq_restore(void *context, uint32_t saved)
{
    (void)context;
    chip_irq_restore(saved);
}

static const coop_port port = {NULL, now_us, idle, wake, irq_save, irq_restore};

const coop_port *coop_pico_port(void)
{
    static bool started;
    if (!started)
        chip_start();
    started = true;
    return &port;
}

_Noreturn __attribute__((weak)) void coop_assert_failed(const char *file, int line)
{
    panic("%s:%d: a promise was broken", file, line);
}
