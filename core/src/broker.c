/* broker.c - who publishes need not know who listens.              SPDX-License-Identifier: MIT */
#include "coop/broker.h"

#include "internal.h"

/* Where a publication goes on; subscribers may unsubscribe, and publish, meanwhile. */
struct coop_publication {
    coop_subscription *next;
    struct coop_publication *outer;
};

/* The place that points to it; that of the last one's NULL if nothing does. */
static coop_subscription **place_of(coop_broker *broker, const coop_subscription *subscription)
{
    coop_subscription **place = &broker->first;
    while (*place != NULL && *place != subscription)
        place = &(*place)->next;
    return place;
}

int32_t coop_broker_subscribe(coop_broker *broker, coop_subscription *subscription,
                              const char *topic, coop_subscriber subscriber, void *context)
{
    coop_subscription **place = place_of(broker, subscription);
    if (*place != NULL)
        return COOP_ERR_BUSY;
    *subscription =
        (coop_subscription){.topic = topic, .subscriber = subscriber, .context = context};
    *place = subscription;
    return COOP_OK;
}

int32_t coop_broker_unsubscribe(coop_broker *broker, coop_subscription *subscription)
{
    coop_subscription **place = place_of(broker, subscription);
    if (*place == NULL)
        return COOP_ERR_FREE;
    *place = subscription->next;
    for (struct coop_publication *each = broker->innermost; each != NULL; each = each->outer)
        if (each->next == subscription)
            each->next = subscription->next;
    return COOP_OK;
}

/* The last star takes what is needed: an earlier one never has to take more. */
static bool fits(const char *pattern, const char *topic)
{
    const char *star = NULL;
    const char *rest = NULL;
    while (*topic != '\0') {
        if (*pattern == '*') {
            star = pattern++;
            rest = topic;
        } else if (*pattern == *topic) {
            pattern++;
            topic++;
        } else if (star != NULL) {
            pattern = star + 1;
            topic = ++rest;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

int32_t coop_broker_publish(coop_broker *broker, const char *topic, const void *message)
{
    struct coop_publication publication = {.next = broker->first, .outer = broker->innermost};
    int32_t told = 0;
    broker->innermost = &publication;
    while (publication.next != NULL) {
        const coop_subscription *subscription = publication.next;
        publication.next = subscription->next;
        if (!fits(subscription->topic, topic))
            continue;
        subscription->subscriber(subscription->context, topic, message);
        told++;
    }
    broker->innermost = publication.outer;
    return told;
}

void coop_broker_set(void *event, const char *topic, const void *message)
{
    (void)topic;
    (void)message;
    coop_event_set(event);
}

void coop_broker_put(void *queue, const char *topic, const void *message)
{
    (void)topic;
    (void)!coop_queue_put_nowait(queue, message);
}

void coop_broker_push(void *queue, const char *topic, const void *message)
{
    (void)topic;
    (void)coop_queue_push(queue, message);
}
