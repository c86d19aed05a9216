/* test_scene.c - scene files: what they become, and what is said of bad ones.
 *                                                                  SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/scene.h"
#include "engine/scene_parts.h"
#include "printed.h"

static struct scene *load_good(const char *path)
{
    struct diagnostics diagnostics = {0};
    struct scene *scene = scene_load(path, &diagnostics);
    diagnostics_print(&diagnostics, stderr, false);
    cr_assert_not_null(scene, "%s", path);
    cr_assert_not(diagnostics_any(&diagnostics));
    return scene;
}

/* ---- The corpus ------------------------------------------------------------------------------ */

static void check_good(const char *pattern, size_t count_min)
{
    glob_t files;
    size_t count = 0;
    cr_assert_eq(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        if (strstr(files.gl_pathv[i], ".schema.json"))
            continue;
        scene_free(load_good(files.gl_pathv[i]));
        count++;
    }
    cr_assert_geq(count, count_min);
    globfree(&files);
}

Test(scene, every_good_scene_loads)
{
    check_good("scenes/*.json", 4);
    check_good("tests/scenes/good/*.json", 3);
}

static void expect_colors(const struct palette *palette, const uint32_t *colors, size_t count)
{
    cr_assert_eq(palette->count, count, "%s has %u", palette->name, palette->count);
    for (size_t i = 0; i < count; i++)
        cr_expect_eq(palette->colors[i], colors[i], "%s: color %zu is #%06x", palette->name, i,
                     (unsigned)palette->colors[i]);
}

Test(scene, colors_of_a_palette_are_spread_so_that_each_place_is_that_of_one)
{
    static const uint32_t even[] = {0x000000, 0x0000FF, 0x00FF00};
    static const uint32_t placed[] = {0x000000, 0x400000, 0x800000, 0xC00000, 0xC0C000};
    static const uint32_t within[] = {0x101010, 0x101010, 0x808080, 0xF0F0F0, 0xF0F0F0};
    struct scene *scene = load_good("tests/scenes/good/palettes.json");
    cr_assert_eq(scene->palette_count, 3);
    expect_colors(&scene->palettes[0], even, 3);
    expect_colors(&scene->palettes[1], placed, 5);
    expect_colors(&scene->palettes[2], within, 5);
    cr_assert_eq(scene->tasks[0].arguments[2].value, PALETTE_COUNT + 1);
    cr_assert_eq(scene->controls[0].value, PALETTE_COUNT + 2);
    cr_assert_eq(scene->controls[0].maximum, PALETTE_COUNT + 2);
    scene_free(scene);
}

static void check_bad(const char *path)
{
    struct diagnostics diagnostics = {0};
    struct source expected;
    char expected_path[256];
    snprintf(expected_path, sizeof expected_path, "%.*s.expected",
             (int)(strlen(path) - strlen(".json")), path);
    cr_assert(source_read(&expected, expected_path), "%s", expected_path);
    cr_assert_null(scene_load(path, &diagnostics), "%s", path);
    cr_assert_not(diagnostics.io_error);
    char *text = printed(&diagnostics);
    cr_assert_str_eq(text, expected.text);
    free(text);
    source_free(&expected);
}

/* To renew an expectation: glowloop check NAME.json 2> NAME.expected, and read it. */
Test(scene, every_bad_scene_is_told_word_for_word)
{
    glob_t files;
    cr_assert_eq(glob("tests/scenes/bad/*.json", 0, NULL, &files), 0);
    cr_assert_geq(files.gl_pathc, 90);
    for (size_t i = 0; i < files.gl_pathc; i++)
        check_bad(files.gl_pathv[i]);
    globfree(&files);
}

Test(scene, the_schema_is_the_one_that_the_tables_make)
{
    struct source file;
    FILE *made = tmpfile();
    scene_schema_print(made, NULL);
    char *text = all_of(made);
    cr_assert(source_read(&file, "scenes/scene.schema.json"));
    cr_assert_str_eq(file.text, text,
                     "run glowloop schema > scenes/scene.schema.json, and look at what changed");
    source_free(&file);
    free(text);
}

/* ---- What a scene becomes -------------------------------------------------------------------- */

Test(scene, two_rings_is_the_arrangement_of_the_guide)
{
    struct scene *scene = load_good("scenes/two_rings.json");
    const char *parts[] = {"ring_one", "ring_two", "button"};
    const uint8_t pins[] = {28, 27, 21};
    const char *tasks[] = {"monitor_button", "rainbow_cycle", "blink"};
    cr_assert_str_eq(scene->name, "Two rings and a button");
    cr_assert_str_eq(scene->board->name, "qtpy_rp2040");
    cr_assert_eq(scene->part_count, 3);
    cr_assert_eq(scene->control_count, 3);
    cr_assert_eq(scene->task_count, 3);
    for (size_t i = 0; i < 3; i++) {
        cr_assert_str_eq(scene->parts[i].name, parts[i]);
        cr_assert_eq(scene->parts[i].pin->number, pins[i]);
        cr_assert(scene->parts[i].placed);
        cr_assert_str_eq(scene->tasks[i].name, tasks[i]);
    }
    scene_free(scene);
}

Test(scene, a_ring_has_the_values_of_the_guide_and_the_defaults_of_the_table)
{
    struct scene *scene = load_good("scenes/two_rings.json");
    const struct scene_part *ring = &scene->parts[0], *button = &scene->parts[2];
    cr_assert_eq(ring->type, PART_NEOPIXEL);
    cr_assert_eq(ring->pixels, 16);
    cr_assert_eq(ring->brightness, 51);
    cr_assert_eq(ring->order, PIXELS_GRB);
    cr_assert_eq(ring->shape, SHAPE_RING);
    cr_assert_not(ring->auto_write);
    cr_assert_eq(ring->x_um, -38000);
    cr_assert_eq(ring->diameter_um, 0);
    cr_assert_eq(button->type, PART_BUTTON);
    cr_assert_str_eq(button->key, "Space");
    cr_assert_not(button->pressed_level);
    cr_assert_eq(button->y_um, 0);
    scene_free(scene);
}

Test(scene, arguments_follow_the_parameters_and_lead_to_parts_and_controls)
{
    struct scene *scene = load_good("scenes/two_rings.json");
    const struct scene_task *monitor = &scene->tasks[0], *blink = &scene->tasks[2];
    for (size_t i = 0; i < scene->task_count; i++)
        for (size_t j = 0; j < scene->tasks[i].program->parameter_count; j++)
            cr_assert_eq(scene->tasks[i].arguments[j].parameter,
                         &scene->tasks[i].program->parameters[j]);
    cr_assert_eq(monitor->arguments[0].part, 2);
    cr_assert(monitor->arguments[1].is_control);
    cr_assert_eq(monitor->arguments[1].control, 0);
    cr_assert_not(monitor->arguments[3].is_control);
    cr_assert_eq(monitor->arguments[3].value, 100);
    cr_assert_eq(monitor->arguments[4].value, 500);
    cr_assert_eq(blink->arguments[0].part, 1);
    cr_assert_eq(blink->arguments[1].value, 0x0000FF);
    cr_assert_eq(blink->arguments[2].control, 2);
    scene_free(scene);
}

Test(scene, a_main_program_stands_in_the_place_of_tasks)
{
    struct scene *scene = load_good("tests/scenes/good/main_control.json");
    const struct scene_argument *arguments = scene->main->arguments;
    cr_assert_eq(scene->task_count, 0);
    cr_assert_str_eq(scene->main->name, "main");
    cr_assert_str_eq(scene->main->program->name, "led2_asyncio");
    cr_assert_eq(arguments[0].part, 0);
    cr_assert(arguments[1].is_control);
    cr_assert_eq(arguments[2].value, 1);
    cr_assert_eq(arguments[3].part, 1);
    cr_assert_eq(arguments[5].value, 20);
    cr_assert_eq(arguments[6].part, scene->part_count); /* the console */
    scene_free(scene);
    scene = load_good("tests/scenes/good/least.json");
    cr_assert_null(scene->main);
    scene_free(scene);
}

Test(scene, controls_have_types_values_and_the_ranges_of_what_they_are_bound_to)
{
    struct scene *scene = load_good("tests/scenes/good/every_field.json");
    const struct scene_control *controls = scene->controls;
    cr_assert_eq(controls[0].type, PARAMETER_SWITCH);
    cr_assert_eq(controls[0].value, 1);
    cr_assert_eq(controls[0].maximum, 1);
    cr_assert_eq(controls[1].type, PARAMETER_TIME);
    cr_assert_eq(controls[1].value, 1500);
    cr_assert_eq(controls[1].maximum, 86400000);
    cr_assert_eq(controls[2].type, PARAMETER_NUMBER);
    cr_assert_eq(controls[2].minimum, 0);
    cr_assert_eq(controls[2].maximum, 1000000);
    cr_assert_eq(controls[3].type, PARAMETER_COLOR);
    cr_assert_eq(controls[3].value, 0x112233);
    cr_assert_eq(controls[4].value, 30000);
    cr_assert_eq(controls[4].maximum, INT32_MAX);
    scene_free(scene);
}

Test(scene, every_field_of_every_part_is_kept)
{
    struct scene *scene = load_good("tests/scenes/good/every_field.json");
    const struct scene_part *parts = scene->parts;
    cr_assert_eq(parts[0].order, PIXELS_GRBW);
    cr_assert_eq(parts[0].brightness, 128);
    cr_assert(parts[0].auto_write);
    cr_assert_eq(parts[0].diameter_um, 65500);
    cr_assert_eq(parts[0].x_um, -32500);
    cr_assert_eq(parts[0].y_um, 10000);
    cr_assert_eq(parts[1].pixels, 1024);
    cr_assert_eq(parts[1].brightness, 256);
    cr_assert_eq(parts[1].shape, SHAPE_STRIP);
    cr_assert_eq(parts[1].pitch_um, 7000);
    cr_assert_str_eq(parts[1].pin->name, "A2");
    cr_assert_eq(parts[2].shape, SHAPE_GRID);
    cr_assert_eq(parts[2].width, 8);
    cr_assert_eq(parts[2].pitch_um, 12500);
    cr_assert_eq(parts[2].wiring, GRID_COLUMNS | GRID_ALTERNATING | GRID_UPTURNED);
    cr_assert_eq(parts[3].color, 0x00FF7F);
    cr_assert_not(parts[4].placed);
    cr_assert_str_eq(parts[4].key, "Left Shift");
    cr_assert(parts[5].pressed_level);
    cr_assert_eq(scene->cost.step_us, 120);
    cr_assert_eq(scene->cost.mono_us, 1000);
    cr_assert_eq(scene->cost.boot_us, 4294967296000u);
    scene_free(scene);
}

Test(scene, without_a_name_it_has_that_of_its_file)
{
    struct scene *scene = load_good("tests/scenes/good/least.json");
    cr_assert_str_eq(scene->name, "least");
    cr_assert_str_eq(scene->path, "tests/scenes/good/least.json");
    cr_assert_not(scene->parts[0].placed);
    scene_free(scene);
}

Test(scene, names_lead_to_indices)
{
    struct scene *scene = load_good("scenes/two_rings.json");
    cr_assert_eq(scene_part_find(scene, "ring_two"), 1);
    cr_assert_eq(scene_part_find(scene, "ring_three"), scene->part_count);
    cr_assert_eq(scene_control_find(scene, "delay"), 2);
    cr_assert_eq(scene_control_find(scene, "Delay"), scene->control_count);
    scene_free(scene);
    scene_free(NULL);
}

/* ---- --set ----------------------------------------------------------------------------------- */

static void set_refused(struct scene *scene, const char *name, const char *text,
                        const char *expected)
{
    char why[200] = "";
    cr_assert_not(scene_control_set(scene, name, text, why, sizeof why));
    cr_assert_str_eq(why, expected);
}

Test(scene, a_control_can_be_set_from_text)
{
    struct scene *scene = load_good("scenes/two_rings.json");
    char why[200] = "";
    cr_assert(scene_control_set(scene, "delay", "0.1s", why, sizeof why));
    cr_assert_eq(scene->controls[2].value, 100);
    cr_assert(scene_control_set(scene, "reverse", "true", why, sizeof why));
    cr_assert_eq(scene->controls[0].value, 1);
    set_refused(scene, "dealy", "1s",
                "the scene has no control \"dealy\"; did you mean \"delay\"?");
    set_refused(scene, "speed", "1s",
                "the scene has no control \"speed\"; it has reverse, wait, delay");
    set_refused(scene, "delay", "500",
                "delay: \"500\" has no unit; write \"500ms\"; units are ms, s, min and h");
    set_refused(scene, "delay", "25h", "delay must be from 0ms to 24h, not 25h");
    set_refused(scene, "reverse", "yes",
                "reverse: \"yes\" is neither true nor false; write true or false");
    cr_assert_eq(scene->controls[2].value, 100);
    char tiny[8];
    cr_assert_not(scene_control_set(scene, "speed", "1s", tiny, sizeof tiny));
    cr_assert_str_eq(tiny, "the sce");
    scene_free(scene);
}

/* ---- Files and limits ------------------------------------------------------------------------ */

Test(scene, a_file_that_cannot_be_read_is_an_io_error)
{
    struct diagnostics diagnostics = {0};
    cr_assert_null(scene_load("scenes/no_such.json", &diagnostics));
    cr_assert(diagnostics.io_error);
    char *text = printed(&diagnostics);
    cr_assert_str_eq(text,
                     "error: scenes/no_such.json cannot be read: No such file or directory\n");
    free(text);
    cr_assert_null(scene_load("scenes", &diagnostics));
    cr_assert(diagnostics.io_error);
    diagnostics_free(&diagnostics);
}

Test(scene, a_file_may_have_1_mib_and_no_more)
{
    char path[] = "/tmp/glowloop_scene_XXXXXX";
    int file = mkstemp(path);
    struct diagnostics diagnostics = {0};
    struct source good;
    cr_assert_geq(file, 0);
    cr_assert(source_read(&good, "tests/scenes/good/least.json"));
    char *text = malloc(SCENE_SIZE_MAX + 1);
    memset(text, ' ', SCENE_SIZE_MAX + 1);
    memcpy(text, good.text, good.size);
    cr_assert_eq(write(file, text, SCENE_SIZE_MAX), SCENE_SIZE_MAX);
    scene_free(load_good(path));
    cr_assert_eq(write(file, " ", 1), 1);
    cr_assert_null(scene_load(path, &diagnostics));
    cr_assert_not(diagnostics.io_error);
    char *said = printed(&diagnostics);
    cr_assert(strstr(said, "is larger than 1 MiB"));
    free(said);
    free(text);
    source_free(&good);
    close(file);
    unlink(path);
}

/* No board has 65 pins, so the pins are wrong, too. */
Test(scene, a_part_too_many_is_told)
{
    char text[SCENE_PARTS_MAX * 64 + 256], *end = text;
    struct diagnostics diagnostics = {0};
    end += sprintf(end, "{\"version\":1,\"board\":\"pico\",\"parts\":{");
    for (int i = 0; i <= SCENE_PARTS_MAX; i++)
        end += sprintf(end, "%s\n\"p%d\":{\"type\":\"led\"}", i ? "," : "", i);
    sprintf(end, "},\"tasks\":[{\"program\":\"%s\",\"with\":{}}]}", programs[0]->name);
    struct source source = {.path = "many", .text = text, .size = strlen(text)};
    cr_assert_null(scene_parse(&source, &diagnostics));
    char *said = printed(&diagnostics);
    cr_assert(strstr(said, "many:66:1: error: too many parts\n"));
    cr_assert(strstr(said, "a scene has at most 64\n"));
    free(said);
}

/* ---- The tables ------------------------------------------------------------------------------ */

static void expect_places(const struct scene *scene, const char *name, const char *expected)
{
    char text[256] = "";
    size_t index = scene_map_find(scene, name);
    cr_assert_lt(index, scene->map_count, "%s", name);
    const struct pixel_map *map = &scene->maps[index].map;
    for (size_t i = 0; i < map->count; i++) {
        size_t end = map->starts ? map->starts[i + 1] : i + 1;
        for (size_t j = map->starts ? map->starts[i] : i; j < end; j++)
            sprintf(text + strlen(text), "%u%s", map->places[j], j + 1 < end ? "+" : " ");
    }
    cr_assert_str_eq(text, expected, "%s: %s", name, text);
}

Test(scene, a_pixel_map_knows_its_places)
{
    struct diagnostics diagnostics = {0};
    struct scene *scene = scene_load("tests/scenes/good/pixel_maps.json", &diagnostics);
    cr_assert_not_null(scene);
    expect_places(scene, "half", "15 14 13 12 11 10 9 8 ");
    expect_places(scene, "quarter", "0 1 2 3 ");
    expect_places(scene, "even", "0 2 4 ");
    expect_places(scene, "pairs", "0+1 7 2+3+15 ");
    expect_places(scene, "grid", "12 11 4 3 13 10 5 2 14 9 6 1 15 8 7 0 ");
    expect_places(scene, "rows", "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 ");
    cr_assert_eq(scene->part_count, 1);
    cr_assert(scene->tasks[0].arguments[0].is_map);
    scene_free(scene);
}

Test(scene, the_tables_of_parts_are_in_the_order_of_the_enum_and_serve_one_parameter_each)
{
    for (size_t i = 0; i < part_model_count; i++) {
        cr_assert_eq(part_models[i].type, (enum part_type)i);
        for (size_t j = 0; j < i; j++)
            cr_assert_neq(part_models[i].serves, part_models[j].serves);
    }
}

Test(scene, every_default_lies_in_its_range)
{
    for (size_t i = 0; i < program_count; i++)
        for (size_t j = 0; j < programs[i]->parameter_count; j++) {
            const struct parameter *parameter = &programs[i]->parameters[j];
            if (!parameter_is_setting(parameter))
                continue;
            cr_assert_leq(parameter->minimum, parameter->fallback, "%s", parameter->name);
            cr_assert_geq(parameter->maximum, parameter->fallback, "%s", parameter->name);
        }
}
