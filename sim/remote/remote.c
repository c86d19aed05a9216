/* remote.c - a sim in a process of its own: its owner's side.      SPDX-License-Identifier: MIT */
#include "remote/remote.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/far.h"
#include "engine/list.h"
#include "remote/channel.h"
#include "remote/child.h"
#include "remote/describe.h"
#include "remote/event.h"

#define SILENCE_MS 10000 /* its process has watched itself for much less */

/* What was given to the sim, in the order of that. */
struct gift {
    struct message message;
    char *line; /* its text; NULL: none */
};

struct owner {
    struct remote remote;
    const struct scene *scene;
    struct sim *sim;
    struct channel channel;
    struct child child;
    struct words words;
    size_t task_count;    /* that were heard of */
    uint64_t heard_us;    /* the latest event's time, */
    uint64_t until_us;    /* none is beyond that */
    uint64_t heard_steps; /* and steps begun until then */
    uint64_t heard;       /* events of this process, and */
    uint64_t told;        /* of all: what another one repeats is not told again */
    struct gift *gifts;
    size_t gift_count;
    size_t gift_capacity;
    bool asked;          /* to go; that has not been answered to the sim's owner, */
    bool going;          /* nor here */
    int silent_ms;       /* of waiting since it last said something */
    enum sim_state came; /* of that */
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
    for (size_t i = 0; i < owner->gift_count; i++)
        free(owner->gifts[i].line);
    free(owner->gifts);
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
    if (++owner->heard <= owner->told)
        return true;
    owner->told++;
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

static bool hear_value(struct owner *owner, const struct message *message)
{
    if (message->numbers[0] >= owner->scene->setting_count)
        return false;
    far_value(owner->sim, (size_t)message->numbers[0],
              (int32_t)message_number(message->numbers[1]));
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
                                               .console_read = numbers[4] != 0,
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
    case MESSAGE_VALUE:
        return hear_value(owner, message);
    case MESSAGE_STATE:
        return hear_state(owner, message);
    default:
        return message->kind == MESSAGE_ALIVE;
    }
}

/* The next message, within so long; 0: until it is given up. */
static bool receive(struct owner *owner, struct message *message, uint32_t patience_ms)
{
    int left_ms = owner->remote.silence_ms - owner->silent_ms;
    int wait_ms = patience_ms && patience_ms < (uint32_t)left_ms ? (int)patience_ms : left_ms;
    bool received = channel_receive(&owner->channel, message, wait_ms);
    owner->silent_ms = received ? 0 : owner->silent_ms + wait_ms;
    return received;
}

/* Wait for an answer of that kind. False if there is none: then it is lost, unless that was only
 * for want of patience. */
static bool ask(struct owner *owner, enum message_kind answer, struct message *message,
                uint32_t patience_ms)
{
    (void)channel_flush(&owner->channel);
    while (receive(owner, message, patience_ms)) {
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
        if (message->kind == answer || far_halted(owner->sim))
            return true;
    }
    if (!owner->channel.broken && owner->silent_ms < owner->remote.silence_ms)
        return false;
    if (owner->channel.gone)
        lose(owner, NULL);
    else
        lose(owner, owner->channel.broken ? "the process of its programs says what makes no sense"
                                          : "the process of its programs does not answer");
    return false;
}

/* ---- The beginning --------------------------------------------------------------------------- */

static void send_scene(struct owner *owner)
{
    struct channel *channel = &owner->channel;
    const struct scene *scene = owner->scene;
    if (owner->remote.object)
        describe_object(channel, &owner->remote);
    channel_send(channel,
                 &(struct message){.kind = MESSAGE_SCENE,
                                   .texts = {message_text(scene->path, strlen(scene->path)),
                                             message_text(scene->text, scene->text_size)}});
    for (size_t i = 0; i < board_cost_field_count; i++)
        channel_send(
            channel,
            &(struct message){.kind = MESSAGE_COST,
                              .numbers = {i, board_cost_get(&scene->cost, &board_cost_fields[i])}});
    for (size_t i = 0; i < scene->control_count; i++)
        channel_send(channel,
                     &(struct message){.kind = MESSAGE_CONTROL,
                                       .numbers = {i, message_signed(scene->controls[i].value)}});
    channel_send(channel, &(struct message){.kind = MESSAGE_BEGIN});
}

static void begin(struct owner *owner)
{
    struct message message;
    owner->heard_us = owner->until_us = owner->scene->cost.boot_us;
    owner->heard = owner->heard_steps = 0;
    owner->task_count = owner->scene->task_count + 1;
    owner->words.count = 0;
    owner->silent_ms = 0;
    owner->channel = (struct channel){.fd = -1};
    if (!child_begin(&owner->child, owner->remote.command, &owner->channel.fd)) {
        char why[256];
        (void)snprintf(why, sizeof why, "its programs cannot be started: %s", strerror(errno));
        lose(owner, why);
        return;
    }
    send_scene(owner);
    (void)ask(owner, MESSAGE_STATE, &message, 0);
}

/* ---- What is asked of it --------------------------------------------------------------------- */

static void send_go(struct owner *owner, uint64_t until_us, bool single_step)
{
    owner->until_us = until_us;
    channel_send(
        &owner->channel,
        &(struct message){.kind = MESSAGE_GO,
                          .numbers = {until_us, single_step,
                                      far_wanted(owner->sim) | SIM_EVENT_BIT(SIM_EVENT_SHOW)}});
}

/* The listener wants no more of this run, but the process has gone on already. Another one does all
 * that again, up to here. */
static void halt(struct owner *owner)
{
    struct message message;
    uint64_t here_us = owner->heard_us;
    child_end(&owner->child, NULL, 0);
    channel_free(&owner->channel);
    far_resume(owner->sim);
    begin(owner);
    for (size_t i = 0; i < owner->gift_count && !owner->lost; i++) {
        channel_send(&owner->channel, &owner->gifts[i].message);
        (void)ask(owner, MESSAGE_GIVEN, &message, 0);
    }
    if (owner->lost)
        return;
    send_go(owner, here_us, false);
    (void)ask(owner, MESSAGE_STATE, &message, 0);
}

/* What comes of going, as far as patience reaches. */
static void hear_out(struct owner *owner, uint32_t patience_ms)
{
    struct message message;
    if (!ask(owner, MESSAGE_STATE, &message, patience_ms) && !owner->lost)
        return;
    owner->going = false;
    bool halted = !owner->lost && far_halted(owner->sim);
    if (halted)
        halt(owner);
    owner->came = owner->lost ? SIM_FINISHED
                  : halted    ? SIM_RUNNING
                              : (enum sim_state)message.numbers[2];
}

static enum sim_state go(void *context, struct sim *sim, uint64_t until_us, bool single_step)
{
    struct owner *owner = context;
    if (!owner->asked) {
        send_go(owner, until_us, single_step);
        owner->asked = owner->going = true;
    }
    if (owner->going)
        hear_out(owner, far_patience(sim));
    owner->asked = owner->going;
    return owner->going ? SIM_BUSY : owner->came;
}

/* So that another process can be given the same. False when memory is out. */
static bool keep(struct owner *owner, const struct message *message, uint64_t given_us,
                 const char *line)
{
    struct gift *gifts =
        list_room(owner->gifts, owner->gift_count + 1, &owner->gift_capacity, sizeof *gifts);
    struct gift gift = {.message = *message, .line = line ? strdup(line) : NULL};
    if (!gifts || (line && !gift.line)) {
        free(gift.line);
        return false;
    }
    gift.message.numbers[message->kind == MESSAGE_TYPE ? 0 : 2] = given_us;
    if (line)
        gift.message.texts[0].data = gift.line;
    owner->gifts = gifts;
    gifts[owner->gift_count++] = gift;
    return true;
}

/* The time that an input got. When all is over, any will do. */
static uint64_t give(struct owner *owner, const struct message *message, uint64_t time_us,
                     const char *line)
{
    struct message answer;
    if (owner->going)
        hear_out(owner, 0);
    if (!owner->lost) {
        channel_send(&owner->channel, message);
        if (ask(owner, MESSAGE_GIVEN, &answer, 0))
            return keep(owner, message, answer.numbers[0], line) ? answer.numbers[0] : UINT64_MAX;
    }
    uint64_t now_us = sim_now_us(owner->sim);
    return time_us > now_us ? time_us : now_us + 1;
}

static uint64_t input(void *context, const struct board_pin *pin, bool level, uint64_t time_us)
{
    return give(context,
                &(struct message){.kind = MESSAGE_INPUT, .numbers = {pin->number, level, time_us}},
                time_us, NULL);
}

static uint64_t type(void *context, const char *line, uint64_t time_us)
{
    return give(context,
                &(struct message){.kind = MESSAGE_TYPE,
                                  .numbers = {time_us},
                                  .texts = {message_text(line, strlen(line))}},
                time_us, line);
}

static uint64_t set(void *context, size_t setting, int32_t value, uint64_t time_us)
{
    return give(context,
                &(struct message){.kind = MESSAGE_SET,
                                  .numbers = {setting, message_signed(value), time_us}},
                time_us, NULL);
}

struct sim *remote_new(const struct remote *remote, const struct scene *scene,
                       sim_listener listener, void *context)
{
    struct owner *owner = calloc(1, sizeof *owner);
    if (!owner)
        return NULL;
    struct far far = {
        .go = go, .input = input, .type = type, .set = set, .free = end, .context = owner};
    owner->scene = scene;
    owner->child = CHILD_NONE;
    owner->remote = *remote;
    owner->remote.silence_ms = remote->silence_ms ? remote->silence_ms : SILENCE_MS;
    owner->sim = sim_new_far(scene, &far, listener, context);
    if (!owner->sim) {
        free(owner);
        return NULL;
    }
    begin(owner);
    return owner->sim;
}
