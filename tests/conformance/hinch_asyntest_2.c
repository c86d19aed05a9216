/* hinch_asyntest_2.c - a lock with three holders, and a message.   SPDX-License-Identifier: MIT
 *
 * Documents: the output that the Python program says it expects. A message of an interpreter on a
 * desktop does not work, so no interpreter's is on record.
 */
#include "coop/message.h"
#include "hinch.h"

static coop_lock lock;
static coop_message message;

async_def(run_lock, int number;)
{
    async_body {
        printf("run_lock %d waiting for lock\n", self->number);
        await(coop_lock_acquire(&lock));
        printf("run_lock %d acquired lock\n", self->number);
        await(coop_sleep_ms(1000));
        expect(coop_lock_release(&lock) == COOP_OK);
        printf("run_lock %d released lock\n", self->number);
    }
    return COOP_DONE;
}

async_def(set_message)
{
    async_body {
        puts("Waiting 5 secs before setting message");
        await(coop_sleep_ms(5000));
        coop_message_set(&message, 0);
        puts("message was set");
    }
    return COOP_DONE;
}

async_def(lock_test, struct run_lock_task holders[3]; struct set_message_task setting;)
{
    async_body {
        puts("Test Lock class");
        for (int i = 0; i < 3; i++)
            coop_create_task(&self->holders[i], run_lock, .number = i + 1);
        puts("Test Message class");
        coop_create_task(&self->setting, set_message);
        puts("waiting for message");
        await(coop_message_wait(&message));
        puts("got message");
        coop_message_clear(&message);
        printf("Message status %s\n", coop_message_is_set(&message) ? "Incorrect" : "OK");
        puts("Tasks complete");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct lock_test_task test;
    begin_loop();
    coop_message_init(&message, &loop);
    return run_to_end(coop_spawn(&loop, &test, lock_test));
}
