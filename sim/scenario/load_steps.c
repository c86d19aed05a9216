/* load_steps.c - steps and expectations of a scenario file.        SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/utf8.h"
#include "scenario/load.h"
#include "scenario/play.h"

#define COUNT(array)  (sizeof(array) / sizeof *(array))
#define EXPECT_PREFIX "expect-"
#define WAIT_PREFIX   "wait-"
enum { KEYS_MAX = 64, KEY_SIZE = 32 };

/* ---- Expectations ---------------------------------------------------------------------------- */

static const struct expectation_kind *find_expectation(const char *key, const char *prefix)
{
    size_t size = strlen(prefix);
    if (strncmp(key, prefix, size) != 0)
        return NULL;
    for (size_t i = 0; i < expectation_kind_count; i++)
        if (strcmp(expectation_kinds[i]->name, key + size) == 0)
            return expectation_kinds[i];
    return NULL;
}

static void check_either(struct loading *loading, const struct expectation_kind *kind,
                         const struct json_node *node)
{
    size_t count = 0, given = 0;
    for (; kind->either && kind->either[count]; count++)
        given += json_member(node, kind->either[count]) != NULL;
    if (count == 0 || given > 0)
        return;
    ERROR_AT_KEY(&loading->loader, node, "%s does not say what", quoted(node->key).text);
    note_words(&loading->loader, "it needs one of", NULL, kind->either, count);
}

static void check_pixel(struct loading *loading, const struct expectation *expectation,
                        const struct json_node *node)
{
    const struct json_node *pixel = json_member(node, "pixel");
    const struct value *part = &expectation->values[0];
    if (!pixel || !part->given || pixel->type != JSON_NUMBER)
        return;
    const struct scene_part *scene_part = &loading->loader.scene->parts[part->number];
    unsigned count = scene_part->type == PART_NEOPIXEL ? scene_part->pixels : 1;
    if (pixel->number < count)
        return;
    ERROR_AT(&loading->loader, pixel, "\"%s\" has no pixel %.10g", scene_part->name, pixel->number);
    NOTE(&loading->loader, "it has %u, from 0 to %u", count, count - 1);
}

static void load_expectation(struct loading *loading, const struct expectation_kind *kind,
                             const struct json_node *node, struct expectation *expectation)
{
    const char *keys[SCENARIO_VALUES_MAX];
    expectation->kind = kind;
    expectation->place = (struct place){node->key_offset, node->key_length};
    if (!expect_type(&loading->loader, node, JSON_OBJECT))
        return;
    for (size_t i = 0; i < kind->field_count; i++)
        keys[i] = kind->fields[i].name;
    (void)fields_load(loading, kind->fields, kind->field_count, node, expectation->values);
    check_keys(&loading->loader, node, "it has", keys, kind->field_count);
    check_either(loading, kind, node);
    check_pixel(loading, expectation, node);
}

static void load_not(struct loading *loading, const struct json_node *object,
                     struct expectation *expectation)
{
    const struct json_node *node = json_member(object, "not");
    if (node && expect_type(&loading->loader, node, JSON_BOOLEAN))
        expectation->negated = node->truth;
}

/* ---- Steps ----------------------------------------------------------------------------------- */

static bool starts(const char *text, const char *with)
{
    while (*with && *with == *text)
        with++, text++;
    return !*with;
}

/* The names that `key` may have been meant to be: those of its prefix, or all but the waits. */
static size_t list_kinds(char names[KEYS_MAX][KEY_SIZE], const char **list, const char *key,
                         bool steps)
{
    size_t count = 0;
    bool waits = steps && starts(key, WAIT_PREFIX);
    for (size_t i = 0; steps && !waits && !starts(key, EXPECT_PREFIX) && i < step_kind_count; i++)
        (void)snprintf(names[count++], KEY_SIZE, "%s", step_kinds[i].name);
    for (size_t i = 0; i < expectation_kind_count; i++) {
        const struct expectation_kind *kind = expectation_kinds[i];
        if (steps ? !(waits && kind->now_only) : !kind->now_only && !kind->looks_back)
            (void)snprintf(names[count++], KEY_SIZE, "%s%s", waits ? WAIT_PREFIX : EXPECT_PREFIX,
                           kind->name);
    }
    for (size_t i = 0; i < count; i++)
        list[i] = names[i];
    return count;
}

/* None of its keys says what to do: the first may have been meant to. */
static void tell_no_kind(struct loading *loading, const struct json_node *node, bool steps)
{
    char names[KEYS_MAX][KEY_SIZE];
    const char *list[KEYS_MAX];
    const struct json_node *first = node->first;
    size_t count = list_kinds(names, list, first ? first->key : "?", steps);
    if (!first) {
        ERROR_AT(&loading->loader, node, "this %s is empty", steps ? "step" : "expectation");
        note_words(&loading->loader, "it can be", NULL, list, count);
        return;
    }
    ERROR_AT_KEY(&loading->loader, first, "unknown %s %s", steps ? "step" : "expectation",
                 quoted(first->key).text);
    note_words(&loading->loader, steps ? "steps are" : "always can have", first->key, list, count);
}

static bool is_kind(const char *key)
{
    if (find_expectation(key, EXPECT_PREFIX) || find_expectation(key, WAIT_PREFIX))
        return true;
    for (size_t i = 0; i < step_kind_count; i++)
        if (strcmp(step_kinds[i].name, key) == 0)
            return true;
    return false;
}

/* Two of them in one step would leave open which comes first. */
static void check_alone(struct loading *loading, const struct json_node *object,
                        const char *const *keys, size_t count)
{
    const char *allowed[SCENARIO_VALUES_MAX + 8];
    for (size_t i = 0; i < count; i++)
        allowed[i] = keys[i];
    for (const struct json_node *node = object->first; node; node = node->next) {
        size_t i = 0;
        while (i < count && strcmp(allowed[i], node->key) != 0)
            i++;
        if (i < count || node->repeated || !is_kind(node->key))
            continue;
        ERROR_AT_KEY(&loading->loader, node, "%s is another step", quoted(node->key).text);
        NOTE(&loading->loader, "each step does one thing: give it braces of its own");
        if (count < sizeof allowed / sizeof *allowed)
            allowed[count++] = node->key;
    }
    check_keys(&loading->loader, object, "it has", allowed, count);
}

static void load_within(struct loading *loading, const struct json_node *object, struct step *step)
{
    const struct json_node *within = json_member(object, "within");
    const struct json_node *hold = json_member(object, "hold");
    if (within && load_time(loading, within, &step->within_us))
        step->waits = true;
    if (hold)
        (void)load_time(loading, hold, &step->hold_us);
    if (!step->expectation.kind->now_only)
        return;
    if (within || hold) {
        const struct json_node *wrong = within ? within : hold;
        ERROR_AT_KEY(&loading->loader, wrong, "\"%s\" is compared once, so it has no \"%s\"",
                     step->expectation.kind->name, wrong->key);
        NOTE(&loading->loader, "put a \"delay\" before it");
    }
}

static void load_expecting(struct loading *loading, const struct json_node *object,
                           const struct json_node *node, bool waits, struct step *step)
{
    const struct expectation_kind *kind =
        find_expectation(node->key, waits ? WAIT_PREFIX : EXPECT_PREFIX);
    const char *keys[] = {"name", node->key, "within", "hold", "not"};
    load_expectation(loading, kind, node, &step->expectation);
    step->place = step->expectation.place;
    step->waits = waits;
    step->within_us = waits ? UINT64_MAX : 0;
    load_within(loading, object, step);
    load_not(loading, object, &step->expectation);
    check_alone(loading, object, keys, COUNT(keys));
    if (waits && kind->now_only) {
        ERROR_AT_KEY(&loading->loader, node, "\"%s\" cannot be waited for", kind->name);
        NOTE(&loading->loader, "write \"" EXPECT_PREFIX "%s\"", kind->name);
    }
}

static void load_doing(struct loading *loading, const struct json_node *object,
                       const struct step_kind *kind, struct step *step)
{
    const char *keys[SCENARIO_VALUES_MAX + 1] = {"name"};
    const struct json_node *own = json_member(object, kind->name);
    step->kind = kind;
    step->place = (struct place){own->key_offset, own->key_length};
    for (size_t i = 0; i < kind->field_count; i++)
        keys[i + 1] = kind->fields[i].name;
    /* What is missing is told at the kind's key. */
    struct json_node named = *object;
    named.key = own->key;
    named.key_offset = own->key_offset;
    named.key_length = own->key_length;
    (void)fields_load(loading, kind->fields, kind->field_count, &named, step->values);
    check_alone(loading, object, keys, kind->field_count + 1);
}

const char *load_title(struct loading *loading, const struct json_node *node)
{
    if (!expect_type(&loading->loader, node, JSON_STRING))
        return NULL;
    size_t size = strlen(node->text), characters = 0;
    for (size_t i = 0; i < size; i += utf8_length(node->text + i, size - i))
        characters++;
    if (characters > 0 && characters <= SCENE_TITLE_MAX)
        return keep_text(&loading->loader, node->text);
    ERROR_AT(&loading->loader, node, "\"name\" must have from 1 to %d characters", SCENE_TITLE_MAX);
    return NULL;
}

static void load_step(struct loading *loading, const struct json_node *object, struct step *step)
{
    const struct json_node *name = json_member(object, "name");
    step->place = (struct place){object->offset, 1};
    if (!expect_type(&loading->loader, object, JSON_OBJECT))
        return;
    if (name)
        step->name = load_title(loading, name);
    for (const struct json_node *node = object->first; node; node = node->next) {
        bool waits = find_expectation(node->key, WAIT_PREFIX) != NULL;
        if (waits || find_expectation(node->key, EXPECT_PREFIX)) {
            load_expecting(loading, object, node, waits, step);
            return;
        }
    }
    for (size_t i = 0; i < step_kind_count; i++)
        if (json_member(object, step_kinds[i].name)) {
            load_doing(loading, object, &step_kinds[i], step);
            return;
        }
    tell_no_kind(loading, object, true);
}

/* Room for an array of at most `most` things, called `noun`, of `size` bytes; NULL, and told. */
static void *room_for(struct loader *loader, const struct json_node *array, size_t most,
                      const char *noun, size_t size)
{
    if (!expect_type(loader, array, JSON_ARRAY))
        return NULL;
    if (array->count > most) {
        ERROR_AT(loader, array, "too many %s", noun);
        NOTE(loader, "a scenario has at most %zu", most);
        return NULL;
    }
    void *room = calloc(array->count + 1, size);
    if (!room)
        loader->diagnostics->memory_out = true;
    return room;
}

void load_steps(struct loading *loading, struct scenario *scenario, const struct json_node *steps)
{
    scenario->steps =
        room_for(&loading->loader, steps, SCENARIO_STEPS_MAX, "steps", sizeof *scenario->steps);
    for (const struct json_node *node = scenario->steps ? steps->first : NULL; node;
         node = node->next)
        load_step(loading, node, &scenario->steps[scenario->step_count++]);
}

/* ---- Always ---------------------------------------------------------------------------------- */

static void load_condition(struct loading *loading, const struct json_node *object,
                           struct expectation *expectation)
{
    const struct json_node *node = object->first;
    if (!expect_type(&loading->loader, object, JSON_OBJECT))
        return;
    while (node && !find_expectation(node->key, EXPECT_PREFIX))
        node = node->next;
    if (!node) {
        tell_no_kind(loading, object, false);
        return;
    }
    const struct expectation_kind *kind = find_expectation(node->key, EXPECT_PREFIX);
    const char *keys[] = {node->key, "not"};
    load_expectation(loading, kind, node, expectation);
    load_not(loading, object, expectation);
    check_keys(&loading->loader, object, "it has", keys, COUNT(keys));
    if (kind->looks_back || kind->now_only) {
        ERROR_AT_KEY(&loading->loader, node, "\"%s\" cannot hold always", kind->name);
        NOTE(&loading->loader, "it needs some time before it; make it a step");
    }
}

void load_always(struct loading *loading, struct scenario *scenario, const struct json_node *always)
{
    scenario->always = room_for(&loading->loader, always, SCENARIO_ALWAYS_MAX, "conditions",
                                sizeof *scenario->always);
    for (const struct json_node *node = scenario->always ? always->first : NULL; node;
         node = node->next)
        load_condition(loading, node, &scenario->always[scenario->always_count++]);
}
