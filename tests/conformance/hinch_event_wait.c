/* hinch_event_wait.c - any and all of several events, nested.      SPDX-License-Identifier: MIT
 *
 * Documents: the output that Hinch's event_test says it expects of test_wait.
 */
#include "coop/group.h"
#include "hinch.h"

static coop_event events[4];

async_def(set_events, int first; int second; /* -1: none */)
{
    async_body {
        for (; self->first >= 0; self->first = self->second, self->second = -1) {
            await(coop_sleep_ms(1000));
            printf("Setting %d\n", self->first);
            coop_event_set(&events[self->first]);
        }
    }
    return COOP_DONE;
}

static void tested(const char *what)
{
    printf("Tested %s\n", what);
    for (int i = 0; i < 4; i++)
        coop_event_clear(&events[i]);
}

/* Event 0 or 1, or both of 2 and 3. */
async_def(wait_any, coop_branch any[3]; coop_branch all[2];)
{
    async_body {
        await(coop_wait_any(
            self->any, coop_event_wait(&events[0]), coop_event_wait(&events[1]),
            coop_wait_all(self->all, coop_event_wait(&events[2]), coop_event_wait(&events[3]))));
    }
    return COOP_DONE;
}

/* One of 0 and 1, and one of 2 and 3. */
async_def(wait_all, coop_branch all[2]; coop_branch low[2]; coop_branch high[2];)
{
    async_body {
        await(coop_wait_all(
            self->all,
            coop_wait_any(self->low, coop_event_wait(&events[0]), coop_event_wait(&events[1])),
            coop_wait_any(self->high, coop_event_wait(&events[2]), coop_event_wait(&events[3]))));
    }
    return COOP_DONE;
}

async_def(cancel_after, coop_task *task; uint32_t ms;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        puts("About to cancel");
        coop_cancel(self->task);
    }
    return COOP_DONE;
}

async_def(test_any, struct set_events_task setting; struct wait_any waiting;)
{
    async_body {
        coop_create_task(&self->setting, set_events, .first = 0, .second = -1);
        await(coop_call(&self->waiting, wait_any));
        tested("WaitAny 0");
        coop_create_task(&self->setting, set_events, .first = 1, .second = -1);
        await(coop_call(&self->waiting, wait_any));
        tested("WaitAny 1");
        coop_create_task(&self->setting, set_events, .first = 2, .second = 3);
        await(coop_call(&self->waiting, wait_any));
        tested("WaitAll 2, 3");
    }
    return COOP_DONE;
}

async_def(test_all, struct set_events_task setting; struct wait_all_task waiting;
          struct cancel_after_task cancelling; coop_limit limit;)
{
    async_body {
        coop_create_task(&self->setting, set_events, .first = 0, .second = 3);
        await(coop_join(coop_create_task(&self->waiting, wait_all)));
        tested("WaitAny 0, 3");
        coop_create_task(&self->waiting, wait_all);
        coop_create_task(&self->setting, set_events, .first = 0, .second = 1);
        coop_create_task(&self->cancelling, cancel_after, .task = &self->waiting.task, .ms = 3000);
        puts("Cancel in 3s");
        try_await(coop_join(&self->waiting.task));
        expect(await_result == COOP_ERR_CANCELLED);
        puts("Cancelled.\nWaiting for 4s");
        coop_create_task(&self->waiting, wait_all);
        try_await(coop_wait_for(&self->limit, coop_join(&self->waiting.task), 4000));
        puts(await_result == COOP_ERR_TIMEOUT ? "Timeout" : "?");
        puts("done");
    }
    return COOP_DONE;
}

async_def(wait_test, struct test_any any; struct test_all all;)
{
    async_body {
        await(coop_call(&self->any, test_any));
        await(coop_call(&self->all, test_all));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct wait_test_task test;
    begin_loop();
    return run_to_end(coop_spawn(&loop, &test, wait_test));
}
