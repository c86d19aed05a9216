/* fake_port.c - a port whose clock moves only in idle().           SPDX-License-Identifier: MIT */
#include "fake_port.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t now_us(void *context)
{
    return ((struct fake_port *)context)->now_us;
}

static bool idle(void *context, uint64_t until_us)
{
    struct fake_port *fake = context;
    uint64_t limit_us = fake->give_up_us == 0 ? COOP_NEVER : fake->give_up_us;
    fake->idles++;
    if (fake->on_idle != NULL) {
        uint32_t wakes = fake->wakes;
        fake->on_idle(fake);
        if (fake->wakes != wakes)
            return true;
    }
    if (until_us >= limit_us)
        return false;
    uint64_t half_us = fake->now_us + (until_us - fake->now_us + 1) / 2;
    fake->now_us = fake->restless ? half_us : until_us;
    return true;
}

static void wake(void *context)
{
    ((struct fake_port *)context)->wakes++;
}

static uint32_t irq_save(void *context)
{
    return ((struct fake_port *)context)->irq_depth++;
}

static void irq_restore(void *context, uint32_t saved)
{
    struct fake_port *fake = context;
    if (--fake->irq_depth != saved)
        coop_assert_failed(__FILE__, __LINE__);
}

coop_port fake_port_init(struct fake_port *fake)
{
    return (coop_port){fake, now_us, idle, wake, irq_save, irq_restore};
}

_Noreturn void coop_assert_failed(const char *file, int line)
{
    fprintf(stderr, "assertion at %s:%d\n", file, line);
    abort();
}

void journal_add(struct journal *journal, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    size_t room = sizeof journal->text - journal->size;
    int size = vsnprintf(journal->text + journal->size, room, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= room)
        abort();
    journal->size += (size_t)size;
}
