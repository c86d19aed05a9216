/* hinch_asyntest_1.c - messages: acknowledged, iterated over, and their waiters cancelled.
 *                                                                  SPDX-License-Identifier: MIT
 * Documents: the output that the Python program says it expects. A message of an interpreter on a
 * desktop does not work, so no interpreter's is on record.
 */
#include "coop/message.h"
#include "hinch.h"

static coop_message message, acknowledgements[2];
static char test_message[] = "Test message";

/* `acknowledgement` NULL: the message is a text, and not acknowledged. */
async_def(message_wait, int number; coop_message * acknowledgement;)
{
    async_body {
        await(coop_message_wait(&message));
        uintptr_t value = coop_message_value(&message);
        printf("message_wait %d got message: ", self->number);
        if (self->acknowledgement == NULL) {
            puts((const char *)value);
        } else {
            printf("%u\n", (unsigned)value);
            coop_message_set(self->acknowledgement, 0);
        }
    }
    if (await_result == COOP_ERR_CANCELLED)
        printf("message_wait %d cancelled\n", self->number);
    return COOP_DONE;
}

async_def(acknowledged, struct message_wait_task waiters[2]; unsigned count; int waiter;)
{
    async_body {
        for (self->count = 0; self->count < 3; self->count++) {
            for (int i = 0; i < 2; i++)
                coop_create_task(&self->waiters[i], message_wait, .number = i + 1,
                                 .acknowledgement = &acknowledgements[i]);
            coop_message_set(&message, self->count);
            puts("message was set");
            for (self->waiter = 0; self->waiter < 2; self->waiter++) {
                await(coop_message_wait(&acknowledgements[self->waiter]));
                coop_message_clear(&acknowledgements[self->waiter]);
                printf("Cleared ack%d\n", self->waiter + 1);
            }
            coop_message_clear(&message);
            puts("Cleared message");
            await(coop_sleep_ms(1000));
        }
    }
    return COOP_DONE;
}

async_def(send, unsigned number;)
{
    async_body {
        for (self->number = 1; self->number <= 3; self->number++) {
            await(coop_sleep_ms(400));
            coop_message_set(&message, self->number);
        }
    }
    return COOP_DONE;
}

async_def(receive)
{
    async_body {
        while (true) {
            await(coop_message_wait(&message));
            printf("Got %u\n", (unsigned)coop_message_value(&message));
            coop_message_clear(&message);
        }
    }
    return COOP_DONE;
}

async_def(cancel_one, int which; struct message_wait_task waiters[2];)
{
    async_body {
        for (int i = 0; i < 2; i++)
            coop_create_task(&self->waiters[i], message_wait, .number = i + 1);
        await(coop_sleep_ms(1000));
        coop_cancel(&self->waiters[self->which].task);
        await(coop_sleep_ms(1000));
        puts("Setting message");
        coop_message_set(&message, (uintptr_t)test_message);
        await(coop_sleep_ms(1000));
        coop_message_clear(&message);
    }
    return COOP_DONE;
}

async_def(message_test, struct acknowledged acknowledged; struct send_task sending;
          struct receive_task receiving; coop_limit limit; struct cancel_one cancel;)
{
    async_body {
        puts("Test multiple tasks waiting on a message.");
        await(coop_call(&self->acknowledged, acknowledged));
        puts("\nTest asynchronous iterator.");
        coop_create_task(&self->sending, send);
        coop_create_task(&self->receiving, receive);
        try_await(coop_wait_for(&self->limit, coop_join(&self->receiving.task), 3000));
        expect(await_result == COOP_ERR_TIMEOUT);
        await(coop_sleep_ms(1000));
        puts("\nTest cancellation of first waiting task.");
        await(coop_call(&self->cancel, cancel_one, .which = 0));
        puts("\nTest cancellation of second waiting task.");
        await(coop_call(&self->cancel, cancel_one, .which = 1));
        puts("I've seen attack ships burn on the shoulder of Orion...\nTime to die...");
    }
    return COOP_DONE;
}

int main(void)
{
    static struct message_test_task test;
    begin_loop();
    coop_message_init(&message, &loop);
    coop_message_init(&acknowledgements[0], &loop);
    coop_message_init(&acknowledgements[1], &loop);
    return run_to_end(coop_spawn(&loop, &test, message_test));
}
