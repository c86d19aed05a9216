/* test_broker.c - publishers and subscribers.                      SPDX-License-Identifier: MIT */
#include "coop/broker.h"

#include "loop_fixture.h"

TestSuite(broker, .init = set_up_loop);

static coop_broker broker;
static coop_subscription one, two, three;

static void hear(void *context, const char *topic, const void *message)
{
    note("%s:%s=%d ", (const char *)context, topic, *(const int *)message);
}

static void subscribe(coop_subscription *subscription, const char *topic,
                      coop_subscriber subscriber, void *context)
{
    cr_assert(
        eq(i32, coop_broker_subscribe(&broker, subscription, topic, subscriber, context), COOP_OK));
}

static int32_t publish(const char *topic, int message)
{
    return coop_broker_publish(&broker, topic, &message);
}

Test(broker, tells_all_who_listen_in_the_order_they_came)
{
    subscribe(&one, "foo", hear, "a");
    subscribe(&two, "bar", hear, "b");
    subscribe(&three, "foo", hear, "c");
    cr_assert(eq(i32, publish("foo", 1), 2));
    cr_assert(eq(i32, publish("bar", 2), 1));
    cr_assert(eq(i32, publish("fo", 3), 0));
    cr_assert(eq(i32, publish("food", 4), 0));
    expect_journal("a:foo=1 c:foo=1 b:bar=2 ");
}

Test(broker, subscription_is_used_once_at_a_time)
{
    subscribe(&one, "foo", hear, "a");
    cr_assert(eq(i32, coop_broker_subscribe(&broker, &one, "bar", hear, "b"), COOP_ERR_BUSY));
    cr_assert(eq(i32, coop_broker_unsubscribe(&broker, &one), COOP_OK));
    cr_assert(eq(i32, coop_broker_unsubscribe(&broker, &one), COOP_ERR_FREE));
    cr_assert(eq(i32, publish("foo", 1), 0));
    subscribe(&one, "bar", hear, "b");
    publish("bar", 2);
    expect_journal("b:bar=2 ");
}

Test(broker, star_stands_for_any_number_of_characters)
{
    static const struct {
        const char *pattern;
        const char *topic;
        bool fits;
    } cases[] = {
        {"*", "", true},
        {"*", "foo", true},
        {"foo*", "foo", true},
        {"foo*", "fo", false},
        {"*_topic", "a_topic", true},
        {"*_topic", "a_topics", false},
        {"a*b*c", "aXbXbc", true},
        {"a*b*c", "aXbX", false},
        {"*ab", "aab", true},
        {"a**b", "ab", true},
        {"a*", "ba", false},
        {"", "", true},
        {"", "a", false},
        {"**", "", true},
        {"a*a", "a", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        subscribe(&one, cases[i].pattern, hear, "");
        cr_assert(eq(i32, publish(cases[i].topic, 0), cases[i].fits), "%s %s", cases[i].pattern,
                  cases[i].topic);
        coop_broker_unsubscribe(&broker, &one);
    }
}

static void leave_all(void *context, const char *topic, const void *message)
{
    hear(context, topic, message);
    coop_broker_unsubscribe(&broker, &one);
    coop_broker_unsubscribe(&broker, &two);
}

Test(broker, who_has_been_unsubscribed_meanwhile_is_told_no_more)
{
    subscribe(&one, "foo", leave_all, "a");
    subscribe(&two, "foo", hear, "b");
    subscribe(&three, "foo", hear, "c");
    cr_assert(eq(i32, publish("foo", 1), 2));
    cr_assert(eq(i32, publish("foo", 2), 1));
    expect_journal("a:foo=1 c:foo=1 c:foo=2 ");
}

static void pass_on(void *context, const char *topic, const void *message)
{
    hear(context, topic, message);
    publish("bar", 7);
}

Test(broker, subscriber_may_publish_and_another_leave_meanwhile)
{
    subscribe(&three, "foo", pass_on, "p");
    subscribe(&two, "foo", hear, "b");
    subscribe(&one, "bar", leave_all, "a");
    cr_assert(eq(i32, publish("foo", 1), 1));
    cr_assert(eq(i32, publish("foo", 2), 1));
    expect_journal("p:foo=1 a:bar=7 p:foo=2 ");
}

Test(broker, sets_events_and_fills_queues)
{
    static coop_event event;
    static coop_queue puts, pushes;
    static int put_items[2], pushed_items[2];
    coop_queue_init(&puts, put_items, sizeof(int), 2);
    coop_queue_init(&pushes, pushed_items, sizeof(int), 2);
    subscribe(&one, "foo", coop_broker_set, &event);
    subscribe(&two, "foo", coop_broker_put, &puts);
    subscribe(&three, "foo", coop_broker_push, &pushes);
    for (int message = 1; message <= 3; message++)
        cr_assert(eq(i32, publish("foo", message), 3));
    cr_assert(event.set);
    int item = 0;
    cr_assert(eq(i32, coop_queue_get_nowait(&puts, &item), COOP_OK));
    cr_assert(eq(i32, item, 1));
    cr_assert(eq(i32, coop_queue_get_nowait(&pushes, &item), COOP_OK));
    cr_assert(eq(i32, item, 2));
}
