/* frames.c - what pixels showed and when, as text.                 SPDX-License-Identifier: MIT */
#include "export/frames.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "engine/wire.h"
#include "export/internal.h"

/* ---- Writing --------------------------------------------------------------------------------
 */

static bool begin(struct export *export)
{
    size_t pixels = 1;
    for (size_t i = 0; i < export->scene->part_count; i++)
        if (export->scene->parts[i].pixels > pixels)
            pixels = export->scene->parts[i].pixels;
    export->state = malloc(4 * pixels);
    fputs("# glowloop frames 1: time in us, part, pixels as red, green, blue (and white)\n",
          export->out);
    return export->state != NULL;
}

static void write_frame(struct export *export, const struct sim_event *event)
{
    static const char digits[] = "0123456789abcdef";
    if (event->type != SIM_EVENT_SHOW)
        return;
    const struct scene_part *part = &export->scene->parts[event->part];
    uint8_t *light = export->state, channels = wire_channels(part->order);
    wire_light(light, event->bytes, event->byte_count, part->order);
    fprintf(export->out, "%" PRIu64 " %s", event->time_us, part->name);
    for (size_t i = 0; i < event->byte_count; i++) {
        if (i % channels == 0)
            putc(' ', export->out);
        putc(digits[light[i] >> 4], export->out);
        putc(digits[light[i] & 15], export->out);
    }
    putc('\n', export->out);
}

static void end(struct export *export)
{
    free(export->state);
}

const struct export_writer frames_writer = {begin, write_frame, end};

/* ---- Reading --------------------------------------------------------------------------------
 */

struct reader {
    struct frames *frames;
    const struct source *source;
    const struct scene *scene;
    struct diagnostics *diagnostics;
    const char *at;   /* what is to be read */
    const char *stop; /* the end of the line */
    bool fine;        /* of this line: nothing was wrong */
};

struct word {
    const char *text;
    size_t length; /* 0: the line has no more */
};

static struct word next_word(struct reader *reader)
{
    while (reader->at < reader->stop && (*reader->at == ' ' || *reader->at == '\t'))
        reader->at++;
    struct word word = {reader->at, 0};
    while (reader->at < reader->stop && *reader->at != ' ' && *reader->at != '\t' &&
           *reader->at != '\r')
        reader->at++;
    word.length = (size_t)(reader->at - word.text);
    return word;
}

#define WRONG(reader_, word_, ...)                                                                 \
    ((reader_)->fine = false,                                                                      \
     diagnose((reader_)->diagnostics, (reader_)->source,                                           \
              (size_t)((word_).text - (reader_)->source->text), (word_).length, __VA_ARGS__))

static uint64_t read_time(struct reader *reader)
{
    const struct frames *frames = reader->frames;
    struct word word = next_word(reader);
    uint64_t time_us = 0;
    bool digits = word.length > 0 && word.length <= 18;
    for (size_t i = 0; digits && i < word.length; i++) {
        digits = word.text[i] >= '0' && word.text[i] <= '9';
        time_us = time_us * 10 + (uint64_t)(word.text[i] - '0');
    }
    if (!digits)
        WRONG(reader, word, "a frame begins with its time, whole microseconds");
    else if (frames->count > 0 && time_us < frames->list[frames->count - 1].time_us)
        WRONG(reader, word, "frames stand in the order of their times; the one before is later");
    return time_us;
}

static size_t read_part(struct reader *reader)
{
    const struct scene *scene = reader->scene;
    const char *names[SCENE_PARTS_MAX];
    size_t count = 0;
    char name[SCENE_NAME_MAX + 2];
    struct word word = next_word(reader);
    (void)snprintf(name, sizeof name, "%.*s", (int)word.length, word.text);
    for (size_t i = 0; i < scene->part_count; i++) {
        if (scene->parts[i].type != PART_NEOPIXEL)
            continue;
        if (strcmp(scene->parts[i].name, name) == 0)
            return i;
        names[count++] = scene->parts[i].name;
    }
    WRONG(reader, word, "the scene has no pixels called %s", quoted(name).text);
    const char *near = nearest_word(name, names, count);
    if (near != NULL)
        diagnose_note(reader->diagnostics, "did you mean %s?", quoted(near).text);
    return scene->part_count;
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One pixel, or why it is none. */
static void read_pixel(struct reader *reader, struct word word, uint8_t channels, uint8_t *light)
{
    bool valid = word.length == 2u * channels;
    for (size_t i = 0; valid && i < channels; i++) {
        int high = digit_of(word.text[2 * i]), low = digit_of(word.text[2 * i + 1]);
        valid = high >= 0 && low >= 0;
        light[i] = (uint8_t)(valid ? high * 16 + low : 0);
    }
    if (!valid)
        WRONG(reader, word, "a pixel of it has %d digits, 0 to 9 and a to f", 2 * channels);
}

static const uint8_t *read_light(struct reader *reader, const struct scene_part *part)
{
    uint8_t channels = wire_channels(part->order);
    uint8_t *light = arena_get(&reader->frames->memory, (size_t)part->pixels * channels);
    struct word word = next_word(reader);
    size_t count = 0;
    if (light == NULL)
        return NULL;
    for (; word.length > 0 && reader->fine && count < part->pixels; count++) {
        read_pixel(reader, word, channels, light + count * channels);
        word = next_word(reader);
    }
    if (reader->fine && (count < part->pixels || word.length > 0))
        WRONG(reader, word, "%s has %u pixels; there are %s of them here", part->name, part->pixels,
              word.length > 0 ? "more" : "fewer");
    return light;
}

static bool keep(struct frames *frames, const struct frame *frame)
{
    struct frame *list =
        list_room(frames->list, frames->count + 1, &frames->capacity, sizeof *list);
    if (list == NULL)
        return false;
    frames->list = list;
    list[frames->count++] = *frame;
    return true;
}

static void read_line(struct reader *reader, size_t line)
{
    reader->fine = true;
    struct frame frame = {.time_us = read_time(reader), .line = line};
    if (reader->fine)
        frame.part = read_part(reader);
    if (reader->fine)
        frame.light = read_light(reader, &reader->scene->parts[frame.part]);
    if (!reader->fine)
        return;
    if (frame.light == NULL || !keep(reader->frames, &frame))
        reader->diagnostics->memory_out = true;
}

static void read_all(struct reader *reader)
{
    const char *end = reader->source->text + reader->source->size;
    size_t line = 1;
    for (const char *at = reader->source->text; at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        reader->at = at;
        reader->stop = stop == NULL ? end : stop;
        at = reader->stop + 1;
        struct word first = next_word(reader);
        reader->at = first.text;
        if (first.length > 0 && *first.text != '#')
            read_line(reader, line);
    }
}

bool frames_load(struct frames *frames, const char *path, const struct scene *scene,
                 struct diagnostics *diagnostics)
{
    struct source source;
    size_t before = diagnostics->count + diagnostics->dropped;
    if (source_read(&source, path)) {
        struct reader reader = {frames, &source, scene, diagnostics, NULL, NULL, true};
        read_all(&reader);
    } else {
        diagnose_plain(diagnostics, "%s: cannot read: %s", path, strerror(errno));
        diagnostics->io_error = true;
    }
    source_free(&source);
    return diagnostics->count + diagnostics->dropped == before && !diagnostics->memory_out;
}

void frames_free(struct frames *frames)
{
    arena_free(&frames->memory);
    free(frames->list);
    *frames = (struct frames){.list = NULL};
}
