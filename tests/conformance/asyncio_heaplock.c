/* asyncio_heaplock.c - tasks, sleeps and writing take no memory from the heap.
 *                                                                  SPDX-License-Identifier: MIT
 * The linker sends every call of malloc() here (--wrap), where it is counted; if it can.
 */
#include <stdlib.h>

#include "conformance.h"

static int allocations;

#ifdef HEAP_NOT_COUNTED
static bool count_works(void)
{
    return true;
}
#else
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *__wrap_malloc(size_t size)
{
    allocations++;
    return __real_malloc(size);
}

static bool count_works(void)
{
    void *volatile memory = malloc(1);
    free(memory);
    bool works = allocations == 1;
    allocations = 0;
    return works;
}
#endif

async_def(worker, int id; int rounds; uint32_t ms; int i;)
{
    async_body {
        for (self->i = 0; self->i < self->rounds; self->i++) {
            printf("%d %d\n", self->id, self->i);
            await(coop_sleep_ms(self->ms));
        }
    }
    return COOP_DONE;
}

/* A stream that takes all at once, as the test's own does. */
async_def(write_out, const char *text;)
{
    async_body {
        printf("TestStream.write %s\n", self->text);
        await(coop_sleep_ms(0));
    }
    return COOP_DONE;
}

async_def(program, struct worker_task a; struct worker_task b; struct write_out write;)
{
    async_body {
        coop_create_task(&self->a, worker, .id = 1, .rounds = 4, .ms = 100);
        coop_create_task(&self->b, worker, .id = 2, .rounds = 2, .ms = 250);
        printf("start\n");
        await(coop_sleep_ms(5));
        printf("sleep\n");
        await(coop_sleep_ms(350));
        printf("finish\n");

        await(coop_call(&self->write, write_out, .text = "b'12'"));
        await(coop_call(&self->write, write_out, .text = "b'34'"));
        await(coop_call(&self->write, write_out, .text = "bytearray(b'56')"));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    if (!count_works())
        printf("malloc() is not counted\n");
    coop_run(&loop, coop_spawn(&loop, &task, program));
    if (allocations > 0)
        printf("MemoryError: %d allocations\n", allocations);
    return 0;
}
