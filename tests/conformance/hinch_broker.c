/* hinch_broker.c - publishers and subscribers of every kind.       SPDX-License-Identifier: MIT
 *
 * Documents: Hinch's Broker tells events, queues, functions and coroutines that listen to a topic.
 * A full queue drops what comes, a ring its oldest. His wildcards are regular expressions, these
 * have a `*`; and where his order is that of a set, this is the one in which they subscribed.
 */
#include "coop/broker.h"
#include "hinch.h"

static coop_broker broker;
static coop_event event;
static coop_queue queue, ring;

struct message {
    const char *topic;
    unsigned number;
};

static struct message queue_items[4], ring_items[4];

/* Every second, to two topics. */
async_def(publisher, unsigned times; unsigned number;)
{
    async_body {
        for (self->number = 0; self->number < self->times; self->number++) {
            await(coop_sleep_ms(1000));
            coop_broker_publish(&broker, "foo_topic", &(struct message){"foo_topic", self->number});
            coop_broker_publish(&broker, "bar_topic", &(struct message){"bar_topic", self->number});
        }
    }
    return COOP_DONE;
}

static void function(void *context, const char *topic, const void *message)
{
    (void)context;
    printf("function %s %u\n", topic, ((const struct message *)message)->number);
}

async_def(print_later, struct message message; int argument;)
{
    async_body {
        await(coop_sleep_ms(100));
        printf("coroutine %s %u %d\n", self->message.topic, self->message.number, self->argument);
    }
    return COOP_DONE;
}

/* A coroutine as a subscriber, with an argument of its own. */
static void launch(void *context, const char *topic, const void *message)
{
    static struct print_later_task task;
    (void)topic;
    coop_spawn(&loop, &task, print_later, .message = *(const struct message *)message,
               .argument = *(const int *)context);
}

async_def(follow_event)
{
    async_body {
        while (true) {
            await(coop_event_wait(&event));
            coop_event_clear(&event);
            puts("Event triggered");
        }
    }
    return COOP_DONE;
}

static void print_all(const char *name, coop_queue *of)
{
    struct message message;
    while (coop_queue_get_nowait(of, &message) == COOP_OK)
        printf("%s %s %u\n", name, message.topic, message.number);
}

async_def(broker_test, struct publisher_task publishing; struct follow_event_task following;
          coop_subscription bound, set, put, push, called, all;)
{
    async_body {
        static int argument = 42;
        coop_broker_subscribe(&broker, &self->bound, "foo_topic", launch, &argument);
        coop_broker_subscribe(&broker, &self->set, "bar_topic", coop_broker_set, &event);
        coop_broker_subscribe(&broker, &self->put, "foo_topic", coop_broker_put, &queue);
        coop_broker_subscribe(&broker, &self->push, "bar_topic", coop_broker_push, &ring);
        coop_create_task(&self->publishing, publisher, .times = 6);
        coop_create_task(&self->following, follow_event);
        await(coop_sleep_ms(2500));
        puts("Unsubscribing coroutine and Event, subscribing function");
        coop_broker_unsubscribe(&broker, &self->bound);
        coop_broker_unsubscribe(&broker, &self->set);
        coop_broker_subscribe(&broker, &self->called, "bar_topic", function, NULL);
        await(coop_sleep_ms(4000));
        puts("Retrieving messages");
        print_all("Queue", &queue);
        print_all("RingbufQueue", &ring);
        puts("Invalid unsubscribe");
        expect(coop_broker_unsubscribe(&broker, &self->set) == COOP_ERR_FREE);
        coop_broker_unsubscribe(&broker, &self->called);
        puts("Wildcard subscribe");
        coop_broker_subscribe(&broker, &self->all, "*_topic", function, NULL);
        expect(coop_broker_publish(&broker, "FAIL", NULL) == 0);
        coop_create_task(&self->publishing, publisher, .times = 2);
        await(coop_sleep_ms(3000));
    }
    return COOP_DONE;
}

int main(void)
{
    static struct broker_test_task test;
    begin_loop();
    coop_queue_init(&queue, queue_items, sizeof *queue_items, 4);
    coop_queue_init(&ring, ring_items, sizeof *ring_items, 4);
    return run_to_end(coop_spawn(&loop, &test, broker_test));
}
