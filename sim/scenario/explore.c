/* explore.c - random trials, and how they are made shorter.        SPDX-License-Identifier: MIT */
#include "scenario/explore.h"

#include <string.h>

enum { SHRINKS_MAX = 400, STALL_US_MAX = 50000, BOUNCE_US_MAX = 20000 };

/* Source: xorshift64* (Vigna 2014); any generator would do that is the same everywhere. */
static uint64_t draw(uint64_t *random, uint64_t below)
{
    *random ^= *random >> 12;
    *random ^= *random << 25;
    *random ^= *random >> 27;
    return (*random * 0x2545F4914F6CDD1Dull >> 11) % below;
}

/* From 1 us to about `most_us`, short ones as often as long ones. */
static uint64_t draw_time(uint64_t *random, uint64_t most_us)
{
    unsigned doublings = 0;
    while (most_us >> doublings > 1)
        doublings++;
    uint64_t scale_us = (uint64_t)1 << draw(random, doublings + 1);
    uint64_t us = scale_us + draw(random, scale_us);
    return us < most_us ? us : most_us;
}

/* ---- Drawing --------------------------------------------------------------------------------- */

static size_t buttons_of(const struct scene *scene, size_t *parts)
{
    size_t count = 0;
    for (size_t i = 0; i < scene->part_count; i++)
        if (scene->parts[i].type == PART_BUTTON)
            parts[count++] = i;
    return count;
}

static int32_t draw_value(const struct scene_control *control, uint64_t *random)
{
    int64_t low = control->minimum, high = control->maximum;
    /* Extremes are seldom of interest: a delay of a day, a count of a million. */
    if (control->type == PARAMETER_TIME || control->type == PARAMETER_NUMBER) {
        low = low < control->value - 1000 ? control->value - 1000 : low;
        high = high > control->value + 1000 ? control->value + 1000 : high;
    }
    return (int32_t)(low + (int64_t)draw(random, (uint64_t)(high - low + 1)));
}

/* What can be done to the scene: kinds of deeds that have a subject. */
static size_t list_kinds(const struct scene *scene, const struct trial_options *options,
                         enum deed_kind *kinds)
{
    size_t parts[SCENE_PARTS_MAX], count = 0;
    bool buttons = buttons_of(scene, parts) > 0;
    kinds[count++] = DEED_DELAY;
    if (buttons) {
        kinds[count++] = DEED_PRESS;
        kinds[count++] = DEED_RELEASE;
        kinds[count++] = DEED_TAP;
    }
    if (scene->control_count > 0)
        kinds[count++] = DEED_CONTROL;
    if (options->faults)
        kinds[count++] = DEED_STALL;
    if (options->faults && buttons)
        kinds[count++] = DEED_DROP;
    return count;
}

static struct deed draw_deed(const struct scene *scene, enum deed_kind kind, uint64_t most_us,
                             uint64_t *random)
{
    size_t parts[SCENE_PARTS_MAX];
    size_t count = buttons_of(scene, parts);
    struct deed deed = {.kind = kind};
    if (kind == DEED_DELAY) {
        deed.us = draw_time(random, most_us);
    } else if (kind == DEED_CONTROL) {
        deed.subject = draw(random, scene->control_count);
        deed.value = draw_value(&scene->controls[deed.subject], random);
    } else if (kind == DEED_STALL) {
        deed.subject = draw(random, scene->main ? 1 : scene->task_count);
        deed.us = draw_time(random, STALL_US_MAX);
    } else {
        deed.subject = parts[draw(random, count)];
        deed.us = draw_time(random, most_us);
        deed.bounce_us = draw(random, 2) ? draw_time(random, BOUNCE_US_MAX) : 0;
    }
    return deed;
}

void trial_make(struct trial *trial, const struct scenario *scenario,
                const struct trial_options *options, uint64_t *random)
{
    const struct scene *scene = scenario->scene;
    enum deed_kind kinds[8];
    size_t kind_count = list_kinds(scene, options, kinds);
    uint64_t left_us = options->length_us;
    *trial = (struct trial){.seed = draw(random, 1000000)};
    if (draw(random, 2) && scene->cost.step_us > 0)
        trial->step_us = 1 + (uint32_t)draw(random, 2u * scene->cost.step_us);
    size_t count = 1 + draw(random, options->deeds);
    while (trial->count + 1 < count && left_us > 1) {
        enum deed_kind kind = kinds[draw(random, kind_count)];
        struct deed *deed = &trial->deeds[trial->count++];
        *deed = draw_deed(scene, kind, left_us / 2, random);
        left_us -= kind == DEED_DELAY ? deed->us : 0;
    }
    /* What was done last needs time to show. */
    trial->deeds[trial->count++] = (struct deed){.kind = DEED_DELAY, .us = left_us};
}

/* ---- Shrinking ------------------------------------------------------------------------------- */

struct shrinking {
    struct trial *trial;
    int failure;
    trial_judge judge;
    void *context;
    size_t asked;
};

/* Take it in place of the trial, if it fails in the same way. */
static bool take(struct shrinking *shrinking, const struct trial *simpler)
{
    if (shrinking->asked >= SHRINKS_MAX)
        return false;
    shrinking->asked++;
    if (shrinking->judge(shrinking->context, simpler) != shrinking->failure)
        return false;
    *shrinking->trial = *simpler;
    return true;
}

static void cut(struct trial *trial, size_t from, size_t count)
{
    trial->count -= count;
    memmove(&trial->deeds[from], &trial->deeds[from + count],
            (trial->count - from) * sizeof *trial->deeds);
}

/* Leave out as many as possible, large pieces first. */
static bool drop_deeds(struct shrinking *shrinking)
{
    bool shorter = false;
    for (size_t size = shrinking->trial->count; size > 0; size /= 2)
        for (size_t from = 0; from + size <= shrinking->trial->count;) {
            struct trial simpler = *shrinking->trial;
            cut(&simpler, from, size);
            if (take(shrinking, &simpler))
                shorter = true;
            else
                from += size;
        }
    return shorter;
}

/* Shorter, and rounder. */
static bool shorten(struct shrinking *shrinking, size_t index)
{
    static const uint64_t grains_us[] = {1000000, 100000, 10000, 1000, 100, 10};
    uint64_t us = shrinking->trial->deeds[index].us;
    struct trial simpler = *shrinking->trial;
    simpler.deeds[index].us = us / 2;
    if (us > 1 && take(shrinking, &simpler))
        return true;
    for (size_t i = 0; i < sizeof grains_us / sizeof *grains_us; i++) {
        simpler.deeds[index].us = us - us % grains_us[i];
        if (simpler.deeds[index].us > 0 && simpler.deeds[index].us < us &&
            take(shrinking, &simpler))
            return true;
    }
    return false;
}

static bool simplify(struct shrinking *shrinking, size_t index)
{
    struct trial simpler = *shrinking->trial;
    simpler.deeds[index].bounce_us = 0;
    bool simple = shrinking->trial->deeds[index].bounce_us > 0 && take(shrinking, &simpler);
    if (shrinking->trial->deeds[index].us > 1)
        simple = shorten(shrinking, index) || simple;
    return simple;
}

static bool simplify_rest(struct shrinking *shrinking)
{
    struct trial simpler = *shrinking->trial;
    simpler.step_us = 0;
    bool simple = shrinking->trial->step_us > 0 && take(shrinking, &simpler);
    simpler = *shrinking->trial;
    simpler.seed = 0;
    return (shrinking->trial->seed > 0 && take(shrinking, &simpler)) || simple;
}

void trial_shrink(struct trial *trial, const struct scenario *scenario, trial_judge judge,
                  void *context)
{
    (void)scenario;
    struct shrinking shrinking = {trial, judge(context, trial), judge, context, 0};
    bool simpler = true;
    while (simpler && shrinking.asked < SHRINKS_MAX) {
        simpler = simplify_rest(&shrinking);
        simpler = drop_deeds(&shrinking) || simpler;
        for (size_t i = 0; i < trial->count; i++)
            simpler = simplify(&shrinking, i) || simpler;
    }
}
