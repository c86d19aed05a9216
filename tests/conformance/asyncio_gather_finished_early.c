/* asyncio_gather_finished_early.c - gather of tasks that have ended before.
 *                                                                  SPDX-License-Identifier: MIT */
#include "conformance.h"

#define EARLY_ERROR_A (COOP_ERR_USER - 1)
#define EARLY_ERROR_B (COOP_ERR_USER - 2)

async_def(early, char id; coop_event * ended; bool fails;)
{
    async_body {
        printf("task_that_finishes_early %c\n", self->id);
        coop_event_set(self->ended);
        if (self->fails)
            return COOP_RESULT(self->id == 'a' ? EARLY_ERROR_A : EARLY_ERROR_B);
    }
    return COOP_DONE;
}

async_def(running, int i;)
{
    async_body {
        for (self->i = 0; self->i < 5; self->i++) {
            printf("task_that_runs %d\n", self->i);
            await(coop_sleep_ms(0));
        }
    }
    return COOP_DONE;
}

static const char *early_repr(int32_t result)
{
    if (result == COOP_OK)
        return "None";
    return result == EARLY_ERROR_A ? "ValueError('intentional exception', 'a')"
                                   : "ValueError('intentional exception', 'b')";
}

static void print_complete(coop_task *const *tasks, uint32_t count)
{
    printf("('complete', [");
    for (uint32_t i = 0; i < count; i++)
        printf("%s%s", i > 0 ? ", " : "", early_repr(coop_result(tasks[i])));
    printf("])\n");
}

async_def(program, bool start_running; bool fail; bool settled; coop_event ended_a;
          coop_event ended_b; struct running_task running; struct early_task a; struct early_task b;
          coop_task * tasks[3]; uint32_t count; int32_t result; bool running_finished;)
{
    async_body {
        printf("== start %s %s %s\n", true_or_false(self->start_running), true_or_false(self->fail),
               true_or_false(self->settled));
        if (self->start_running)
            self->tasks[self->count++] = coop_create_task(&self->running, running);
        self->tasks[self->count++] = coop_create_task(&self->a, early, .id = 'a',
                                                      .ended = &self->ended_a, .fails = self->fail);
        self->tasks[self->count++] = coop_create_task(&self->b, early, .id = 'b',
                                                      .ended = &self->ended_b, .fails = self->fail);
        await(coop_event_wait(&self->ended_a));
        await(coop_event_wait(&self->ended_b));

        if (self->settled)
            try_await(coop_gather_settled_list(self->tasks, self->count));
        else
            try_await(coop_gather_list(self->tasks, self->count));
        self->result = await_result;
        self->running_finished = self->start_running && coop_finished(self->tasks[0]);
        if (self->start_running)
            await(coop_join(&self->running.task));
        if (self->result == COOP_OK)
            print_complete(self->tasks, self->count);
        else
            printf("('exception', %s, %s)\n", early_repr(self->result),
                   true_or_false(self->running_finished));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    for (int i = 0; i < 8; i++)
        coop_run(&loop, coop_spawn(&loop, &task, program, .start_running = (i & 4) != 0,
                                   .fail = (i & 2) != 0, .settled = (i & 1) != 0));
    return 0;
}
