/* broker.h - who publishes need not know who listens.              SPDX-License-Identifier: MIT
 *
 *     coop_broker_subscribe(&broker, &to_log, "door*", log_line, &console);
 *     coop_broker_subscribe(&broker, &to_queue, "door_opened", coop_broker_put, &queue);
 *     …
 *     coop_broker_publish(&broker, "door_opened", &time_ms);
 *
 * Behaves as Hinch's Broker. A subscription is a struct of yours, so there is no limit and no heap.
 * What a subscriber does happens at once, within the publisher's step; it may do all that a task
 * may except await. Not for interrupts: these set a flag or a message.
 */
#ifndef COOP_BROKER_H
#define COOP_BROKER_H

#include "coop/coop.h"

/* What is told of a message: `context` is its own, the two others are the publisher's, and valid
 * until it returns. */
typedef void (*coop_subscriber)(void *context, const char *topic, const void *message);

/* All members are private. It must stay in place while it is subscribed. */
typedef struct coop_subscription {
    const char *topic;
    coop_subscriber subscriber;
    void *context;
    struct coop_subscription *next;
} coop_subscription;

/* Zeroed: nobody listens. All members are private. */
typedef struct coop_broker {
    coop_subscription *first;           /* in the order they came */
    struct coop_publication *innermost; /* of those under way, on their publishers' stacks */
} coop_broker;

/* Tell `subscriber` of each message whose topic is `topic`, in which each `*` stands for any number
 * of characters. COOP_ERR_BUSY if this subscription is in use, of the same broker.
 * O(subscriptions).
 */
int32_t coop_broker_subscribe(coop_broker *broker, coop_subscription *subscription,
                              const char *topic, coop_subscriber subscriber, void *context);
/* At once, also from a subscriber, of itself or another. COOP_ERR_FREE if it is not subscribed.
 * O(subscriptions). */
int32_t coop_broker_unsubscribe(coop_broker *broker, coop_subscription *subscription);
/* Tell all who listen to that topic, in the order they subscribed, also those who do so meanwhile.
 * Returns how many that were. A subscriber may publish, too. O(subscriptions × topic). */
int32_t coop_broker_publish(coop_broker *broker, const char *topic, const void *message);

/* ---- Subscribers: their context is a coop_event, or a coop_queue of such messages --------------
 */

void coop_broker_set(void *event, const char *topic, const void *message);
/* A message for which there is no room is lost. */
void coop_broker_put(void *queue, const char *topic, const void *message);
/* It takes the place of the oldest. */
void coop_broker_push(void *queue, const char *topic, const void *message);

#endif
