/* test_record.c - records as frames, and back.                     SPDX-License-Identifier: MIT */
#include "parts/record.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static uint8_t frame[RECORD_FRAME_MAX];
static uint8_t data[RECORD_DATA_MAX];

static bool decode(struct record *record, uint32_t size)
{
    return record_decode(record, frame + 1, size - 2);
}

static void expect_same(const struct record *record)
{
    struct record read;
    uint32_t size = record_encode(record, frame);
    cr_assert(size <= RECORD_FRAME_MAX);
    cr_assert(eq(u8, frame[0], 0));
    cr_assert(eq(u8, frame[size - 1], 0));
    cr_assert(memchr(frame + 1, 0, size - 2) == NULL);
    cr_assert(decode(&read, size));
    cr_assert(eq(u8, read.kind, record->kind));
    cr_assert(eq(int, read.more, record->more));
    cr_assert(eq(int, read.continued, record->continued));
    cr_assert(eq(u8, read.number, record->number));
    cr_assert(eq(u8, read.subject, record->subject));
    cr_assert(eq(u32, read.time_us, record->time_us));
    cr_assert(eq(u8, read.size, record->size));
    cr_assert(memcmp(read.data, record->data, record->size) == 0);
}

/* The bytes that the header promises, so that no change of both ends goes unseen. */
Test(record, a_frame_is_what_its_header_says)
{
    static const uint8_t expected[] = {0, 6, RECORD_PIN, 7, 3, 0x10, 0x27, 1, 4, 1, 0x2, 0xED, 0};
    const uint8_t level = 1;
    const struct record record = {
        .kind = RECORD_PIN, .number = 7, .subject = 3, .time_us = 10000, .data = &level, .size = 1};
    cr_assert(eq(u32, record_encode(&record, frame), sizeof expected));
    cr_assert(memcmp(frame, expected, sizeof expected) == 0);
}

Test(record, every_length_comes_back_with_any_bytes)
{
    static const uint8_t fillings[] = {0, 1, 0xFF};
    for (uint32_t size = 0; size <= RECORD_DATA_MAX; size++)
        for (uint32_t kind = 0; kind <= 3; kind++) {
            for (uint32_t i = 0; i < size; i++)
                data[i] = kind < 3 ? fillings[kind] : (uint8_t)(i * 37 % 5 * 63);
            expect_same(&(struct record){.kind = RECORD_LOST,
                                         .more = kind == 1,
                                         .continued = kind > 1,
                                         .number = (uint8_t)size,
                                         .subject = 255,
                                         .time_us = 0x80FF00FFu * kind,
                                         .data = data,
                                         .size = (uint8_t)size});
        }
}

/* Every single byte, changed to any other or left out. A zero would end the frame. */
Test(record, a_damaged_frame_is_none)
{
    struct record read;
    uint8_t whole[RECORD_FRAME_MAX];
    memcpy(data, "a line with \0 and \xFF in it", 25);
    uint32_t size = record_encode(
        &(struct record){.kind = RECORD_PRINT, .time_us = 256, .data = data, .size = 25}, whole);
    for (uint32_t place = 1; place + 1 < size; place++) {
        for (uint32_t byte = 1; byte < 256; byte++) {
            memcpy(frame, whole, size);
            frame[place] = (uint8_t)byte;
            cr_assert(eq(int, decode(&read, size), byte == whole[place]));
        }
        memcpy(frame, whole, place);
        memcpy(frame + place, whole + place + 1, size - place - 1);
        cr_assert(eq(int, decode(&read, size - 1), false));
    }
}

/* Too short, too long, or with a run that goes on behind its end. */
Test(record, what_is_no_frame_is_refused)
{
    static const uint32_t sizes[] = {0, 1, 9, 10, 100, RECORD_FRAME_MAX, RECORD_FRAME_MAX + 1};
    struct record read;
    uint8_t bytes[RECORD_FRAME_MAX + 1];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (uint32_t filling = 0; filling < 256; filling += 15) {
            memset(bytes, (int)filling, sizeof bytes);
            cr_assert(eq(int, record_decode(&read, bytes, sizes[i]), false));
        }
}
