/* asyncio_lock.c - locks: order of the holders, cancelled waiters. SPDX-License-Identifier: MIT
 *
 * Differs: a lock that is on its way to the next holder is locked; Lock.locked() says False then.
 */
#include "conformance.h"

static coop_lock lock;

static void print_held(const char *what)
{
    printf("%s%s\n", what, true_or_false(coop_lock_held(&lock)));
}

async_def(looping, int id; int i;)
{
    async_body {
        printf("task start %d\n", self->id);
        await(coop_sleep_ms(0));
        for (self->i = 0; self->i < 3; self->i++) {
            await(coop_lock_acquire(&lock));
            printf("task have %d %d\n", self->id, self->i);
            await(coop_sleep_ms(0));
            coop_lock_release(&lock);
        }
        printf("task end %d\n", self->id);
    }
    return COOP_DONE;
}

async_def(sleeping)
{
    async_body {
        await(coop_lock_acquire(&lock));
        print_held("task have ");
        await(coop_sleep_ms(200));
        coop_lock_release(&lock);
        print_held("task release ");
        await(coop_lock_acquire(&lock));
        printf("task have again\n");
        coop_lock_release(&lock);
    }
    return COOP_DONE;
}

/* Cancels `other`, if there is one, when it has released the lock. */
async_def(cancelled, int id; coop_task * other; bool holding;)
{
    async_body {
        await(coop_lock_acquire(&lock));
        self->holding = true;
        printf("task got %d\n", self->id);
        await(coop_sleep_ms(100));
        self->holding = false;
        coop_lock_release(&lock);
        printf("task release %d\n", self->id);
        if (self->other != NULL)
            coop_cancel(self->other);
        return COOP_RESULT(COOP_OK);
    }
    if (self->holding)
        coop_lock_release(&lock);
    printf("task cancel %d\n", self->id);
    return COOP_DONE;
}

async_def(hold_in_turn, struct looping_task looping[3]; struct sleeping_task sleeping[2];)
{
    async_body {
        printf("----\n");
        for (int i = 0; i < 3; i++)
            coop_create_task(&self->looping[i], looping, .id = i + 1);
        await(coop_sleep_ms(100));

        printf("----\n");
        for (int i = 0; i < 2; i++)
            coop_create_task(&self->sleeping[i], sleeping);
        await(coop_sleep_ms(1000));
    }
    return COOP_DONE;
}

async_def(hold_or_cancel, struct cancelled_task tasks[3];)
{
    async_body {
        printf("----\n");
        coop_create_task(&self->tasks[0], cancelled, .id = 0, .other = &self->tasks[1].task);
        coop_create_task(&self->tasks[1], cancelled, .id = 1);
        coop_create_task(&self->tasks[2], cancelled, .id = 2);
        await(coop_sleep_ms(300));
        print_held("");

        printf("----\n");
        for (int i = 0; i < 3; i++)
            coop_create_task(&self->tasks[i], cancelled, .id = i);
        await(coop_sleep_ms(50));
        coop_cancel(&self->tasks[1].task);
        await(coop_sleep_ms(100));
        coop_cancel(&self->tasks[2].task);
        await(coop_sleep_ms(100));
        print_held("");
    }
    return COOP_DONE;
}

async_def(program, struct hold_in_turn in_turn; struct hold_or_cancel or_cancel;)
{
    async_body {
        print_held("");
        await(coop_lock_acquire(&lock));
        print_held("");
        await(coop_sleep_ms(0));
        coop_lock_release(&lock);
        print_held("");
        await(coop_lock_acquire(&lock));
        printf("have lock\n");
        coop_lock_release(&lock);
        await(coop_call(&self->in_turn, hold_in_turn));
        await(coop_call(&self->or_cancel, hold_or_cancel));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
