/* event.c - events of a sim as messages.                           SPDX-License-Identifier: MIT */
#include "remote/event.h"

#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "engine/wire.h"

/* The numbers of a MESSAGE_EVENT. What may be nothing is one more than it is, or 0. */
enum {
    TIME,
    TYPE,
    PART,
    PIN, /* its place among the board's */
    LEVEL,
    TEXT, /* a word; 0: it is the message's text, if the type has one */
    TASK,
    BY,
    WAIT_KIND,
    WAIT_DUE,
    WAIT_TASK,
    WAIT_OBJECT,
    PLACE, /* file, a word, and line */
    SETTING,
    RESULT
};

#define TASKS_MAX ((size_t)1 << 24) /* that one may be told of */

/* ---- Words ---------------------------------------------------------------------------------- */

void words_free(struct words *words)
{
    for (size_t i = 0; i < words->copy_count; i++)
        free(words->copies[i]);
    free(words->copies);
    free(words->list);
    *words = (struct words){0};
}

static bool add_word(struct words *words, const char *word)
{
    const char **list = list_room(words->list, words->count + 1, &words->capacity, sizeof *list);
    if (!list)
        return false;
    words->list = list;
    words->list[words->count++] = word;
    return true;
}

/* NULL when memory is out. */
static const char *copy_of(struct words *words, const char *text)
{
    for (size_t i = 0; i < words->copy_count; i++)
        if (strcmp(words->copies[i], text) == 0)
            return words->copies[i];
    char **copies =
        list_room(words->copies, words->copy_count + 1, &words->copy_capacity, sizeof *copies);
    if (!copies)
        return NULL;
    words->copies = copies;
    copies[words->copy_count] = strdup(text);
    return copies[words->copy_count] ? copies[words->copy_count++] : NULL;
}

bool event_word(struct words *words, const struct message *message)
{
    const char *copy = words->count < WORDS_MAX ? copy_of(words, message->texts[0].data) : NULL;
    return copy && add_word(words, copy);
}

/* The number of a text that stays where it is; sent before, if it is new. 0: none, or no memory. */
static uint64_t word_number(struct buffer *buffer, struct words *words, const char *text)
{
    if (!text)
        return 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->list[i] == text)
            return i + 1;
    struct message message = {.kind = MESSAGE_WORD, .texts = {message_text(text, strlen(text))}};
    return add_word(words, text) && message_write(buffer, &message) ? words->count : 0;
}

/* ---- Writing -------------------------------------------------------------------------------- */

static bool is_of_task(enum sim_event_type type)
{
    return type == SIM_EVENT_TASK || type == SIM_EVENT_WAKE || type == SIM_EVENT_WAIT ||
           type == SIM_EVENT_END;
}

static bool is_of_pin(enum sim_event_type type)
{
    return type == SIM_EVENT_PIN || type == SIM_EVENT_KEY || type == SIM_EVENT_INPUT;
}

static struct message_text text_of(const struct sim_event *event)
{
    if (event->type == SIM_EVENT_SHOW)
        return message_text((const char *)event->bytes, event->byte_count);
    if (is_of_task(event->type) || event->type == SIM_EVENT_SET || !event->text)
        return message_text("", 0);
    return message_text(event->text, strlen(event->text));
}

bool event_write(struct buffer *buffer, struct words *words, const struct sim_event *event)
{
    struct message message = {.kind = MESSAGE_EVENT, .texts = {text_of(event)}};
    uint64_t *numbers = message.numbers;
    numbers[TIME] = event->time_us;
    numbers[TYPE] = event->type;
    numbers[PART] = event->part;
    numbers[PIN] = event->pin ? event->pin->number + 1u : 0;
    numbers[LEVEL] = message_signed(event->level);
    numbers[TASK] = event->task + 1;
    numbers[BY] = event->by + 1;
    numbers[WAIT_KIND] = word_number(buffer, words, event->wait.kind);
    numbers[WAIT_DUE] = event->wait.due_us + 1;
    numbers[WAIT_TASK] = event->wait.task + 1;
    numbers[WAIT_OBJECT] = event->wait.object;
    numbers[PLACE] = word_number(buffer, words, event->file) << 16 | event->line;
    numbers[SETTING] = event->setting;
    numbers[RESULT] = message_signed(event->result);
    if (is_of_task(event->type))
        numbers[TEXT] = word_number(buffer, words, event->text);
    return message_write(buffer, &message);
}

/* ---- Reading -------------------------------------------------------------------------------- */

static bool get_word(const struct words *words, uint64_t number, const char **word)
{
    *word = number > 0 && number <= words->count ? words->list[number - 1] : NULL;
    return number <= words->count;
}

static bool get_pin(const struct board_model *board, uint64_t sent, const struct board_pin **pin)
{
    *pin = NULL;
    for (size_t i = 0; i < board->pin_count; i++)
        if (board->pins[i].number + 1u == sent)
            *pin = &board->pins[i];
    return sent == 0 || *pin;
}

/* Tasks are told of in the order of their numbers. */
static bool get_task(uint64_t sent, size_t *task_count, size_t *task)
{
    *task = (size_t)sent - 1; /* of 0, SIM_NOBODY */
    if (sent == 0 || *task < *task_count)
        return true;
    if (*task > *task_count || *task >= TASKS_MAX)
        return false;
    ++*task_count;
    return true;
}

/* Whatever its listeners take for granted. */
static bool is_whole(const struct sim_event *event, const struct scene *scene)
{
    const struct scene_part *part = &scene->parts[event->part];
    bool has_text = event->type != SIM_EVENT_SHOW && !is_of_pin(event->type);
    if (has_text && !event->text)
        return false;
    if (is_of_pin(event->type))
        return event->pin && event->level >= -1 && event->level <= 1;
    if (event->type == SIM_EVENT_WAKE || event->type == SIM_EVENT_WAIT)
        return event->file && event->wait.kind;
    if (is_of_task(event->type))
        return event->file;
    if (event->type == SIM_EVENT_SET)
        return event->setting < scene->setting_count;
    if (event->type == SIM_EVENT_SHOW)
        return event->part < scene->part_count && part->type == PART_NEOPIXEL &&
               event->byte_count == (size_t)part->pixels * wire_channels(part->order);
    return true;
}

static bool get_tasks(struct sim_event *event, size_t *task_count, const uint64_t *numbers)
{
    return get_task(numbers[BY], task_count, &event->by) &&
           get_task(numbers[TASK], task_count, &event->task) &&
           get_task(numbers[WAIT_TASK], task_count, &event->wait.task);
}

bool event_read(struct sim_event *event, const struct words *words, const struct scene *scene,
                size_t *task_count, const struct message *message)
{
    const uint64_t *numbers = message->numbers;
    if (numbers[TYPE] > SIM_EVENT_SET || numbers[PART] > scene->part_count)
        return false;
    *event = (struct sim_event){
        .time_us = numbers[TIME],
        .type = (enum sim_event_type)numbers[TYPE],
        .part = (size_t)numbers[PART],
        .setting = (size_t)numbers[SETTING],
        .level = (int)message_number(numbers[LEVEL]),
        .wait = {.due_us = numbers[WAIT_DUE] - 1, .object = (size_t)numbers[WAIT_OBJECT]},
        .line = (uint16_t)numbers[PLACE],
        .result = (int32_t)message_number(numbers[RESULT])};
    bool known = get_pin(scene->board, numbers[PIN], &event->pin) &&
                 get_word(words, numbers[TEXT], &event->text) &&
                 get_word(words, numbers[WAIT_KIND], &event->wait.kind) &&
                 get_word(words, numbers[PLACE] >> 16, &event->file) &&
                 get_tasks(event, task_count, numbers);
    if (event->type == SIM_EVENT_SHOW) {
        event->bytes = (const uint8_t *)message->texts[0].data;
        event->byte_count = message->texts[0].size;
    } else if (event->type == SIM_EVENT_SET && event->setting < scene->setting_count) {
        event->text = scene->settings[event->setting].path;
    } else if (!is_of_task(event->type) && !is_of_pin(event->type)) {
        event->text = message->texts[0].data;
    }
    return known && is_whole(event, scene);
}
