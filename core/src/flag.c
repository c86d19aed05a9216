/* flag.c - a flag that an interrupt sets.                          SPDX-License-Identifier: MIT
 *
 * The interrupt only puts the flag on the loop's list; the loop makes the waiting task due before
 * the next step. So nothing else in the loop needs to be guarded.
 */
#include "coop/driver.h"
#include "internal.h"

uint32_t coop_irq_save_(const coop_loop *loop)
{
    return loop->port->irq_save(loop->port->context);
}

void coop_irq_restore_(const coop_loop *loop, uint32_t saved)
{
    loop->port->irq_restore(loop->port->context, saved);
}

void coop_flag_set(coop_flag *flag)
{
    coop_loop *loop = flag->loop;
    COOP_ASSERT(loop != NULL);
    uint32_t saved = coop_irq_save_(loop);
    flag->set = true;
    bool wake = (flag->waiter != NULL || flag->deliver != NULL) && !flag->listed;
    if (wake) {
        flag->listed = true;
        flag->next = flag;
        if (loop->flagged != NULL) {
            flag->next = loop->flagged->next;
            loop->flagged->next = flag;
        }
        loop->flagged = flag;
        coop_flagged_(loop, true);
    }
    coop_irq_restore_(loop, saved);
    if (wake)
        loop->port->wake(loop->port->context);
}

void coop_flag_clear(coop_flag *flag)
{
    uint32_t saved = coop_irq_save_(flag->loop);
    flag->set = false;
    coop_irq_restore_(flag->loop, saved);
}

/* Before all that are ready, and all sleepers that are due, but behind those that came before it in
 * the same haste. */
static void hasten(coop_loop *loop, coop_task *task)
{
    coop_task *before = loop->ready.last;
    bool all = before == NULL;
    while (!all && coop_root_(before->next)->urgent) {
        before = before->next;
        all = before == loop->ready.last;
    }
    task->due_us = 0;
    if (all) {
        coop_list_push_(&loop->ready, task);
    } else {
        task->next = before->next;
        before->next = task;
    }
    coop_made_ready_(loop, task);
}

static void wake(coop_loop *loop, coop_task *task)
{
    if (coop_root_(task)->urgent)
        hasten(loop, task);
    else
        coop_ready_(task);
}

static void deliver(coop_loop *loop)
{
    uint32_t saved = coop_irq_save_(loop);
    const coop_flag *last = loop->flagged;
    coop_flag *flag = last->next;
    loop->flagged = NULL;
    coop_flagged_(loop, false);
    while (true) {
        flag->listed = false;
        if (flag->deliver != NULL)
            flag->deliver(flag);
        if (flag->waiter != NULL && flag->set) { /* not cancelled, cleared or taken in between */
            wake(loop, flag->waiter);
            flag->waiter = NULL;
        }
        if (flag == last)
            break;
        flag = flag->next;
    }
    coop_irq_restore_(loop, saved);
}

void coop_flag_init(coop_flag *flag, coop_loop *loop)
{
    *flag = (coop_flag){.loop = loop};
    loop->deliver = deliver;
}

bool coop_flag_park(coop_flag *flag, coop_task *task, const coop_kind *kind)
{
    COOP_ASSERT(flag->loop == coop_loop_(task) && flag->waiter == NULL);
    uint32_t saved = coop_irq_save_(flag->loop);
    bool set = flag->set;
    flag->set = false;
    if (!set)
        flag->waiter = task;
    coop_irq_restore_(flag->loop, saved);
    if (set)
        return false;
    task->kind = kind;
    (void)coop_wait_(task);
    return true;
}

/* The flag may still be set for what has been taken: then it looks again. */
bool coop_flag_take(coop_flag *flag, coop_task *task, const coop_kind *kind,
                    bool (*take)(coop_task *task))
{
    if (coop_flag_awaited(flag)) {
        task->result = COOP_ERR_BUSY;
        return true;
    }
    do {
        if (take(task))
            return true;
    } while (!coop_flag_park(flag, task, kind));
    return false;
}

bool coop_flag_awaited(const coop_flag *flag)
{
    return flag->waiter != NULL;
}

void coop_flag_leave(coop_flag *flag)
{
    uint32_t saved = coop_irq_save_(flag->loop);
    flag->waiter = NULL;
    coop_irq_restore_(flag->loop, saved);
}

/* What was set since the task was woken belongs to the same wait. */
static bool resume(coop_task *task)
{
    coop_flag_clear(task->object);
    task->result = COOP_OK;
    return true;
}

static void abandon(coop_task *task)
{
    coop_flag_leave(task->object);
}

static const coop_kind flag_kind = {.name = "flag", .resume = resume, .abandon = abandon};

COOP_BEGIN_(coop_begin_flag_)
{
    (void)number;
    (void)out;
    if (coop_flag_awaited(object)) {
        task->result = COOP_ERR_BUSY;
        return true;
    }
    task->object = object;
    if (coop_flag_park(object, task, &flag_kind))
        return false;
    task->result = COOP_OK;
    return true;
}
