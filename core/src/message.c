/* message.c - an event with a value, which an interrupt can set.   SPDX-License-Identifier: MIT
 *
 * The interrupt only sets the flag; the loop, which owns the waiters, wakes them. A task that comes
 * in between stands in their list by then.
 */
#include "coop/message.h"

#include "internal.h"

static void deliver(coop_flag *flag)
{
    coop_message *message = (coop_message *)(void *)((char *)flag - offsetof(coop_message, flag));
    coop_ready_all_(&message->waiters);
}

void coop_message_init(coop_message *message, coop_loop *loop)
{
    *message = (coop_message){.waiters = {NULL}};
    coop_flag_init(&message->flag, loop);
    message->flag.deliver = deliver;
}

void coop_message_set(coop_message *message, uintptr_t value)
{
    uint32_t saved = coop_irq_save_(message->flag.loop);
    message->value = value;
    coop_flag_set(&message->flag);
    coop_irq_restore_(message->flag.loop, saved);
}

void coop_message_clear(coop_message *message)
{
    coop_flag_clear(&message->flag);
}

bool coop_message_is_set(const coop_message *message)
{
    uint32_t saved = coop_irq_save_(message->flag.loop);
    bool set = message->flag.set;
    coop_irq_restore_(message->flag.loop, saved);
    return set;
}

uintptr_t coop_message_value(const coop_message *message)
{
    uint32_t saved = coop_irq_save_(message->flag.loop);
    uintptr_t value = message->value;
    coop_irq_restore_(message->flag.loop, saved);
    return value;
}

static const coop_kind message_kind = {.name = "message", .abandon = coop_leave_};

COOP_BEGIN_(coop_begin_message_)
{
    (void)number;
    (void)out;
    coop_message *message = object;
    task->result = COOP_OK;
    return coop_message_is_set(message) ||
           coop_park_(task, &message_kind, message, &message->waiters);
}
