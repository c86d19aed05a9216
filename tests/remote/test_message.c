/* test_message.c - messages: whatever the bytes are, nothing but a message is read.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "remote/event.h"

static uint32_t random_state = 1;

static uint32_t next_random(void)
{
    random_state = random_state * 1664525u + 1013904223u;
    return random_state >> 8;
}

static const uint64_t edges[] = {0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX};

Test(message, comes_back_as_it_was_sent_whatever_its_numbers)
{
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        struct buffer buffer = {0};
        struct message sent = {.kind = MESSAGE_STATE,
                               .numbers = {edges[i], edges[7 - i], i, 1},
                               .texts = {message_text("why", 3)}};
        struct message got;
        cr_assert(message_write(&buffer, &sent));
        cr_assert(eq(long, message_read(&got, buffer.bytes, buffer.size), (long)buffer.size));
        cr_assert(eq(u64, got.numbers[0], edges[i]));
        cr_assert(eq(u64, got.numbers[1], edges[7 - i]));
        cr_assert(eq(str, (char *)(uintptr_t)got.texts[0].data, "why"));
        free(buffer.bytes);
    }
}

Test(message, numbers_below_zero_come_back)
{
    static const int64_t numbers[] = {0, -1, 1, INT32_MIN, INT32_MAX, INT64_MIN, INT64_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        cr_assert(eq(i64, message_number(message_signed(numbers[i])), numbers[i]));
}

static struct buffer a_message(void)
{
    struct buffer buffer = {0};
    struct message sent = {.kind = MESSAGE_PROGRAM,
                           .numbers = {300},
                           .texts = {message_text("name", 4), message_text("", 0)}};
    cr_assert(message_write(&buffer, &sent));
    return buffer;
}

Test(message, that_has_not_come_whole_is_waited_for)
{
    struct buffer buffer = a_message();
    struct message got;
    for (size_t size = 0; size < buffer.size; size++) {
        uint8_t *part = malloc(size + 1); /* so that a sanitizer sees who reads beyond */
        memcpy(part, buffer.bytes, size);
        cr_expect(eq(long, message_read(&got, part, size), 0));
        free(part);
    }
    free(buffer.bytes);
}

Test(message, of_a_kind_that_there_is_not_or_a_size_beyond_all_is_none)
{
    struct message got;
    const uint8_t kind[] = {MESSAGE_KINDS, 0, 0};
    const uint8_t size[] = {MESSAGE_PROBLEM, 0xff, 0xff, 0xff, 0xff, 0x0f};
    const uint8_t number[] = {MESSAGE_GIVEN, 0x80, 0x80, 0x80, 0x80, 0x80,
                              0x80,          0x80, 0x80, 0x80, 0x80, 0x80};
    const uint8_t unended[] = {MESSAGE_PROBLEM, 1, 'x', 'y'};
    cr_expect(lt(long, message_read(&got, kind, sizeof kind), 0));
    cr_expect(lt(long, message_read(&got, size, sizeof size), 0));
    cr_expect(lt(long, message_read(&got, number, sizeof number), 0));
    cr_expect(lt(long, message_read(&got, unended, sizeof unended), 0));
}

/* ---- Events --------------------------------------------------------------------------------- */

static struct scene *scene;
static struct buffer stream; /* what a sim said in some seconds */
static struct words said;

static void say(void *context, const struct sim_event *event)
{
    (void)context;
    cr_assert(event_write(&stream, &said, event));
}

static void set_up(void)
{
    struct diagnostics diagnostics = {0};
    scene = scene_load("scenes/two_rings.json", &diagnostics);
    cr_assert_not_null(scene);
    struct sim *sim = sim_new(scene, say, NULL);
    cr_assert_not_null(sim);
    cr_assert(lt(u64, sim_press(sim, scene_part_find(scene, "button"), true, 900000), UINT64_MAX));
    (void)sim_run(sim, 2000000);
    words_free(&said);
    sim_free(sim);
}

static void tear_down(void)
{
    free(stream.bytes);
    scene_free(scene);
}

TestSuite(events, .init = set_up, .fini = tear_down);

/* How many of a stream's messages can be read, and heard, before one that cannot. */
static size_t hear_all(const uint8_t *bytes, size_t size)
{
    struct words words = {0};
    struct message message;
    struct sim_event event;
    size_t task_count = scene->task_count + 1;
    size_t heard = 0;
    long read;
    while ((read = message_read(&message, bytes, size)) > 0) {
        bytes += read;
        size -= (size_t)read;
        if (message.kind == MESSAGE_WORD
                ? !event_word(&words, &message)
                : !event_read(&event, &words, scene, &task_count, &message))
            break;
        heard++;
    }
    words_free(&words);
    return heard;
}

Test(events, of_a_whole_session_are_heard)
{
    cr_assert(gt(sz, stream.size, 1000));
    cr_assert(gt(sz, hear_all(stream.bytes, stream.size), 100));
}

Test(events, in_which_bytes_were_changed_do_no_harm)
{
    size_t size = stream.size < 4000 ? stream.size : 4000;
    size_t whole = hear_all(stream.bytes, size);
    size_t broken = 0;
    for (int i = 0; i < 20000; i++) {
        uint8_t *bent = malloc(size);
        memcpy(bent, stream.bytes, size);
        for (uint32_t j = next_random() % 4 + 1; j > 0; j--)
            bent[next_random() % size] = (uint8_t)next_random();
        broken += hear_all(bent, size) < whole;
        free(bent);
    }
    cr_assert(gt(sz, broken, 1000));
}

Test(events, that_a_scene_cannot_have_are_refused)
{
    struct words words = {0};
    struct sim_event event;
    size_t task_count = scene->task_count + 1;
    struct message fine = {.kind = MESSAGE_EVENT,
                           .numbers = {5, SIM_EVENT_PRINT},
                           .texts = {message_text("words", 5)}};
    cr_assert(event_read(&event, &words, scene, &task_count, &fine));
    static const struct {
        size_t number;
        uint64_t value;
    } cases[] = {{1, SIM_EVENT_SET + 1},
                 {1, SIM_EVENT_SHOW},
                 {1, SIM_EVENT_PIN},
                 {1, SIM_EVENT_TASK},
                 {2, 1000},
                 {3, 1000},
                 {6, 1000},
                 {8, 1},
                 {12, 1 << 16}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct message message = fine;
        message.numbers[cases[i].number] = cases[i].value;
        cr_expect(not(event_read(&event, &words, scene, &task_count, &message)), "case %zu", i);
    }
}
