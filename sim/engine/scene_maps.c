/* scene_maps.c - the parts of a scene file that are views of pixels.
 *                                                                  SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "engine/scene_load.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { KEYS_MAX = 16 };

/* The view that is being read; of `whole`, which is NULL if that is not known. */
struct target {
    struct scene_map *map;
    const struct json_node *node;
    const struct scene_part *whole;
};

bool is_pixel_map(const struct json_node *part)
{
    const struct json_node *type = json_member(part, "type");
    return type && type->text && strcmp(type->text, pixel_map_model.name) == 0;
}

/* ---- Of what --------------------------------------------------------------------------------- */

static void note_wholes(struct loader *loader, const char *word)
{
    const char *names[SCENE_PARTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < loader->scene->part_count; i++)
        if (loader->part_typed[i] && loader->scene->parts[i].type == PART_NEOPIXEL)
            names[count++] = loader->scene->parts[i].name;
    if (count == 0)
        NOTE(loader, "no part of this scene is a neopixel");
    else
        note_words(loader, "parts of type \"neopixel\":", word, names, count);
}

static void load_of(struct loader *loader, struct target *target)
{
    const struct json_node *node = json_member(target->node, "of");
    struct scene *scene = loader->scene;
    target->map->part = scene->part_count;
    if (!node) {
        ERROR_AT_KEY(loader, target->node, "%s has no \"of\"", quoted(target->node->key).text);
        note_wholes(loader, NULL);
        return;
    }
    if (!expect_type(loader, node, JSON_STRING))
        return;
    size_t part = scene_part_find(scene, node->text);
    bool known = part < scene->part_count;
    bool fits = known && scene->parts[part].type == PART_NEOPIXEL;
    target->map->part = part;
    if (known && !loader->part_typed[part])
        return;
    if (!fits) {
        bool view = scene_map_find(scene, node->text) < scene->map_count;
        ERROR_AT(loader, node,
                 view    ? "%s is a view itself"
                 : known ? "%s has no pixels"
                         : "unknown part %s",
                 quoted(node->text).text);
        note_wholes(loader, node->text);
    } else if (scene->parts[part].pixels > 0) {
        target->whole = &scene->parts[part];
    }
}

/* ---- Places ---------------------------------------------------------------------------------- */

/* One that the whole has. */
static bool load_place(struct loader *loader, const struct target *target,
                       const struct json_node *node, uint16_t *place)
{
    double number;
    if (!load_whole(loader, node, 0, SCENE_PIXELS_MAX - 1, &number))
        return false;
    *place = (uint16_t)number;
    if (!target->whole || *place < target->whole->pixels)
        return true;
    ERROR_AT(loader, node, "\"%s\" has no pixel %u", target->whole->name, *place);
    NOTE(loader, "it has %u, from 0 to %u", target->whole->pixels, target->whole->pixels - 1u);
    return false;
}

/* `map` of `count` pixels, each at one place. NULL: memory is out. */
static uint16_t *new_places(struct loader *loader, struct pixel_map *map, size_t count)
{
    uint16_t *places = arena_get(&loader->scene->memory, (count + 1) * sizeof *places);
    map->count = (uint16_t)count;
    map->places = places;
    return places;
}

static void load_stretch(struct loader *loader, const struct target *target)
{
    const struct json_node *first_node = json_member(target->node, "first");
    const struct json_node *pixels_node = json_member(target->node, "pixels");
    const struct json_node *reverse_node = json_member(target->node, "reverse");
    uint16_t first = 0;
    double pixels = 0;
    if (reverse_node && !expect_type(loader, reverse_node, JSON_BOOLEAN))
        return;
    if (first_node && !load_place(loader, target, first_node, &first))
        return;
    if (pixels_node && !load_whole(loader, pixels_node, 1, SCENE_PIXELS_MAX, &pixels))
        return;
    if (!target->whole)
        return;
    uint32_t count = pixels_node ? (uint32_t)pixels : target->whole->pixels - (uint32_t)first;
    if (first + count > target->whole->pixels) {
        ERROR_AT(loader, pixels_node, "\"%s\" has no %u pixels from %u on", target->whole->name,
                 count, first);
        NOTE(loader, "it has %u, from 0 to %u", target->whole->pixels, target->whole->pixels - 1u);
        return;
    }
    uint16_t *places = new_places(loader, &target->map->map, count);
    bool reverse = reverse_node && reverse_node->truth;
    for (uint32_t i = 0; places && i < count; i++)
        places[i] = (uint16_t)(first + (reverse ? count - 1 - i : i));
}

/* ---- Lists ----------------------------------------------------------------------------------- */

/* How many places a list has; 0, with an error, if that is none, or too many. */
static size_t count_places(struct loader *loader, const struct json_node *list)
{
    size_t count = 0;
    for (const struct json_node *item = list->first; item; item = item->next) {
        if (item->type == JSON_ARRAY && item->count == 0) {
            ERROR_AT(loader, item, "a pixel of the view is at one place at least");
            return 0;
        }
        count += item->type == JSON_ARRAY ? item->count : 1;
    }
    if (count == 0) {
        ERROR_AT(loader, list, "\"map\" has at least one pixel");
        NOTE(loader, "as in [0, 2, 4] or [[0, 1], [2, 3]]");
    }
    if (count <= SCENE_PLACES_MAX)
        return count;
    ERROR_AT(loader, list, "\"map\" has too many places");
    NOTE(loader, "at most %d", SCENE_PLACES_MAX);
    return 0;
}

static void load_list(struct loader *loader, const struct target *target)
{
    const struct json_node *list = json_member(target->node, "map");
    struct pixel_map *map = &target->map->map;
    if (!expect_type(loader, list, JSON_ARRAY))
        return;
    size_t count = count_places(loader, list), next = 0, pixel = 0;
    uint16_t *places = new_places(loader, map, count);
    uint16_t *starts = arena_get(&loader->scene->memory, (list->count + 1) * sizeof *starts);
    if (count == 0 || !places || !starts)
        return;
    for (const struct json_node *item = list->first; item; item = item->next) {
        starts[pixel++] = (uint16_t)next;
        if (item->type != JSON_ARRAY)
            load_place(loader, target, item, &places[next++]);
        else
            for (const struct json_node *one = item->first; one; one = one->next)
                load_place(loader, target, one, &places[next++]);
    }
    starts[pixel] = (uint16_t)next;
    map->count = (uint16_t)pixel;
    map->starts = pixel < next ? starts : NULL;
}

/* ---- Grids ----------------------------------------------------------------------------------- */

static void load_grid(struct loader *loader, const struct target *target)
{
    const struct json_node *width_node = json_member(target->node, "width");
    const struct json_node *wiring_node = json_member(target->node, "wiring");
    unsigned wiring = 0;
    double number;
    if (!load_whole(loader, width_node, 1, SCENE_PIXELS_MAX, &number))
        return;
    if ((wiring_node && !load_wiring(loader, wiring_node, &wiring)) || !target->whole)
        return;
    uint16_t width = (uint16_t)number, count = target->whole->pixels;
    if (count % width != 0) {
        ERROR_AT(loader, width_node, "the %u pixels of \"%s\" make no whole rows of %u", count,
                 target->whole->name, width);
        return;
    }
    uint16_t *places = new_places(loader, &target->map->map, count);
    for (uint16_t i = 0; places && i < count; i++)
        places[i] = pixels_grid_place(width, count / width, wiring, i % width, i / width);
}

/* ---- Views ----------------------------------------------------------------------------------- */

/* Three ways to say which pixels; a view says one. */
static const struct way {
    const char *keys[4]; /* the first is needed, or else one of them if `any` */
    bool any;
    void (*load)(struct loader *loader, const struct target *target);
} ways[] = {
    {{"map"}, false, load_list},
    {{"width", "wiring"}, false, load_grid},
    {{"first", "pixels", "reverse"}, true, load_stretch},
};

static const struct json_node *said(const struct target *target, const struct way *way)
{
    for (size_t i = 0; i < COUNT(way->keys) && way->keys[i]; i++) {
        const struct json_node *node = json_member(target->node, way->keys[i]);
        if (node)
            return node;
    }
    return NULL;
}

static void load_places(struct loader *loader, const struct target *target)
{
    const struct way *chosen = NULL;
    const struct json_node *first = NULL;
    for (size_t i = 0; i < COUNT(ways); i++) {
        const struct json_node *node = said(target, &ways[i]);
        if (node && first) {
            ERROR_AT_KEY(loader, node, "\"%s\" and \"%s\" cannot both be said", first->key,
                         node->key);
            NOTE(loader, "a view is a stretch (first, pixels, reverse), a map, or a grid (width, "
                         "wiring)");
            return;
        }
        chosen = node ? &ways[i] : chosen;
        first = node ? node : first;
    }
    if (!chosen) {
        ERROR_AT_KEY(loader, target->node, "%s does not say which pixels",
                     quoted(target->node->key).text);
        NOTE(loader, "as in \"first\": 0, \"pixels\": 8, or \"map\": [0, 2, 4], or \"width\": 8");
    } else if (!chosen->any && !json_member(target->node, chosen->keys[0])) {
        ERROR_AT_KEY(loader, first, "\"%s\" needs a \"%s\"", first->key, chosen->keys[0]);
    } else {
        chosen->load(loader, target);
    }
}

static void load_map(struct loader *loader, struct scene_map *map, const struct json_node *node)
{
    const char *keys[KEYS_MAX] = {"type"};
    struct target target = {map, node, NULL};
    for (size_t i = 0; i < pixel_map_model.field_count; i++)
        keys[i + 1] = pixel_map_model.fields[i].name;
    load_of(loader, &target);
    load_places(loader, &target);
    check_keys(loader, node, "a view has", keys, pixel_map_model.field_count + 1);
}

void load_maps(struct loader *loader, const struct json_node *parts)
{
    struct scene *scene = loader->scene;
    const struct json_node *nodes[SCENE_MAPS_MAX];
    for (const struct json_node *node = parts->first; node; node = node->next) {
        if (node->repeated || !is_pixel_map(node))
            continue;
        if (scene->map_count == SCENE_MAPS_MAX) {
            ERROR_AT_KEY(loader, node, "too many views");
            NOTE(loader, "a scene has at most %d", SCENE_MAPS_MAX);
            break;
        }
        check_name(loader, node, "a part");
        nodes[scene->map_count] = node;
        scene->maps[scene->map_count++].name = keep_text(loader, node->key);
    }
    for (size_t i = 0; i < scene->map_count; i++)
        load_map(loader, &scene->maps[i], nodes[i]);
}
