/* scene_palettes.c - the palettes of a scene's own.                SPDX-License-Identifier: MIT
 *
 * A color may have a place, as in "#ff8800 30%". Programs know evenly spaced colors only: so if any
 * has one, as many are made that each place is that of a color, and the rest lies between two.
 */
#include <stdio.h>
#include <string.h>

#include "engine/scene_load.h"
#include "engine/setting.h"

enum { WHOLE = 100, NO_PLACE = -1 };

struct stops {
    uint32_t colors[SCENE_COLORS_MAX];
    int places[SCENE_COLORS_MAX]; /* in percent, or NO_PLACE */
    size_t count;
    bool placed; /* any of them */
};

/* ---- Reading --------------------------------------------------------------------------------- */

/* What follows the color: nothing, or a place. */
static bool read_place(const char *text, int *place)
{
    int length = 0;
    *place = NO_PLACE;
    if (*text == '\0')
        return true;
    if (text[0] != ' ' || text[1] < '0' || text[1] > '9' || strlen(text) > 5)
        return false;
    return sscanf(text, " %3d%%%n", place, &length) == 1 && length > 0 && text[length] == '\0' &&
           *place <= WHOLE;
}

static bool load_stop(struct loader *loader, const struct json_node *node, struct stops *stops)
{
    char color[8];
    int32_t value = 0;
    struct setting_problem problem;
    if (!expect_type(loader, node, JSON_STRING))
        return false;
    snprintf(color, sizeof color, "%.7s", node->text);
    if (!setting_parse(NULL, PARAMETER_COLOR, color, &value, &problem)) {
        ERROR_AT(loader, node, "%s is not a color", quoted(node->text).text);
        NOTE(loader, "a color is # and six hexadecimal digits, as in \"#ff8800\" or, with its "
                     "place, \"#ff8800 30%%\"");
        return false;
    }
    int *place = &stops->places[stops->count];
    if (!read_place(node->text + 7, place)) {
        ERROR_AT(loader, node, "%s has a place that is none", quoted(node->text).text);
        NOTE(loader, "a place is from 0%% to 100%%, in whole percents, as in \"%s 30%%\"", color);
        return false;
    }
    stops->placed |= *place != NO_PLACE;
    stops->colors[stops->count++] = (uint32_t)value;
    return true;
}

/* Those without a place: the first at 0, the last at 100, others evenly between their neighbours.
 */
static void place_all(struct stops *stops)
{
    int *places = stops->places;
    size_t last = stops->count - 1;
    places[0] = places[0] == NO_PLACE ? 0 : places[0];
    places[last] = places[last] == NO_PLACE ? WHOLE : places[last];
    for (size_t i = 1; i < last; i++) {
        size_t next = i;
        while (places[next] == NO_PLACE)
            next++;
        int steps = (int)(next - i) + 1;
        if (places[i] == NO_PLACE)
            places[i] = places[i - 1] + (places[next] - places[i - 1]) / steps;
    }
}

static bool check_places(struct loader *loader, const struct json_node *list,
                         const struct stops *stops)
{
    const struct json_node *node = list->first;
    for (size_t i = 1; i < stops->count; i++) {
        node = node->next;
        if (stops->places[i] > stops->places[i - 1])
            continue;
        ERROR_AT(loader, node, "the places of a palette go up");
        NOTE(loader, "this is at %d%%, and the one before it at %d%%", stops->places[i],
             stops->places[i - 1]);
        return false;
    }
    return true;
}

static bool load_stops(struct loader *loader, const struct json_node *list, struct stops *stops)
{
    bool good = true;
    if (!expect_type(loader, list, JSON_ARRAY))
        return false;
    if (list->count < 2 || list->count > SCENE_COLORS_MAX) {
        ERROR_AT(loader, list, "a palette has from 2 to %d colors", SCENE_COLORS_MAX);
        NOTE(loader, "as in [\"#200040\", \"#ff4000 70%%\", \"#ffe080\"]");
        return false;
    }
    for (const struct json_node *node = list->first; node; node = node->next)
        good &= load_stop(loader, node, stops);
    if (good && stops->placed) {
        place_all(stops);
        good = check_places(loader, list, stops);
    }
    return good;
}

/* ---- Evenly spaced --------------------------------------------------------------------------- */

/* The largest step that leads from 0 to 100 over all places. */
static int step_of(const struct stops *stops)
{
    int step = WHOLE;
    for (size_t i = 0; i < stops->count; i++)
        for (int rest = stops->places[i]; rest != 0;) {
            int other = step % rest;
            step = rest;
            rest = other;
        }
    return step;
}

static uint32_t color_at(const struct stops *stops, int place)
{
    size_t i = 0;
    while (i < stops->count && stops->places[i] <= place)
        i++;
    if (i == 0 || i == stops->count)
        return stops->colors[i == 0 ? 0 : i - 1];
    uint32_t way = (uint32_t)(stops->places[i] - stops->places[i - 1]);
    uint32_t part = (uint32_t)(place - stops->places[i - 1]);
    uint32_t color = 0;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        uint32_t from = stops->colors[i - 1] >> shift & 255u, to = stops->colors[i] >> shift & 255u;
        color |= (from * (way - part) + to * part + way / 2) / way << shift;
    }
    return color;
}

static void spread(struct loader *loader, const struct stops *stops, struct palette *palette)
{
    int step = stops->placed ? step_of(stops) : 1;
    size_t count = stops->placed ? (size_t)(WHOLE / step) + 1 : stops->count;
    uint32_t *colors = arena_get(&loader->scene->memory, count * sizeof *colors);
    for (size_t i = 0; colors && i < count; i++)
        colors[i] = stops->placed ? color_at(stops, (int)i * step) : stops->colors[i];
    palette->colors = colors;
    palette->count = (uint8_t)count;
}

/* ---------------------------------------------------------------------------------------------- */

static void check_palette_name(struct loader *loader, const struct json_node *node)
{
    check_name(loader, node, "a palette");
    for (size_t i = 0; i < PALETTE_COUNT; i++)
        if (strcmp(node->key, palettes[i].name) == 0) {
            ERROR_AT_KEY(loader, node, "there is a palette \"%s\" already", node->key);
            NOTE(loader, "every scene has it; give yours another name");
        }
}

static void load_palette(struct loader *loader, const struct json_node *node)
{
    static const uint32_t none[] = {0, 0};
    struct scene *scene = loader->scene;
    struct palette *palette = &scene->palettes[scene->palette_count++];
    struct stops stops = {.count = 0};
    *palette = (struct palette){keep_text(loader, node->key), none, 2};
    check_palette_name(loader, node);
    if (load_stops(loader, node, &stops))
        spread(loader, &stops, palette);
}

void load_palettes(struct loader *loader, const struct json_node *list)
{
    if (!expect_type(loader, list, JSON_OBJECT))
        return;
    for (const struct json_node *node = list->first; node; node = node->next) {
        if (node->repeated)
            continue;
        if (loader->scene->palette_count == PALETTE_OWN_MAX) {
            ERROR_AT_KEY(loader, node, "too many palettes");
            NOTE(loader, "a scene has at most %d", PALETTE_OWN_MAX);
            return;
        }
        load_palette(loader, node);
    }
}

const struct palette *scene_palette(const struct scene *scene, int32_t index)
{
    return index < PALETTE_COUNT ? &palettes[index] : &scene->palettes[index - PALETTE_COUNT];
}

size_t scene_palette_names(const struct scene *scene, const char *names[])
{
    size_t count = 0;
    for (; count < PALETTE_COUNT; count++)
        names[count] = palettes[count].name;
    for (size_t i = 0; scene && i < scene->palette_count; i++)
        names[count++] = scene->palettes[i].name;
    return count;
}
