/* test_inputs.c - inputs from files and words, and times as people write them.
 *                                                                  SPDX-License-Identifier: MIT */
#include "engine/inputs.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/duration.h"

/* ---- Durations
 * ----------------------------------------------------------------------------------- */

Test(duration, reads_numbers_with_units)
{
    static const struct {
        const char *text;
        uint64_t us;
    } cases[] = {{"0s", 0},
                 {"7us", 7},
                 {"500ms", 500000},
                 {"1.2s", 1200000},
                 {"2.05s", 2050000},
                 {"0.001ms", 1},
                 {"1.5min", 90000000},
                 {"0.25h", 900000000},
                 {"1.000000s", 1000000},
                 {"0.1min", 6000000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t us = 99;
        cr_assert(eq(ptr, (void *)duration_parse(cases[i].text, &us), NULL), "%s", cases[i].text);
        cr_assert(eq(u64, us, cases[i].us), "%s", cases[i].text);
    }
}

Test(duration, refuses_what_it_cannot_take_exactly)
{
    static const char *const cases[] = {"",
                                        "500",
                                        "s",
                                        "-1s",
                                        "1 s",
                                        "1.2.3s",
                                        "0.5us",
                                        "1.0001ms",
                                        "1.0000001s",
                                        "1S",
                                        "ms",
                                        "1e3s",
                                        "99999999999999999999s",
                                        "999999999h",
                                        "0.00000001min"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t us;
        cr_assert(ne(ptr, (void *)duration_parse(cases[i], &us), NULL), "%s", cases[i]);
    }
}

/* ---- Presses and files -------------------------------------------------------------------------
 */

static struct scene *scene;
static struct diagnostics diagnostics;
static struct inputs inputs;

static void set_up(void)
{
    scene = scene_load("scenes/two_rings.json", &diagnostics);
    cr_assert(ne(ptr, scene, NULL));
}

static void tear_down(void)
{
    inputs_free(&inputs);
    diagnostics_free(&diagnostics);
    scene_free(scene);
}

TestSuite(inputs, .init = set_up, .fini = tear_down);

static char *told(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diagnostics_print(&diagnostics, out, false);
    fclose(out);
    return text;
}

static void expect_told(const char *part)
{
    char *text = told();
    cr_assert(ne(ptr, strstr(text, part), NULL), "\"%s\" is not in: %s", part, text);
    free(text);
}

Test(inputs, press_pulls_the_pin_to_the_pressed_level_and_back)
{
    cr_assert(inputs_press(&inputs, "button@1.2s..2.05s", 0, scene, &diagnostics));
    cr_assert(eq(sz, inputs.count, 2));
    cr_assert(eq(u64, inputs.list[0].time_us, 1200000));
    cr_assert(not(inputs.list[0].level));
    cr_assert(eq(u64, inputs.list[1].time_us, 2050000));
    cr_assert(inputs.list[1].level);
}

Test(inputs, press_without_an_end_never_ends)
{
    cr_assert(inputs_press(&inputs, "button@1s", 0, scene, &diagnostics));
    cr_assert(eq(sz, inputs.count, 1));
}

Test(inputs, bounce_stays_within_its_time_and_ends_at_the_right_level)
{
    inputs.random = 5;
    cr_assert(inputs_press(&inputs, "button@1s..2s", 4000, scene, &diagnostics));
    cr_assert(gt(sz, inputs.count, 4));
    size_t i = 0;
    while (i < inputs.count && inputs.list[i].time_us < 2000000)
        i++;
    cr_assert(le(u64, inputs.list[i - 1].time_us, 1004000));
    cr_assert(not(inputs.list[i - 1].level));
    cr_assert(le(u64, inputs.list[inputs.count - 1].time_us, 2004000));
    cr_assert(inputs.list[inputs.count - 1].level);
}

Test(inputs, wrong_presses_say_why)
{
    static const char *const cases[][2] = {
        {"button", "write PART@FROM..TO"}, {"butt@1s", "did you mean \"button\""},
        {"x@1s", "it has \"button\""},     {"ring_one@1s", "no such button"},
        {"button@1..2s", "no unit"},       {"button@2s..1s", "ends before"},
        {"button@x", "no time"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert(not(inputs_press(&inputs, cases[i][0], 0, scene, &diagnostics)));
        expect_told(cases[i][1]);
        diagnostics_free(&diagnostics);
        diagnostics = (struct diagnostics){0};
    }
    cr_assert(eq(sz, inputs.count, 0));
}

static bool load_text(const char *text)
{
    char path[] = "/tmp/glowloop-inputs-XXXXXX";
    int file = mkstemp(path);
    cr_assert(ge(int, file, 0));
    cr_assert(eq(sz, (size_t)write(file, text, strlen(text)), strlen(text)));
    close(file);
    bool fine = inputs_load(&inputs, path, scene, &diagnostics);
    unlink(path);
    return fine;
}

Test(inputs, file_has_a_line_an_input_and_comments)
{
    cr_assert(load_text("# t_us pin level\n\n700007 BUTTON 0 # down\r\n  1300013\tbutton 1"));
    cr_assert(eq(sz, inputs.count, 2));
    cr_assert(eq(u64, inputs.list[1].time_us, 1300013));
    cr_assert(eq(ptr, (void *)inputs.list[0].pin, (void *)inputs.list[1].pin));
}

Test(inputs, all_that_is_wrong_in_a_file_is_told_with_its_place)
{
    cr_assert(not(load_text("12x BUTTON 0\n5 buton 0\n6 BUTTON 2\n7 BUTTON\n8 BUTTON 1 1\n")));
    expect_told(":1:1: error: this is no time");
    expect_told(":2:3: error: no such pin");
    expect_told("did you mean \"button\"");
    expect_told(":3:10: error: this is no level");
    expect_told(":4:3: error: a line has three words");
    expect_told(":5:12: error: a line has three words");
}

Test(inputs, what_is_typed_is_all_between_the_first_quote_and_the_last)
{
    cr_assert(load_text("5 console \"delay 250\"\n6 console \"a \"b\" # c\" # d\n7 console \"\""));
    cr_assert(eq(sz, inputs.count, 3));
    cr_assert(eq(u64, inputs.list[0].time_us, 5));
    cr_assert(eq(str, inputs.list[0].line, "delay 250"));
    cr_assert(eq(str, inputs.list[1].line, "a \"b\" # c"));
    cr_assert(eq(str, inputs.list[2].line, ""));
}

Test(inputs, what_is_wrong_with_typed_lines_is_told)
{
    cr_assert(not(load_text("1 button \"x\"\n2 console \"x\n3 console 1\n"
                            "4s console \"x\"\n5 console \"x\" y\n"
                            "6 console \"x\xffx\"\n")));
    expect_told(":1:3: error: only the console takes a text");
    expect_told(":2:11: error: the text does not end");
    expect_told(":3:3: error: no such pin or part");
    expect_told(":4:1: error: this is no time");
    expect_told(":5:15: error: something stands behind the text");
    expect_told(":6:13: error: this byte is no text");
    cr_assert(eq(sz, inputs.count, 0));
}

Test(inputs, typed_lines_are_read_as_they_were_written)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    inputs_write_line(out, 77, "say \"#\" \\n");
    fclose(out);
    cr_assert(load_text(text));
    cr_assert(eq(str, inputs.list[0].line, "say \"#\" \\n"));
    free(text);
}

Test(inputs, settings_are_named_by_control_or_task_and_have_values_as_scenes_do)
{
    cr_assert(load_text("7 delay = 250ms # slower\n8 blink.color = #ff8800\n9 reverse = true\n"
                        "# 10 delay = 1ms\n"));
    cr_assert(eq(sz, inputs.count, 3));
    cr_assert(inputs.list[0].sets);
    cr_assert(eq(sz, inputs.list[0].setting, scene_setting_find(scene, "delay")));
    cr_assert(eq(i32, inputs.list[0].value, 250));
    cr_assert(eq(u64, inputs.list[1].time_us, 8));
    cr_assert(eq(i32, inputs.list[1].value, 0xff8800));
    cr_assert(eq(i32, inputs.list[2].value, 1));
}

Test(inputs, what_is_wrong_with_a_setting_is_told)
{
    cr_assert(not(load_text("1 dely = 1ms\n2 delay =\n3 delay = 5\n4 delay = 25h\n"
                            "5 delay = 5ms now\n6x delay = 5ms\n7 ring_one = 5\n")));
    expect_told(":1:3: error: no such control or setting");
    expect_told("did you mean \"delay\"");
    expect_told(":2:9: error: a value is missing");
    expect_told(":3:11: error: \"5\" has no unit");
    expect_told(":4:11: error: this is out of range");
    expect_told("from 0ms to 24h");
    expect_told(":5:15: error: something stands behind the value");
    expect_told(":6:1: error: this is no time");
    expect_told(":7:3: error: no such control or setting");
    cr_assert(eq(sz, inputs.count, 0));
}

Test(inputs, a_value_is_read_to_its_end)
{
    char text[128];
    (void)snprintf(text, sizeof text, "1 delay = %061d1shm\n", 0);
    cr_assert(not(load_text(text)));
    expect_told(":1:11: error: this is too long");
    cr_assert(eq(sz, inputs.count, 0));
}

Test(inputs, settings_are_read_as_they_were_written)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    size_t color = scene_setting_find(scene, "blink.color");
    inputs_write_setting(out, 77, scene, &scene->settings[color], 0x00ff01);
    fclose(out);
    cr_assert(eq(str, text, "77 blink.color = #00ff01\n"));
    cr_assert(load_text(text));
    cr_assert(eq(sz, inputs.list[0].setting, color));
    cr_assert(eq(i32, inputs.list[0].value, 0x00ff01));
    free(text);
}

Test(inputs, a_typed_line_is_all_behind_the_first_colon)
{
    struct scene *talking = scene_load("scenes/set_by_console.json", &diagnostics);
    cr_assert(inputs_type(&inputs, "1.2s:say: \"ä\"", talking, &diagnostics));
    cr_assert(inputs_type(&inputs, "5ms:", talking, &diagnostics));
    cr_assert(eq(u64, inputs.list[0].time_us, 1200000));
    cr_assert(eq(str, inputs.list[0].line, "say: \"ä\""));
    cr_assert(eq(str, inputs.list[1].line, ""));
    cr_assert(not(inputs_type(&inputs, "delay", talking, &diagnostics)));
    expect_told("--type delay: write TIME:TEXT");
    cr_assert(not(inputs_type(&inputs, "1:delay", talking, &diagnostics)));
    expect_told("--type 1:delay: ");
    expect_told("no unit");
    cr_assert(not(inputs_type(&inputs, "1s:a\nb", talking, &diagnostics)));
    expect_told("this is no line");
    cr_assert(not(inputs_type(&inputs, "1s:\xC3(", talking, &diagnostics)));
    expect_told("this is no text");
    cr_assert(not(inputs_type(&inputs, "1s:a", scene, &diagnostics)));
    expect_told("no program of the scene has the console");
    cr_assert(eq(sz, inputs.count, 2));
    scene_free(talking);
}

Test(inputs, unreadable_file_is_an_io_error)
{
    cr_assert(not(inputs_load(&inputs, "no/such/file", scene, &diagnostics)));
    cr_assert(diagnostics.io_error);
    expect_told("no/such/file: No such file");
}
