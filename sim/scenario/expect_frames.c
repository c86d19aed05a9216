/* expect_frames.c - the frames of some time, equal to those in a file.
 *                                                                  SPDX-License-Identifier: MIT
 * As `run --frames` writes them; times count from the begin of what is looked at.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "scenario/expect.h"
#include "scenario/golden.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { FRAMES_GOLDEN, FRAMES_LAST, FRAMES_PART };

static const struct field frames_fields[] = {
    {.name = "golden",
     .help = "the file, from the scenario's folder",
     .kind = VALUE_FILE,
     .required = true},
    {.name = "last",
     .help = "the time before now that is looked at",
     .kind = VALUE_TIME,
     .required = true},
    {.name = "part",
     .help = "the ring or strip; all of them, if left out",
     .kind = VALUE_PART,
     .part_types = PART_BIT(PART_NEOPIXEL)},
};

struct frame {
    uint64_t time_us;
    char *text; /* behind the time */
};

/* Those that may still be looked at; before `first`, they are gone. */
struct film {
    struct frame *frames;
    size_t first;
    size_t count;
    size_t capacity;
    bool memory_out;
    char why[TELL_MAX]; /* the files differ so; "": they were not compared */
};

static char *frame_text(const struct player *player, size_t part)
{
    const char *name = player->scenario->scene->parts[part].name;
    size_t count = light_count(player, part);
    uint8_t channels = sim_channels(player->sim, part);
    size_t size = strlen(name) + count * (2u * channels + 1) + 1;
    char *text = malloc(size);
    if (!text)
        return NULL;
    char *end = text + sprintf(text, "%s", name);
    const uint8_t *light = sim_pixels(player->sim, part, NULL);
    for (size_t i = 0; i < count * channels; i++)
        end += sprintf(end, "%s%02x", i % channels == 0 ? " " : "", light[i]);
    return text;
}

static void forget(struct film *film, uint64_t before_us)
{
    while (film->first < film->count && film->frames[film->first].time_us < before_us)
        free(film->frames[film->first++].text);
    if (film->first < film->count / 2 || film->first == 0)
        return;
    film->count -= film->first;
    memmove(film->frames, film->frames + film->first, film->count * sizeof *film->frames);
    film->first = 0;
}

static bool make_room(struct film *film)
{
    struct frame *frames =
        list_room(film->frames, film->count + 1, &film->capacity, sizeof *frames);
    if (frames)
        film->frames = frames;
    return frames != NULL;
}

static void frames_see(const struct player *player, const struct watch *watch,
                       const struct sim_event *event)
{
    struct film *film = watch->memory;
    const struct value *values = watch->expectation->values;
    uint64_t last_us = (uint64_t)values[FRAMES_LAST].number;
    if (values[FRAMES_PART].given && event->part != (size_t)values[FRAMES_PART].number)
        return;
    forget(film, event->time_us < last_us ? 0 : event->time_us - last_us);
    char *text = frame_text(player, event->part);
    if (!text || !make_room(film)) {
        free(text);
        film->memory_out = true;
        return;
    }
    film->frames[film->count++] = (struct frame){event->time_us, text};
}

static char *film_text(const struct film *film, uint64_t from_us, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    if (!out)
        return NULL;
    fputs("# glowloop frames 1: time in us, part, pixels as red, green, blue (and white)\n", out);
    for (size_t i = film->first; i < film->count; i++)
        if (film->frames[i].time_us >= from_us)
            fprintf(out, "%" PRIu64 " %s\n", film->frames[i].time_us - from_us,
                    film->frames[i].text);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

/* Compared once: each time would write files. */
static bool frames_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    struct film *film = watch->memory;
    const struct value *values = watch->expectation->values;
    uint64_t last_us = (uint64_t)values[FRAMES_LAST].number;
    size_t size;
    char *text = film_text(film, now_us < last_us ? 0 : now_us - last_us, &size);
    if (!text || film->memory_out) {
        free(text);
        player_memory_out(player);
        return true;
    }
    bool same = golden_text(player, values[FRAMES_GOLDEN].text, text, size, film->why);
    free(text);
    return same;
}

static void frames_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                        char *seen, char *wanted)
{
    const struct film *film = watch->memory;
    (void)player;
    (void)now_us;
    (void)snprintf(seen, TELL_MAX, "%s", film->why);
    (void)snprintf(wanted, TELL_MAX, "the frames of %s",
                   watch->expectation->values[FRAMES_GOLDEN].text);
}

static void frames_free(void *memory)
{
    struct film *film = memory;
    for (size_t i = film->first; i < film->count; i++)
        free(film->frames[i].text);
    free(film->frames);
}

const struct expectation_kind expect_frames = {
    .name = "frames",
    .help = "the frames that were sent are those in a file",
    .fields = frames_fields,
    .field_count = COUNT(frames_fields),
    .memory_size = sizeof(struct film),
    .events = EVENT_BIT(SIM_EVENT_SHOW),
    .looks_back = true,
    .now_only = true,
    .see = frames_see,
    .holds = frames_holds,
    .tell = frames_tell,
    .free = frames_free,
};
