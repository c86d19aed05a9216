/* describe.c - programs as messages: what a scene has to know.     SPDX-License-Identifier: MIT */
#include "remote/describe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "remote/child.h"
#include "remote/remote.h"

#define PROGRAMS_MAX 64
#define SILENCE_MS   10000

/* ---- Saying --------------------------------------------------------------------------------- */

static struct message_text text_of(const char *text)
{
    return message_text(text, strlen(text));
}

void describe_object(struct channel *channel, const struct remote *remote)
{
    channel_send(channel,
                 &(struct message){.kind = MESSAGE_OBJECT,
                                   .texts = {text_of(remote->object), text_of(remote->folder)}});
}

void describe_program(struct channel *channel, const struct program *program)
{
    channel_send(channel,
                 &(struct message){.kind = MESSAGE_PROGRAM,
                                   .numbers = {program->parameter_count},
                                   .texts = {text_of(program->name), text_of(program->help)}});
    for (size_t i = 0; i < program->parameter_count; i++) {
        const struct parameter *parameter = &program->parameters[i];
        channel_send(channel, &(struct message){
                                  .kind = MESSAGE_PARAMETER,
                                  .numbers = {parameter->type, parameter->written,
                                              message_signed(parameter->minimum),
                                              message_signed(parameter->maximum),
                                              message_signed(parameter->fallback)},
                                  .texts = {text_of(parameter->name), text_of(parameter->help)}});
    }
}

/* ---- Hearing -------------------------------------------------------------------------------- */

struct remote_programs {
    struct program programs[PROGRAMS_MAX];
    const struct program *list[PROGRAMS_MAX];
    size_t count;
    size_t missing;      /* parameters of the last one */
    struct arena memory; /* of texts and parameters */
};

static const char *keep(struct remote_programs *known, struct message_text text)
{
    return arena_text(&known->memory, text.data, text.size);
}

static bool hear_program(struct remote_programs *known, const struct message *message)
{
    uint64_t count = message->numbers[0];
    if (known->missing > 0 || known->count == PROGRAMS_MAX || count > UINT8_MAX)
        return false;
    struct program *program = &known->programs[known->count];
    *program = (struct program){
        .name = keep(known, message->texts[0]),
        .help = keep(known, message->texts[1]),
        .parameters = arena_get(&known->memory, (count + 1) * sizeof *program->parameters),
        .parameter_count = (uint8_t)count};
    known->list[known->count++] = program;
    known->missing = (size_t)count;
    return !known->memory.failed;
}

static bool hear_parameter(struct remote_programs *known, const struct message *message)
{
    const uint64_t *numbers = message->numbers;
    if (known->missing == 0 || numbers[0] > PARAMETER_PALETTE)
        return false;
    const struct program *program = known->list[known->count - 1];
    struct parameter *parameters = (struct parameter *)(uintptr_t)program->parameters;
    parameters[program->parameter_count - known->missing--] =
        (struct parameter){.name = keep(known, message->texts[0]),
                           .help = keep(known, message->texts[1]),
                           .type = (uint8_t)numbers[0],
                           .written = numbers[1] != 0,
                           .minimum = (int32_t)message_number(numbers[2]),
                           .maximum = (int32_t)message_number(numbers[3]),
                           .fallback = (int32_t)message_number(numbers[4])};
    return !known->memory.failed;
}

static bool hear(struct remote_programs *known, const struct message *message)
{
    if (message->kind == MESSAGE_PROGRAM)
        return hear_program(known, message);
    if (message->kind == MESSAGE_PARAMETER)
        return hear_parameter(known, message);
    return message->kind == MESSAGE_DONE && known->missing == 0;
}

/* Up to the end. False, with the reason in `why` unless that is the process's own. */
static bool hear_all(struct remote_programs *known, struct channel *channel, char *why,
                     size_t why_size)
{
    struct message message;
    while (channel_receive(channel, &message, SILENCE_MS)) {
        if (message.kind == MESSAGE_PROBLEM) {
            (void)snprintf(why, why_size, "%s", message.texts[0].data);
            return false;
        }
        if (!hear(known, &message))
            break;
        if (message.kind == MESSAGE_DONE)
            return true;
    }
    if (!channel->gone)
        (void)snprintf(why, why_size, "its programs cannot be asked what they are");
    return false;
}

struct remote_programs *remote_describe(const struct remote *remote, char *why, size_t why_size)
{
    struct channel channel = {.fd = -1};
    struct child child;
    struct remote_programs *known = calloc(1, sizeof *known);
    *why = '\0';
    if (!known || !child_begin(&child, remote->command, &channel.fd)) {
        (void)snprintf(why, why_size, "its programs cannot be started: %s", strerror(errno));
        free(known);
        return NULL;
    }
    describe_object(&channel, remote);
    channel_send(&channel, &(struct message){.kind = MESSAGE_DESCRIBE});
    (void)channel_flush(&channel);
    bool fine = hear_all(known, &channel, why, why_size);
    child_end(&child, fine || *why ? NULL : why, why_size);
    channel_free(&channel);
    if (fine)
        return known;
    remote_forget(known);
    return NULL;
}

const struct program *const *remote_list(const struct remote_programs *known, size_t *count)
{
    *count = known->count;
    return known->list;
}

void remote_forget(struct remote_programs *known)
{
    if (!known)
        return;
    arena_free(&known->memory);
    free(known);
}
