/* asyncio_basic.c - sleeps take their time, one after the other.   SPDX-License-Identifier: MIT
 *
 * A sleep cannot be negative in C; 0 stands for it.
 */
#include "conformance.h"

async_def(print_late, uint32_t ms; const char *text;)
{
    async_body {
        await(coop_sleep_ms(self->ms));
        printf("%s\n", self->text);
    }
    return COOP_DONE;
}

async_def(program, uint64_t at_ms[4]; struct print_late call;)
{
    async_body {
        printf("start\n");
        await(coop_sleep_ms(1));
        printf("after sleep\n");
        self->at_ms[0] = now_ms();
        await(coop_call(&self->call, print_late, .ms = 200, .text = "short"));
        self->at_ms[1] = now_ms();
        await(coop_call(&self->call, print_late, .ms = 400, .text = "long"));
        self->at_ms[2] = now_ms();
        await(coop_call(&self->call, print_late, .ms = 0, .text = "negative"));
        self->at_ms[3] = now_ms();
        printf("took %u %u %u\n", (unsigned)(self->at_ms[1] - self->at_ms[0]),
               (unsigned)(self->at_ms[2] - self->at_ms[1]),
               (unsigned)(self->at_ms[3] - self->at_ms[2]));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct program_task task;
    set_up_loop();
    return coop_run(&loop, coop_spawn(&loop, &task, program)) == COOP_OK ? 0 : 1;
}
