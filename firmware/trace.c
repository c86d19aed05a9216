/* trace.c - what a scene does, told as records on the console's wire.
 *                                                                  SPDX-License-Identifier: MIT */
#include "trace.h"

#include <string.h>

#include "baked.h"
#include "main.h"
#include "parts/record.h"
#include <hardware/gpio.h>

#define FRAME_EXTRA (RECORD_FRAME_MAX - RECORD_DATA_MAX)
#define FAR_US      (1u << 31) /* after that, half of a time does not tell which it is */
#define LET_GO      2

static uint8_t number;   /* of the next record */
static uint32_t lost;    /* events, since the last record that told of some */
static uint64_t told_us; /* the time of the last record */
static uint32_t written; /* bytes in all */
static uint32_t names_size;
static volatile bool asked;
static uint64_t asked_us; /* the interrupt's, until it is asked */

/* ---- Records --------------------------------------------------------------------------------- */

static uint32_t frames_size(uint32_t size)
{
    return size + (size / RECORD_DATA_MAX + 1) * FRAME_EXTRA;
}

/* In as many frames as it takes; waits if there is no room. */
static void put_part(uint8_t kind, uint8_t subject, const void *data, uint32_t size, bool more)
{
    static uint8_t frame[RECORD_FRAME_MAX];
    static bool open;
    const uint8_t *next = data;
    told_us = pace_now_us();
    do {
        uint32_t piece = size < RECORD_DATA_MAX ? size : RECORD_DATA_MAX;
        size -= piece;
        struct record record = {.kind = kind,
                                .continued = open,
                                .more = more || size > 0,
                                .number = number++,
                                .subject = subject,
                                .time_us = (uint32_t)told_us,
                                .data = next,
                                .size = (uint8_t)piece};
        uint32_t frame_size = record_encode(&record, frame);
        serial_put(frame, frame_size);
        written += frame_size;
        next += piece;
        open = record.more;
    } while (size > 0);
}

static void put(uint8_t kind, uint8_t subject, const void *data, uint32_t size)
{
    put_part(kind, subject, data, size, false);
}

static void put_hello(bool started)
{
    uint32_t upper = (uint32_t)(pace_now_us() >> 32);
    uint8_t head[] = {RECORD_VERSION, (uint8_t)upper, (uint8_t)(upper >> 8), (uint8_t)(upper >> 16),
                      (uint8_t)(upper >> 24)};
    put_part(RECORD_HELLO, started, head, sizeof head, true);
    put(RECORD_HELLO, started, baked_trace.scene, strlen(baked_trace.scene));
}

static void put_lost(void)
{
    uint8_t data[] = {(uint8_t)lost, (uint8_t)(lost >> 8), (uint8_t)(lost >> 16),
                      (uint8_t)(lost >> 24)};
    if (lost > 0)
        put(RECORD_LOST, 0, data, sizeof data);
    lost = 0;
}

/* What comes before any event: that others were lost, or a whole time after a long silence. */
static void catch_up(void)
{
    put_lost();
    if (pace_now_us() - told_us >= FAR_US)
        put_hello(false);
}

/* Whether there is room for an event. */
static bool begin_event(uint32_t size)
{
    if (serial_room() < TRACE_SPARE + frames_size(size)) {
        lost++;
        return false;
    }
    catch_up();
    return true;
}

static void tell(uint8_t kind, uint8_t subject, const void *data, uint32_t size)
{
    if (begin_event(size))
        put(kind, subject, data, size);
}

/* ---- Names ----------------------------------------------------------------------------------- */

/* Of the task with that index; behind those that are baked it is main's. */
static const char *task_name(uint16_t index)
{
    return index < baked.task_count ? baked.infos[index].name : "main";
}

static uint16_t named_tasks(void)
{
    uint16_t count = baked.task_count + (baked.root_count > 0);
    return count < RECORD_UNNAMED ? count : RECORD_UNNAMED;
}

static void put_name(uint8_t kind, uint8_t subject, const char *name)
{
    put_part(RECORD_NAME, subject, &kind, 1, true);
    put(RECORD_NAME, subject, name, strlen(name));
}

static void put_names(bool started)
{
    put_hello(started);
    for (uint8_t i = 0; i < baked_trace.name_count; i++)
        put_name(baked_trace.names[i].kind, baked_trace.names[i].subject,
                 baked_trace.names[i].name);
    for (uint16_t i = 0; i < named_tasks(); i++)
        put_name(RECORD_TASK, (uint8_t)i, task_name(i));
}

/* ---- When asked, or when there is room again ------------------------------------------------- */

static uint64_t next_us(void)
{
    if (lost > 0 && serial_room() > TRACE_SPARE)
        return pace_now_us();
    return asked && serial_room() >= names_size ? asked_us : COOP_NEVER;
}

static void pass(void)
{
    put_lost();
    if (asked)
        put_names(false);
    asked = false;
}

void trace_hear(char c)
{
    if (c != RECORD_ASK) {
        baked_trace.hear(c);
    } else if (!asked) {
        asked_us = pace_real_us();
        asked = true;
    }
}

/* ---- Events ---------------------------------------------------------------------------------- */

static uint16_t index_of(const coop_task *task)
{
    for (uint16_t i = 0; i < baked.task_count; i++)
        if (baked.tasks[i] == task)
            return i;
    return task == main_gatherer() ? baked.task_count : UINT16_MAX;
}

static void step(void *context, const coop_task *task)
{
    uint16_t index = index_of(task);
    main_probe.step(context, task);
    if (index < named_tasks()) {
        tell(RECORD_TASK, (uint8_t)index, NULL, 0);
        return;
    }
    const char *name = index == UINT16_MAX ? coop_name(task) : task_name(index);
    tell(RECORD_TASK, RECORD_UNNAMED, name, strlen(name));
}

/* After the last one nothing else would say what was lost. */
static void stepped(void *context, const coop_task *task)
{
    main_probe.stepped(context, task);
    if (coop_finished(task))
        put_lost();
}

static void typed(const char *bytes, uint32_t size, const char *rest, uint32_t rest_size)
{
    if (!begin_event(size + rest_size + FRAME_EXTRA))
        return;
    put_part(RECORD_TYPE, 0, bytes, size, true);
    put(RECORD_TYPE, 0, rest, rest_size);
}

void trace_begin(coop_loop *loop)
{
    static const coop_probe probe = {.step = step, .stepped = stepped};
    static struct pace_source source = {.next_us = next_us, .pass = pass};
    coop_observe(loop, &probe);
    pace_add_news(&source);
    if (baked_trace.listen != NULL)
        baked_trace.listen(typed);
    put_names(true);
    names_size = written < TRACE_SPARE ? written : TRACE_SPARE;
}

void trace_write(void *context, uint8_t pin, bool level)
{
    uint8_t data = level;
    tell(RECORD_PIN, pin, &data, 1);
    pins_write(context, pin, level);
}

void trace_release(void *context, uint8_t pin)
{
    uint8_t data = LET_GO;
    if (gpio_is_dir_out(pin))
        tell(RECORD_PIN, pin, &data, 1);
    pins_release(context, pin);
}

uint32_t trace_send(void *context, const struct pixels *pixels, const uint8_t *bytes, uint16_t size)
{
    tell(RECORD_SHOW, pixels->pin, bytes, size);
    return strips_send(context, pixels, bytes, size);
}

void trace_key_taken(void *context, uint8_t pin, bool pressed)
{
    uint8_t data = pressed;
    (void)context;
    tell(RECORD_KEY, pin, &data, 1);
}

void trace_print(void *context, const char *line)
{
    (void)context;
    catch_up();
    put(RECORD_PRINT, 0, line, strlen(line));
}
