/* asyncio_gather.c - gather: values, failures, cancellations.      SPDX-License-Identifier: MIT */
#include "conformance.h"

async_def(factorial, const char *name; int number; int i; int product;)
{
    async_body {
        self->product = 1;
        for (self->i = 2; self->i <= self->number; self->i++) {
            printf("Task %s: Compute factorial(%d)...\n", self->name, self->i);
            await(coop_sleep_ms(10));
            self->product *= self->i;
        }
        printf("Task %s: factorial(%d) = %d\n", self->name, self->number, self->product);
        return COOP_RESULT(self->product);
    }
    return COOP_DONE;
}

async_def(worker, int id; uint32_t ms;)
{
    async_body {
        printf("start %d\n", self->id);
        await(coop_sleep_ms(self->ms));
        printf("end %d\n", self->id);
        return COOP_RESULT(self->id);
    }
    return COOP_DONE;
}

async_def(looping, int id;)
{
    async_body {
        printf("task_loop start %d\n", self->id);
        while (true) {
            await(coop_sleep_ms(20));
            printf("task_loop loop %d\n", self->id);
        }
    }
    return COOP_DONE;
}

async_def(raising, int id;)
{
    async_body {
        printf("task_raise start %d\n", self->id);
        await(coop_sleep_ms(20));
        printf("task_raise raise %d\n", self->id);
        return COOP_RESULT(VALUE_ERROR_0 - self->id);
    }
    return COOP_DONE;
}

static void print_two(const coop_task *a, const coop_task *b)
{
    printf("[%s, %s]\n", item_of(a), item_of(b));
}

static void print_finished(const coop_task *a, const coop_task *b)
{
    printf("%s %s\n", true_or_false(coop_finished(a)), true_or_false(coop_finished(b)));
}

/* ---- Values -----------------------------------------------------------------------------------
 */

async_def(gather_values, struct factorial_task a; struct factorial_task b; struct factorial_task c;)
{
    async_body {
        coop_create_task(&self->a, factorial, .name = "A", .number = 2);
        coop_create_task(&self->b, factorial, .name = "B", .number = 3);
        coop_create_task(&self->c, factorial, .name = "C", .number = 4);
        await(coop_gather(&self->a.task, &self->b.task, &self->c.task));
        printf("[%s, %s, %s]\n", item_of(&self->a.task), item_of(&self->b.task),
               item_of(&self->c.task));
        printf("====\n");
        await(coop_gather_list(NULL, 0));
        printf("[]\n");
    }
    return COOP_DONE;
}

/* ---- Failures that are returned ---------------------------------------------------------------
 */

async_def(gather_settled, struct worker_task a; struct worker_task b; struct raising_task c;)
{
    async_body {
        printf("====\n");
        coop_create_task(&self->a, worker, .id = 1, .ms = 20);
        coop_create_task(&self->b, worker, .id = 2, .ms = 20);
        coop_cancel(&self->a.task);
        await(coop_gather_settled(&self->a.task, &self->b.task));
        print_two(&self->a.task, &self->b.task);

        printf("====\n");
        coop_create_task(&self->a, worker, .id = 1, .ms = 20);
        coop_create_task(&self->c, raising, .id = 2);
        await(coop_gather_settled(&self->a.task, &self->c.task));
        print_two(&self->a.task, &self->c.task);
    }
    return COOP_DONE;
}

/* ---- Failures that end it ---------------------------------------------------------------------
 */

async_def(gather_failing, struct looping_task loop; struct raising_task a; struct raising_task b;)
{
    async_body {
        printf("====\n");
        coop_create_task(&self->loop, looping, .id = 1);
        coop_create_task(&self->a, raising, .id = 2);
        try_await(coop_gather(&self->loop.task, &self->a.task));
        printf("%s\n", repr_of(await_result));
        print_finished(&self->loop.task, &self->a.task);
        coop_cancel(&self->loop.task);
        await(coop_sleep_ms(40));

        printf("====\n");
        coop_create_task(&self->a, raising, .id = 1);
        coop_create_task(&self->b, raising, .id = 2);
        try_await(coop_gather(&self->a.task, &self->b.task));
        printf("%s\n", repr_of(await_result));
        print_finished(&self->a.task, &self->b.task);
    }
    return COOP_DONE;
}

/* ---- Cancelled --------------------------------------------------------------------------------
 */

async_def(gatherer, uint32_t ms; struct worker_task a; struct worker_task b;)
{
    async_body {
        printf("gather_task\n");
        coop_create_task(&self->a, worker, .id = 1, .ms = self->ms);
        coop_create_task(&self->b, worker, .id = 2, .ms = self->ms);
        await(coop_gather(&self->a.task, &self->b.task));
        printf("gather_task end\n");
    }
    return COOP_DONE;
}

async_def(cancel_gatherer, struct gatherer_task gatherer; int turns; int i;)
{
    async_body {
        printf("====\n");
        coop_create_task(&self->gatherer, gatherer, .ms = 20);
        await(coop_sleep_ms(10));
        coop_cancel(&self->gatherer.task);
        await(coop_sleep_ms(40));

        for (self->turns = 1; self->turns <= 3; self->turns++) {
            printf("====\n");
            coop_create_task(&self->gatherer, gatherer, .ms = 0);
            for (self->i = 0; self->i < self->turns; self->i++)
                await(coop_sleep_ms(0));
            coop_cancel(&self->gatherer.task);
            await(coop_sleep_ms(40));
        }
    }
    return COOP_DONE;
}

async_def(program, struct gather_values values; struct gather_settled settled;
          struct gather_failing failing; struct cancel_gatherer cancelled;)
{
    async_body {
        await(coop_call(&self->values, gather_values));
        await(coop_call(&self->settled, gather_settled));
        await(coop_call(&self->failing, gather_failing));
        await(coop_call(&self->cancelled, cancel_gatherer));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
