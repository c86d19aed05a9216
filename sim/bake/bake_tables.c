/* bake_tables.c - palettes, views and formulas of a scene as tables. SPDX-License-Identifier: MIT
 */
#include <inttypes.h>

#include "bake/bake.h"

void bake_palettes(const struct scene *scene, FILE *out)
{
    for (size_t i = 0; i < scene->palette_count; i++) {
        const struct palette *palette = &scene->palettes[i];
        fprintf(out, "static const COOP_FLASH uint32_t colors_%s[] = {", palette->name);
        for (uint8_t j = 0; j < palette->count; j++)
            fprintf(out, "0x%06" PRIX32 "%s", palette->colors[j],
                    j + 1 < palette->count ? ", " : "};\n");
    }
    if (scene->palette_count == 0)
        return;
    fprintf(out, "static const struct palette own_palettes[] = {\n");
    for (size_t i = 0; i < scene->palette_count; i++)
        fprintf(out, "    {\"%s\", colors_%s, %u},\n", scene->palettes[i].name,
                scene->palettes[i].name, scene->palettes[i].count);
    fprintf(out, "};\n");
}

static void write_halves(const char *kind, const char *name, const uint16_t *values, size_t count,
                         FILE *out)
{
    fprintf(out, "static const uint16_t %s_%s[] = {", kind, name);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%u%s", values[i], i + 1 < count ? ", " : "");
    fprintf(out, "};\n");
}

static void write_view(const struct scene *scene, const struct scene_map *map, FILE *out)
{
    const struct pixel_map *pixels = &map->map;
    const struct scene_part *part = &scene->parts[map->part];
    size_t places = pixels->starts ? pixels->starts[pixels->count] : pixels->count;
    write_halves("places", map->name, pixels->places, places, out);
    if (pixels->starts)
        write_halves("starts", map->name, pixels->starts, pixels->count + 1u, out);
    fprintf(out, "static const struct pixel_map map_%s = {.count = %u, .starts = %s%s,\n",
            map->name, pixels->count, pixels->starts ? "starts_" : "NULL",
            pixels->starts ? map->name : "");
    fprintf(out, "    .places = places_%s};\n", map->name);
    fprintf(out,
            "BAKED_MAYBE_UNUSED static struct pixels view_%s = {.board = &board, .count = %u,\n"
            "    .order = %u, .whole = &part_%s, .map = &map_%s};\n",
            map->name, pixels->count, (unsigned)part->order, part->name, map->name);
}

void bake_views(const struct scene *scene, FILE *out)
{
    for (size_t i = 0; i < scene->map_count; i++)
        write_view(scene, &scene->maps[i], out);
}

void bake_control_places(const struct scene *scene, FILE *out)
{
    if (scene->control_count == 0)
        return;
    fprintf(out, "BAKED_MAYBE_UNUSED static const int32_t *const control_places[] = {");
    for (size_t i = 0; i < scene->control_count; i++)
        fprintf(out, "&control_%s%s", scene->controls[i].name,
                i + 1 < scene->control_count ? ", " : "};\n");
}

static void write_formulas(const struct scene *scene, const struct expression *formulas,
                           size_t task, unsigned index, FILE *out)
{
    fprintf(out, "static const uint8_t code_%zu_%u[] = {", task, index);
    for (size_t i = 0; i < formulas->size; i++)
        fprintf(out, "%u%s", formulas->code[i], i + 1u < formulas->size ? ", " : "};\n");
    fprintf(out, "static const int32_t constants_%zu_%u[] = {", task, index);
    for (size_t i = 0; i < formulas->constant_count; i++)
        fprintf(out, "INT32_C(%" PRId32 ")%s, ",
                formulas->constants[i] + (formulas->constants[i] == INT32_MIN),
                formulas->constants[i] == INT32_MIN ? " - 1" : "");
    fprintf(out, "0};\n");
    fprintf(out,
            "static const struct expression formulas_%zu_%u = {.code = code_%zu_%u,\n"
            "    .constants = constants_%zu_%u, .controls = %s, .constant_count = %u,\n"
            "    .kept_size = %u, .size = %u};\n",
            task, index, task, index, task, index,
            scene->control_count > 0 ? "control_places" : "NULL", formulas->constant_count,
            formulas->kept_size, formulas->size);
}

void bake_formulas(const struct scene *scene, const struct scene_task *task, size_t index,
                   FILE *out)
{
    for (uint8_t i = 0; i < task->program->parameter_count; i++)
        if (task->arguments[i].formulas)
            write_formulas(scene, task->arguments[i].formulas, index, i, out);
}
