/* recorded.h - bytes as a traced board sends them, for tests of who reads them.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef TESTS_CLI_RECORDED_H
#define TESTS_CLI_RECORDED_H

#include <stdint.h>
#include <string.h>

#include "parts/record.h"

struct recorded {
    uint8_t bytes[8192];
    size_t size;
    uint8_t number;
    uint32_t time_us; /* of the next record */
    bool open;
};

static inline void record_text(struct recorded *recorded, const char *text)
{
    memcpy(recorded->bytes + recorded->size, text, strlen(text));
    recorded->size += strlen(text);
}

static inline void record_piece(struct recorded *recorded, uint8_t kind, uint8_t subject,
                                const void *data, size_t size, bool more)
{
    const struct record record = {.kind = kind,
                                  .continued = recorded->open,
                                  .more = more,
                                  .number = recorded->number++,
                                  .subject = subject,
                                  .time_us = recorded->time_us,
                                  .data = data,
                                  .size = (uint8_t)size};
    recorded->size += record_encode(&record, recorded->bytes + recorded->size);
    recorded->open = more;
}

static inline void record_it(struct recorded *recorded, uint8_t kind, uint8_t subject,
                             const char *text)
{
    record_piece(recorded, kind, subject, text, strlen(text), false);
}

/* `upper_us` is the upper half of the time. */
static inline void record_hello(struct recorded *recorded, bool started, uint8_t upper_us)
{
    const uint8_t head[] = {RECORD_VERSION, upper_us, 0, 0, 0};
    if (started)
        recorded->number = 0;
    record_piece(recorded, RECORD_HELLO, started, head, sizeof head, true);
    record_it(recorded, RECORD_HELLO, started, "A scene");
}

static inline void record_name(struct recorded *recorded, uint8_t kind, uint8_t subject,
                               const char *name)
{
    record_piece(recorded, RECORD_NAME, subject, &kind, 1, true);
    record_it(recorded, RECORD_NAME, subject, name);
}

static inline void record_names(struct recorded *recorded)
{
    record_name(recorded, RECORD_SHOW, 28, "ring");
    record_name(recorded, RECORD_PIN, 3, "D1");
    record_name(recorded, RECORD_TASK, 0, "blink");
}

static inline void record_level(struct recorded *recorded, uint8_t kind, uint8_t level)
{
    record_piece(recorded, kind, 3, &level, 1, false);
}

#endif
