/* test_patch.c - a saved scene has the new values, and all else as it was.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/patch.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/glowloop_patch_XXXXXX";
static struct scene *scene;
static struct patches patches;
static char why[160];

static void write_file(const char *text)
{
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    (void)fputs(text, file);
    (void)fclose(file);
}

static void open_text(const char *text)
{
    struct diagnostics diagnostics = {0};
    if (strchr(path, 'X'))
        (void)close(mkstemp(path));
    write_file(text);
    scene = scene_load(path, &diagnostics);
    cr_assert_not_null(scene);
    cr_assert(patches_open(&patches, scene, why, sizeof why));
}

static void tear_down(void)
{
    patches_close(&patches);
    scene_free(scene);
    (void)remove(path);
}

TestSuite(patch, .fini = tear_down);

static const struct scene_setting *setting_of(const char *name)
{
    size_t found = 0;
    while (strcmp(scene->settings[found].name, name) != 0)
        found++;
    return &scene->settings[found];
}

static void expect_file(const char *text)
{
    struct source source;
    cr_assert(patches_write(&patches, why, sizeof why), "%s", why);
    cr_assert(source_read(&source, path));
    cr_expect(eq(str, source.text, (char *)text));
    source_free(&source);
}

#define HEAD "{\n  \"version\": 1, \"board\":\"pico\",\n"
#define TAIL "\n}\n"

Test(patch, a_place_is_changed_where_it_stands_or_added_last)
{
    open_text(HEAD "  \"parts\": {\n"
                   "    \"one\": { \"at\": [ 1,2 ],  \"type\": \"led\", \"pin\": \"GP1\" },\n"
                   "    \"two\": {\n      \"type\": \"led\",\n      \"pin\": \"GP2\"\n    }\n  },\n"
                   "  \"tasks\": [{\"program\": \"blink\", \"with\": {\"led\": \"one\"}}]" TAIL);
    patch_place(&patches, 1, -12500, 7);
    patch_place(&patches, 0, 38000, -250);
    expect_file(HEAD
                "  \"parts\": {\n"
                "    \"one\": { \"at\": [38, -0.25],  \"type\": \"led\", \"pin\": \"GP1\" },\n"
                "    \"two\": {\n      \"type\": \"led\",\n      \"pin\": \"GP2\", \"at\": [-12.5, "
                "0.007]\n    }\n  },\n"
                "  \"tasks\": [{\"program\": \"blink\", \"with\": {\"led\": \"one\"}}]" TAIL);
}

Test(patch, settings_are_written_as_their_type_is)
{
    open_text(HEAD "  \"parts\": { \"led\": { \"type\": \"led\", \"pin\": \"GP1\" } },\n"
                   "  \"controls\": { \"pace\" : \"250ms\" },\n"
                   "  \"tasks\": [\n    { \"program\": \"blink\",\n"
                   "      \"with\": { \"led\": \"led\", \"interval\": \"@pace\" } } ]" TAIL);
    patch_setting(&patches, setting_of("pace"), 1500);
    patch_setting(&patches, setting_of("count"), 7);
    expect_file(HEAD
                "  \"parts\": { \"led\": { \"type\": \"led\", \"pin\": \"GP1\" } },\n"
                "  \"controls\": { \"pace\" : \"1500ms\" },\n"
                "  \"tasks\": [\n    { \"program\": \"blink\",\n"
                "      \"with\": { \"led\": \"led\", \"interval\": \"@pace\", \"count\": 7 } } "
                "]" TAIL);
}

Test(patch, tasks_within_tasks_are_found)
{
    open_text(HEAD
              "  \"parts\": { \"led\": { \"type\": \"led\", \"pin\": \"GP1\" } },\n"
              "  \"tasks\": [ { \"program\": \"sequence\", \"tasks\": [\n"
              "    { \"name\": \"a\", \"program\": \"blink\", \"with\": { \"led\": \"led\" } },\n"
              "    { \"name\": \"b\", \"program\": \"blink\", \"with\": { \"led\": \"led\" } }\n"
              "  ] } ]" TAIL);
    size_t found = 0;
    while (strcmp(scene->settings[found].name, "count") != 0 ||
           strcmp(scene->settings[found].owner, "b") != 0)
        found++;
    patch_setting(&patches, &scene->settings[found], 3);
    patch_setting(&patches, setting_of("every"), 60000);
    expect_file(HEAD
                "  \"parts\": { \"led\": { \"type\": \"led\", \"pin\": \"GP1\" } },\n"
                "  \"tasks\": [ { \"program\": \"sequence\", \"tasks\": [\n"
                "    { \"name\": \"a\", \"program\": \"blink\", \"with\": { \"led\": \"led\" } },\n"
                "    { \"name\": \"b\", \"program\": \"blink\", \"with\": { \"led\": \"led\", "
                "\"count\": 3 } "
                "}\n"
                "  ], \"with\": { \"every\": \"1min\" } } ]" TAIL);
}

Test(patch, a_file_that_became_another_scene_is_left_alone)
{
    open_text(HEAD "  \"parts\": { \"led\": { \"type\": \"led\", \"pin\": \"GP1\" } },\n"
                   "  \"tasks\": [{\"program\": \"blink\", \"with\": {\"led\": \"led\"}}]" TAIL);
    patches_close(&patches);
    write_file("{ \"parts\": { \"led\": { } } }");
    cr_assert(patches_open(&patches, scene, why, sizeof why));
    patch_place(&patches, 0, 1000, 1000);
    cr_assert_not(patches_write(&patches, why, sizeof why));
    struct source source;
    cr_assert(source_read(&source, path));
    cr_assert(eq(str, source.text, "{ \"parts\": { \"led\": { } } }"));
    source_free(&source);
}
