/* remote.c - a sim in a process of its own: its owner's side.      SPDX-License-Identifier: MIT */
#include "remote/remote.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/far.h"
#include "remote/channel.h"
#include "remote/child.h"
#include "remote/describe.h"
#include "remote/dials.h"
#include "remote/event.h"

#define SILENCE_MS 10000 /* its process has watched itself for much less */

struct owner {
    const struct scene *scene;
    struct sim *sim;
    struct channel channel;
    struct child child;
    struct words words;
    struct dials dials;
    size_t task_count;    /* that were heard of */
    uint64_t heard_us;    /* the latest event's time, */
    uint64_t until_us;    /* none is beyond that */
    uint64_t heard_steps; /* and steps begun until then */
    int silence_ms;
    bool lost;
};

/* ---- The end -------------------------------------------------------------------------------- */

/* Its process is gone, or is of no use any more. What was heard of it last is how it stays. */
static void lose(struct owner *owner, const char *why)
{
    char words[256];
    if (owner->lost)
        return;
    owner->lost = true;
    child_end(&owner->child, why ? NULL : words, sizeof words);
    channel_free(&owner->channel);
    far_reach(owner->sim, &(struct far_moment){.now_us = owner->heard_us,
                                               .steps = owner->heard_steps,
                                               .problem = ""});
    far_end(owner->sim, why ? why : words);
}

static void end(void *context)
{
    struct owner *owner = context;
    if (!owner->lost)
        child_end(&owner->child, NULL, 0);
    channel_free(&owner->channel);
    words_free(&owner->words);
    dials_free(&owner->dials);
    free(owner);
}

/* ---- What it says --------------------------------------------------------------------------- */

static bool hear_event(struct owner *owner, const struct message *message)
{
    struct sim_event event;
    if (!event_read(&event, &owner->words, owner->scene, &owner->task_count, message) ||
        event.time_us < owner->heard_us || event.time_us > owner->until_us)
        return false;
    owner->heard_us = event.time_us;
    owner->heard_steps += event.type == SIM_EVENT_TASK;
    far_tell(owner->sim, &event);
    return true;
}

static bool hear_level(struct owner *owner, const struct message *message)
{
    if (message->numbers[0] >= owner->scene->part_count)
        return false;
    far_level(owner->sim, (size_t)message->numbers[0], message->numbers[1] != 0);
    return true;
}

static bool hear_state(struct owner *owner, const struct message *message)
{
    const uint64_t *numbers = message->numbers;
    if (numbers[0] < owner->heard_us || numbers[0] > owner->until_us || numbers[2] > SIM_IDLE)
        return false;
    owner->heard_us = numbers[0];
    owner->heard_steps = numbers[1];
    far_reach(owner->sim, &(struct far_moment){.now_us = numbers[0],
                                               .steps = numbers[1],
                                               .failed = numbers[3] != 0,
                                               .problem = message->texts[0].data});
    return true;
}

/* Something that it may say by itself. */
static bool hear(struct owner *owner, const struct message *message)
{
    switch (message->kind) {
    case MESSAGE_WORD:
        return event_word(&owner->words, message);
    case MESSAGE_EVENT:
        return hear_event(owner, message);
    case MESSAGE_LEVEL:
        return hear_level(owner, message);
    case MESSAGE_DIAL:
        return dials_hear(&owner->dials, message);
    case MESSAGE_STATE:
        return hear_state(owner, message);
    default:
        return message->kind == MESSAGE_ALIVE;
    }
}

/* Wait for an answer of that kind. False, and it is lost, if there is none. */
static bool ask(struct owner *owner, enum message_kind answer, struct message *message)
{
    (void)channel_flush(&owner->channel);
    while (channel_receive(&owner->channel, message, owner->silence_ms)) {
        if (message->kind == MESSAGE_PROBLEM) {
            lose(owner, message->texts[0].data);
            return false;
        }
        if (message->kind == MESSAGE_GIVEN && answer == MESSAGE_GIVEN)
            return true;
        if (!hear(owner, message)) {
            owner->channel.broken = true;
            break;
        }
        if (message->kind == answer)
            return true;
    }
    if (owner->channel.gone)
        lose(owner, NULL);
    else
        lose(owner, owner->channel.broken ? "the process of its programs says what makes no sense"
                                          : "the process of its programs does not answer");
    return false;
}

/* ---- What is asked of it --------------------------------------------------------------------- */

static enum sim_state go(void *context, struct sim *sim, uint64_t until_us, bool single_step)
{
    struct owner *owner = context;
    struct message message = {
        .kind = MESSAGE_GO,
        .numbers = {until_us, single_step, far_wanted(sim) | SIM_EVENT_BIT(SIM_EVENT_SHOW)}};
    owner->until_us = until_us;
    dials_tell(&owner->dials, &owner->channel);
    channel_send(&owner->channel, &message);
    if (!ask(owner, MESSAGE_STATE, &message))
        return SIM_FINISHED;
    return (enum sim_state)message.numbers[2];
}

/* The time that an input got. When all is over, any will do. */
static uint64_t give(struct owner *owner, struct message *message, uint64_t time_us)
{
    if (!owner->lost) {
        channel_send(&owner->channel, message);
        if (ask(owner, MESSAGE_GIVEN, message))
            return message->numbers[0];
    }
    uint64_t now_us = sim_now_us(owner->sim);
    return time_us > now_us ? time_us : now_us + 1;
}

static uint64_t input(void *context, const struct board_pin *pin, bool level, uint64_t time_us)
{
    return give(context,
                &(struct message){.kind = MESSAGE_INPUT, .numbers = {pin->number, level, time_us}},
                time_us);
}

static uint64_t type(void *context, const char *line, uint64_t time_us)
{
    return give(context,
                &(struct message){.kind = MESSAGE_TYPE,
                                  .numbers = {time_us},
                                  .texts = {message_text(line, strlen(line))}},
                time_us);
}

/* ---- The beginning --------------------------------------------------------------------------- */

static void send_scene(struct owner *owner, const struct remote *remote)
{
    struct channel *channel = &owner->channel;
    const struct scene *scene = owner->scene;
    if (remote->object)
        describe_object(channel, remote);
    for (size_t i = 0; i < board_cost_field_count; i++)
        channel_send(
            channel,
            &(struct message){.kind = MESSAGE_COST,
                              .numbers = {i, board_cost_get(&scene->cost, &board_cost_fields[i])}});
    channel_send(channel,
                 &(struct message){.kind = MESSAGE_SCENE,
                                   .texts = {message_text(scene->path, strlen(scene->path)),
                                             message_text(scene->text, scene->text_size)}});
}

static void begin(struct owner *owner, const struct remote *remote)
{
    struct message message;
    owner->heard_us = owner->until_us = sim_now_us(owner->sim);
    if (!child_begin(&owner->child, remote->command, &owner->channel.fd)) {
        char why[256];
        (void)snprintf(why, sizeof why, "its programs cannot be started: %s", strerror(errno));
        lose(owner, why);
        return;
    }
    send_scene(owner, remote);
    (void)ask(owner, MESSAGE_STATE, &message);
}

struct sim *remote_new(const struct remote *remote, const struct scene *scene,
                       sim_listener listener, void *context)
{
    struct owner *owner = calloc(1, sizeof *owner);
    if (!owner)
        return NULL;
    struct far far = {.go = go, .input = input, .type = type, .free = end, .context = owner};
    owner->scene = scene;
    owner->words.copies = true;
    owner->task_count = scene->task_count + 1;
    owner->child = CHILD_NONE;
    owner->channel.fd = -1;
    owner->silence_ms = remote->silence_ms ? remote->silence_ms : SILENCE_MS;
    owner->sim = sim_new_far(scene, &far, listener, context);
    if (!owner->sim) {
        free(owner);
        return NULL;
    }
    if (!dials_init(&owner->dials, scene, owner->sim, false)) {
        sim_free(owner->sim);
        return NULL;
    }
    begin(owner, remote);
    return owner->sim;
}
