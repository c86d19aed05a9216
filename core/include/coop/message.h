/* message.h - an event with a value, which an interrupt can set.   SPDX-License-Identifier: MIT
 *
 * Behaves as Hinch's threadsafe.Message: any number of tasks wait, and it stays set until one of
 * them clears it.
 */
#ifndef COOP_MESSAGE_H
#define COOP_MESSAGE_H

#include "coop/coop.h"

/* All members are private. */
typedef struct coop_message {
    coop_list waiters;
    coop_flag flag;
    uintptr_t value;
} coop_message;

/* Not set, its value 0, and bound to the loop whose tasks wait for it. */
void coop_message_init(coop_message *message, coop_loop *loop);
/* Set it, and its value, a number or a pointer; an earlier value is lost. All waiting tasks are due
 * before the next step, in the order they came. ISR-safe. O(waiting tasks), in the loop. */
void coop_message_set(coop_message *message, uintptr_t value);
/* Tasks that were woken stay so, and the value stays what it is. ISR-safe. */
void coop_message_clear(coop_message *message);
bool coop_message_is_set(const coop_message *message);
uintptr_t coop_message_value(const coop_message *message);

COOP_BEGIN_(coop_begin_message_);

/* Over when it is set; at once if it is. */
COOP_MUST_USE static inline coop_op coop_message_wait(coop_message *message)
{
    return (coop_op){coop_begin_message_, message, 0, NULL};
}

#endif
