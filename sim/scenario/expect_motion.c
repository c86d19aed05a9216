/* expect_motion.c - blinking and turning, seen from the events before now.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "scenario/expect.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- blink ----------------------------------------------------------------------------------- */

enum { BLINK_PART, BLINK_PERIOD, BLINK_PIXEL, BLINK_TOLERANCE, BLINK_DUTY, BLINK_CYCLES };
enum { CYCLES_MAX = 100, EDGES_MAX = 2 * CYCLES_MAX + 2 };

static const struct field blink_fields[] = {
    {.name = "part",
     .help = "the ring, strip or LED",
     .kind = VALUE_PART,
     .required = true,
     .part_types = PART_BIT(PART_NEOPIXEL) | PART_BIT(PART_LED)},
    {.name = "period",
     .help = "from one going on to the next",
     .kind = VALUE_TIME,
     .required = true},
    {.name = "pixel",
     .help = "which one, from 0 on; if left out, a part is on while any of them is",
     .kind = VALUE_WHOLE,
     .maximum = SCENE_PIXELS_MAX - 1},
    {.name = "tolerance",
     .help = "how far period and duty may be off, of the period; 1%, if left out",
     .kind = VALUE_PERCENT,
     .fallback = 100},
    {.name = "duty",
     .help = "how much of the period it is on; not looked at, if left out",
     .kind = VALUE_PERCENT},
    {.name = "cycles",
     .help = "how many of the last periods must be so; 2, if left out",
     .kind = VALUE_WHOLE,
     .minimum = 1,
     .maximum = CYCLES_MAX,
     .fallback = 2},
};

/* The last edges, oldest first; the last one led to `lit`. */
struct blinking {
    uint64_t edges_us[EDGES_MAX];
    size_t count;
    bool lit;
};

static bool is_lit(const struct player *player, const struct value *values)
{
    size_t part = (size_t)values[BLINK_PART].number;
    if (values[BLINK_PIXEL].given)
        return light_of(player, part, (size_t)values[BLINK_PIXEL].number) != 0;
    for (size_t i = 0; i < light_count(player, part); i++)
        if (light_of(player, part, i) != 0)
            return true;
    return false;
}

static void blink_see(const struct player *player, const struct watch *watch,
                      const struct sim_event *event)
{
    struct blinking *blinking = watch->memory;
    bool lit = is_lit(player, watch->expectation->values);
    if (lit == blinking->lit)
        return;
    blinking->lit = lit;
    if (blinking->count == EDGES_MAX) {
        blinking->count--;
        memmove(blinking->edges_us, blinking->edges_us + 1,
                blinking->count * sizeof *blinking->edges_us);
    }
    blinking->edges_us[blinking->count++] = event->time_us;
}

static int64_t difference(uint64_t a, uint64_t b)
{
    return (int64_t)(a - b);
}

/* A whole period: from one going on to the next. */
struct cycle {
    uint64_t period_us;
    uint64_t lit_us;
};

/* The one that is `back` before the last; false: it was not seen. */
static bool cycle_at(const struct blinking *blinking, size_t back, struct cycle *cycle)
{
    size_t from_end = 2 * back + (blinking->lit ? 1 : 2);
    if (blinking->count < from_end + 2)
        return false;
    const uint64_t *edges_us = blinking->edges_us + blinking->count - from_end;
    cycle->period_us = edges_us[0] - edges_us[-2];
    cycle->lit_us = edges_us[-1] - edges_us[-2];
    return true;
}

static bool cycle_fits(const struct value *values, const struct cycle *cycle)
{
    int64_t period_us = values[BLINK_PERIOD].number;
    int64_t slack_us = period_us * values[BLINK_TOLERANCE].number / 10000;
    int64_t off_us = difference(cycle->period_us, (uint64_t)period_us);
    if (off_us > slack_us || off_us < -slack_us)
        return false;
    if (!values[BLINK_DUTY].given)
        return true;
    off_us = (int64_t)cycle->lit_us - (int64_t)cycle->period_us * values[BLINK_DUTY].number / 10000;
    return off_us <= slack_us && off_us >= -slack_us;
}

/* The first of the last cycles that does not fit, in *cycle; false if all do, and it still blinks.
 * A period of 0: there is no such cycle; of UINT64_MAX: it has stopped. */
static bool misfit(const struct watch *watch, uint64_t now_us, struct cycle *cycle)
{
    const struct blinking *blinking = watch->memory;
    const struct value *values = watch->expectation->values;
    for (size_t back = 0; back < (size_t)values[BLINK_CYCLES].number; back++) {
        *cycle = (struct cycle){0};
        if (!cycle_at(blinking, back, cycle) || !cycle_fits(values, cycle))
            return true;
    }
    int64_t period_us = values[BLINK_PERIOD].number;
    uint64_t last_us = blinking->edges_us[blinking->count - (blinking->lit ? 1 : 2)];
    *cycle = (struct cycle){UINT64_MAX, now_us - last_us};
    return difference(now_us, last_us) >
           period_us + period_us * values[BLINK_TOLERANCE].number / 10000;
}

static bool blink_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    struct cycle cycle;
    (void)player;
    return !misfit(watch, now_us, &cycle);
}

static void blink_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                       char *seen, char *wanted)
{
    const struct value *values = watch->expectation->values;
    const struct blinking *blinking = watch->memory;
    const char *name = player->scenario->scene->parts[values[BLINK_PART].number].name;
    struct cycle cycle;
    bool wrong = misfit(watch, now_us, &cycle);
    if (!wrong)
        (void)snprintf(seen, TELL_MAX, "%s blinks so", name);
    else if (cycle.period_us == 0)
        (void)snprintf(seen, TELL_MAX, "%s went on or off only %zu times", name, blinking->count);
    else if (cycle.period_us == UINT64_MAX)
        (void)snprintf(seen, TELL_MAX, "%s last went on %s before", name,
                       time_text(cycle.lit_us).text);
    else
        (void)snprintf(seen, TELL_MAX, "%s was on for %s of a period of %s", name,
                       time_text(cycle.lit_us).text, time_text(cycle.period_us).text);
    int used = snprintf(wanted, TELL_MAX, "a period of %s",
                        time_text((uint64_t)values[BLINK_PERIOD].number).text);
    if (values[BLINK_DUTY].given)
        used += snprintf(wanted + used, TELL_MAX - (size_t)used, ", on for %.6g%% of it",
                         (double)values[BLINK_DUTY].number / 100);
    (void)snprintf(wanted + used, TELL_MAX - (size_t)used, ", ±%.6g%%, %d times",
                   (double)values[BLINK_TOLERANCE].number / 100, (int)values[BLINK_CYCLES].number);
}

const struct expectation_kind expect_blink = {
    .name = "blink",
    .help = "a part has been blinking",
    .fields = blink_fields,
    .field_count = COUNT(blink_fields),
    .memory_size = sizeof(struct blinking),
    .events = EVENT_BIT(SIM_EVENT_SHOW) | EVENT_BIT(SIM_EVENT_PIN),
    .looks_back = true,
    .see = blink_see,
    .holds = blink_holds,
    .tell = blink_tell,
};

/* ---- rotation -------------------------------------------------------------------------------- */

enum { ROTATION_PART, ROTATION_DIRECTION, ROTATION_LAST };
enum { FORWARD, BACKWARD, NOWHERE };
enum { SHIFT_MAX = 8 };

static const char *const direction_words[] = {"forward", "backward", "none", NULL};

static const struct field rotation_fields[] = {
    {.name = "part",
     .help = "the ring or strip",
     .kind = VALUE_PART,
     .required = true,
     .part_types = PART_BIT(PART_NEOPIXEL)},
    {.name = "direction",
     .help = "forward: towards higher numbers of pixels, on a ring clockwise",
     .kind = VALUE_WORD,
     .required = true,
     .words = direction_words},
    {.name = "last",
     .help = "for how long before now it must have been so; 500ms, if left out",
     .kind = VALUE_TIME,
     .fallback = 500000},
};

/* The frame that later ones are compared with, until one of them is nearer to it turned. */
struct turning {
    uint8_t frame[SCENE_PIXELS_MAX * 4];
    bool begun;
    bool moved[2]; /* forward, backward: at any time */
    uint64_t moved_us[2];
};

/* How much `frame` differs from `before`, turned by `shift` pixels; no more than `limit`. */
static uint64_t distance(const uint8_t *before, const uint8_t *frame, size_t count,
                         uint8_t channels, long shift, uint64_t limit)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count && sum < limit; i++) {
        size_t to = (i + count + (size_t)((long)count + shift)) % count;
        for (uint8_t channel = 0; channel < channels; channel++) {
            int off = before[i * channels + channel] - frame[to * channels + channel];
            sum += (uint64_t)(off < 0 ? -off : off);
        }
    }
    return sum;
}

/* By how many pixels it has turned; 0 also if it cannot be said. Near ones come first. */
static long shift_of(const uint8_t *before, const uint8_t *frame, size_t count, uint8_t channels)
{
    uint64_t best = distance(before, frame, count, channels, 0, UINT64_MAX);
    long shift = 0;
    for (long by = 1; by <= SHIFT_MAX && by < (long)count; by++) {
        uint64_t forward = distance(before, frame, count, channels, by, UINT64_MAX);
        uint64_t backward = distance(before, frame, count, channels, -by, UINT64_MAX);
        if (forward < best && forward < backward)
            shift = by;
        else if (backward < best && backward < forward)
            shift = -by;
        best = forward < best ? forward : best;
        best = backward < best ? backward : best;
    }
    return shift;
}

static void rotation_see(const struct player *player, const struct watch *watch,
                         const struct sim_event *event)
{
    struct turning *turning = watch->memory;
    size_t part = (size_t)watch->expectation->values[ROTATION_PART].number;
    if (event->type != SIM_EVENT_SHOW || event->part != part)
        return;
    const uint8_t *frame = sim_pixels(player->sim, part, NULL);
    uint8_t channels = sim_channels(player->sim, part);
    size_t count = light_count(player, part);
    long shift = turning->begun ? shift_of(turning->frame, frame, count, channels) : 0;
    if (shift != 0) {
        turning->moved[shift < 0] = true;
        turning->moved_us[shift < 0] = event->time_us;
    }
    if (shift != 0 || !turning->begun)
        memcpy(turning->frame, frame, count * channels);
    turning->begun = true;
}

static bool moved_lately(const struct turning *turning, int direction, uint64_t now_us,
                         uint64_t last_us)
{
    return turning->moved[direction] && now_us - turning->moved_us[direction] < last_us;
}

static bool rotation_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    const struct value *values = watch->expectation->values;
    uint64_t last_us = (uint64_t)values[ROTATION_LAST].number;
    bool forward = moved_lately(watch->memory, FORWARD, now_us, last_us);
    bool backward = moved_lately(watch->memory, BACKWARD, now_us, last_us);
    (void)player;
    int64_t direction = values[ROTATION_DIRECTION].number;
    return forward == (direction == FORWARD) && backward == (direction == BACKWARD);
}

static void rotation_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                          char *seen, char *wanted)
{
    const struct value *values = watch->expectation->values;
    uint64_t last_us = (uint64_t)values[ROTATION_LAST].number;
    bool forward = moved_lately(watch->memory, FORWARD, now_us, last_us);
    bool backward = moved_lately(watch->memory, BACKWARD, now_us, last_us);
    (void)snprintf(seen, TELL_MAX, "%s turned %s in the last %s",
                   player->scenario->scene->parts[values[ROTATION_PART].number].name,
                   forward && backward ? "both ways"
                   : forward           ? "forward"
                   : backward          ? "backward"
                                       : "nowhere",
                   time_text(last_us).text);
    (void)snprintf(wanted, TELL_MAX, "%s",
                   values[ROTATION_DIRECTION].number == NOWHERE
                       ? "no turning"
                       : direction_words[values[ROTATION_DIRECTION].number]);
}

const struct expectation_kind expect_rotation = {
    .name = "rotation",
    .help = "the pattern on a ring or strip has been turning",
    .fields = rotation_fields,
    .field_count = COUNT(rotation_fields),
    .memory_size = sizeof(struct turning),
    .events = EVENT_BIT(SIM_EVENT_SHOW),
    .looks_back = true,
    .see = rotation_see,
    .holds = rotation_holds,
    .tell = rotation_tell,
};
