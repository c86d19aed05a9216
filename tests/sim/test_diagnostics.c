/* test_diagnostics.c - errors with places, words that were meant, JSON with places.
 *                                                                  SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/board.h"
#include "engine/diagnostics.h"
#include "engine/json.h"
#include "engine/setting.h"
#include "printed.h"

static struct source source_of(char *text)
{
    return (struct source){.path = "file.json", .text = text, .size = strlen(text)};
}

static void expect_text(struct diagnostics *diagnostics, const char *expected)
{
    char *text = printed(diagnostics);
    cr_assert_str_eq(text, expected);
    free(text);
}

/* ---- Printing -------------------------------------------------------------------------------- */

Test(diagnostics, an_error_shows_line_caret_and_notes)
{
    struct diagnostics diagnostics = {0};
    struct source source = source_of("{\n  \"pin\": \"GP99\"\n}\n");
    diagnose(&diagnostics, &source, 11, 6, "no pin %s", "GP99");
    diagnose_note(&diagnostics, "it has %s", "GP0");
    diagnose_note(&diagnostics, "look");
    expect_text(&diagnostics, "file.json:2:10: error: no pin GP99\n"
                              "  2 |   \"pin\": \"GP99\"\n"
                              "    |          ^~~~~~\n"
                              "    = note: it has GP0\n"
                              "    = note: look\n");
}

Test(diagnostics, are_sorted_by_place_and_files_stay_in_the_order_of_their_first_errors)
{
    struct diagnostics diagnostics = {0};
    struct source one = source_of("abc"), two = {.path = "other", .text = "xyz", .size = 3};
    diagnose(&diagnostics, &one, 2, 1, "third");
    diagnose(&diagnostics, &two, 0, 1, "fourth");
    diagnose_plain(&diagnostics, "fifth");
    diagnose(&diagnostics, &one, 0, 1, "first");
    diagnose_note(&diagnostics, "of the first");
    diagnose(&diagnostics, &one, 0, 1, "second");
    expect_text(&diagnostics, "file.json:1:1: error: first\n  1 | abc\n    | ^\n"
                              "    = note: of the first\n"
                              "file.json:1:1: error: second\n  1 | abc\n    | ^\n"
                              "file.json:1:3: error: third\n  1 | abc\n    |   ^\n"
                              "other:1:1: error: fourth\n  1 | xyz\n    | ^\n"
                              "error: fifth\n");
}

Test(diagnostics, a_column_is_a_character_and_a_tab_is_four_spaces)
{
    struct diagnostics diagnostics = {0};
    struct source source = source_of("é\té!");
    diagnose(&diagnostics, &source, 5, 1, "here");
    expect_text(&diagnostics, "file.json:1:4: error: here\n  1 | é    é!\n    |       ^\n");
}

Test(diagnostics, what_a_terminal_would_obey_is_not_passed_on)
{
    struct diagnostics diagnostics = {0};
    struct source source = source_of("a\033[31m\x80\xE2\x80\xAE!");
    diagnose(&diagnostics, &source, 10, 1, "a \033 and \x9b");
    expect_text(&diagnostics, "file.json:1:9: error: a \uFFFD and \uFFFD\n"
                              "  1 | a\uFFFD[31m\uFFFD\uFFFD!\n    |         ^\n");
}

Test(diagnostics, a_long_line_is_cut_around_the_place)
{
    struct diagnostics diagnostics = {0};
    char text[1001];
    memset(text, 'x', 1000);
    text[1000] = '\0';
    text[500] = '!';
    struct source source = source_of(text);
    diagnose(&diagnostics, &source, 500, 1, "here");
    char *out = printed(&diagnostics);
    char *line = strstr(out, "  1 | …"), *caret = strstr(out, "    | ");
    cr_assert(line && caret);
    cr_assert_lt(caret - line, 120);
    /* The caret's line is all ASCII, the other has "…" of three bytes before the place. */
    cr_assert_eq(strchr(line, '!') - line - 2, strchr(caret, '^') - caret);
    free(out);
}

Test(diagnostics, the_end_of_the_file_is_a_place)
{
    struct diagnostics diagnostics = {0};
    struct source source = source_of("ab\n");
    diagnose(&diagnostics, &source, 3, 1, "end");
    diagnose(&diagnostics, &source, 99, 7, "beyond");
    expect_text(&diagnostics, "file.json:2:1: error: end\n  2 | \n    | ^\n"
                              "file.json:2:1: error: beyond\n  2 | \n    | ^\n");
}

Test(diagnostics, colour_is_given_only_when_asked_for)
{
    struct diagnostics diagnostics = {0};
    diagnose_plain(&diagnostics, "wrong");
    char *text = printed_in_color(&diagnostics);
    cr_assert(strstr(text, "\033[1;31merror:"));
    free(text);
}

Test(diagnostics, beyond_the_limit_are_counted)
{
    struct diagnostics diagnostics = {0};
    for (int i = 0; i < DIAGNOSTICS_MAX + 7; i++)
        diagnose_plain(&diagnostics, "number %d", i);
    diagnose_note(&diagnostics, "of one that was not kept");
    cr_assert_eq(diagnostics.count, DIAGNOSTICS_MAX);
    cr_assert(diagnostics_any(&diagnostics));
    char *text = printed(&diagnostics);
    cr_assert(strstr(text, "error: number 999\nerror: and 7 more\n"));
    cr_assert(!strstr(text, "not kept"));
    free(text);
}

/* ---- Words ----------------------------------------------------------------------------------- */

Test(words, the_nearest_is_the_one_with_the_fewest_slips)
{
    static const char *const pins[] = {"A0", "A1", "MISO", "MOSI", "BUTTON"};
    static const char *const keys[] = {"delay", "wait", "rainbow_cycle", "reverse"};
    cr_assert_str_eq(nearest_word("BUTON", pins, 5), "BUTTON");
    cr_assert_str_eq(nearest_word("a1", pins, 5), "A1");
    cr_assert_str_eq(nearest_word("MISSO", pins, 5), "MISO");
    cr_assert_str_eq(nearest_word("dealy", keys, 4), "delay");
    cr_assert_str_eq(nearest_word("rainbow", keys, 4), "rainbow_cycle");
    cr_assert_str_eq(nearest_word("reversed", keys, 4), "reverse");
}

Test(words, what_is_too_far_is_not_suggested)
{
    static const char *const words[] = {"A0", "delay", "wait"};
    char huge[5000];
    memset(huge, 'd', sizeof huge - 1);
    huge[sizeof huge - 1] = '\0';
    cr_assert_null(nearest_word("A9", words, 3));
    cr_assert_null(nearest_word("speed", words, 3));
    cr_assert_null(nearest_word("", words, 3));
    cr_assert_null(nearest_word(huge, words, 3));
    cr_assert_null(nearest_word("delay", words, 0));
}

Test(words, quoted_shortens_between_characters)
{
    cr_assert_str_eq(quoted("pin").text, "\"pin\"");
    struct quoted word = quoted("éééééééééééééééééééééééééééééé");
    cr_assert_str_eq(word.text, "\"éééééééééééééééééééé…\"");
}

/* ---- Files ----------------------------------------------------------------------------------- */

Test(source, a_file_is_read_whole)
{
    struct source source;
    cr_assert(source_read(&source, "scenes/two_rings.json"));
    cr_assert_str_eq(source.path, "scenes/two_rings.json");
    cr_assert_eq(source.size, strlen(source.text));
    cr_assert_eq(source.text[0], '{');
    source_free(&source);
}

Test(source, what_cannot_be_read_says_why)
{
    struct source source;
    cr_assert_not(source_read(&source, "scenes/no_such_file.json"));
    cr_assert_eq(errno, ENOENT);
    source_free(&source);
    cr_assert_not(source_read(&source, "scenes"));
    cr_assert_eq(errno, EISDIR);
    source_free(&source);
    cr_assert_not(source_read(&source, "/dev/zero"));
    cr_assert_eq(errno, EFBIG);
    source_free(&source);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void expect_span(const struct source *source, const struct json_node *node, const char *key,
                        const char *value)
{
    cr_assert_not_null(node);
    cr_assert_eq(node->key_length, strlen(key));
    cr_assert_eq(strncmp(source->text + node->key_offset, key, node->key_length), 0);
    cr_assert_eq(node->length, strlen(value), "%s: %zu", key, node->length);
    cr_assert_eq(strncmp(source->text + node->offset, value, node->length), 0);
}

Test(json, every_value_and_key_knows_its_place)
{
    struct diagnostics diagnostics = {0};
    struct json json;
    struct source source = source_of(" { \"a\\u0062\" : [ 1 , -2.5e3, {\"c\":null} ] "
                                     ",\n\"d\":\"\\\"\\ud83d\\ude80\",\"e\":true}");
    cr_assert(json_parse(&json, &source, &diagnostics));
    expect_span(&source, json_member(json.root, "ab"), "\"a\\u0062\"",
                "[ 1 , -2.5e3, {\"c\":null} ]");
    const struct json_node *list = json_member(json.root, "ab");
    cr_assert_eq(list->count, 3);
    expect_span(&source, list->first->next, "", "-2.5e3");
    cr_assert_eq(list->first->next->number, -2500);
    expect_span(&source, list->first->next->next->first, "\"c\"", "null");
    expect_span(&source, json_member(json.root, "d"), "\"d\"", "\"\\\"\\ud83d\\ude80\"");
    cr_assert_str_eq(json_member(json.root, "d")->text, "\"\U0001F680");
    expect_span(&source, json_member(json.root, "e"), "\"e\"", "true");
    cr_assert(json_member(json.root, "e")->truth);
    cr_assert_null(json_member(json.root, "f"));
    cr_assert_null(json_member(list, "ab"));
    cr_assert_not(diagnostics_any(&diagnostics));
    json_free(&json);
}

Test(json, all_repeated_keys_are_told_and_the_first_is_kept)
{
    struct diagnostics diagnostics = {0};
    struct json json;
    struct source source = source_of("{\"b\":1,\"a\":2,\"b\":3,\"\\u0062\":4,\"c\":{\"a\":5}}");
    cr_assert(json_parse(&json, &source, &diagnostics));
    cr_assert_eq(diagnostics.count, 2);
    cr_assert_eq(json_member(json.root, "b")->number, 1);
    json_free(&json);
    diagnostics_free(&diagnostics);
}

Test(json, an_object_of_very_many_keys_takes_no_quadratic_time)
{
    enum { KEYS = 60000 };
    struct diagnostics diagnostics = {0};
    struct json json;
    char *text = malloc(KEYS * 16 + 8), *end = text;
    *end++ = '{';
    for (int i = 0; i < KEYS; i++)
        end += sprintf(end, "%s\"k%d\":%d", i ? "," : "", i, i);
    strcpy(end, "}");
    struct source source = source_of(text);
    cr_assert(json_parse(&json, &source, &diagnostics));
    cr_assert_eq(json.root->count, KEYS);
    json_free(&json);
    free(text);
}

Test(json, nesting_is_limited)
{
    struct diagnostics diagnostics = {0};
    struct json json;
    char text[2 * JSON_DEPTH_MAX + 3] = "";
    memset(text, '[', JSON_DEPTH_MAX);
    memset(text + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
    struct source source = source_of(text);
    cr_assert(json_parse(&json, &source, &diagnostics));
    json_free(&json);
    memset(text, '[', JSON_DEPTH_MAX + 1);
    memset(text + JSON_DEPTH_MAX + 1, ']', JSON_DEPTH_MAX + 1);
    source = source_of(text);
    cr_assert_not(json_parse(&json, &source, &diagnostics));
    json_free(&json);
    expect_text(&diagnostics,
                "file.json:1:33: error: more than 32 objects and arrays within each other\n"
                "  1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"
                "    |                                 ^\n");
}

/* ---- Settings -------------------------------------------------------------------------------- */

static int32_t parsed(enum parameter_type type, const char *text)
{
    struct setting_problem problem;
    int32_t value = -1;
    cr_assert(setting_parse(NULL, type, text, &value, &problem), "%s: %s", text, problem.message);
    return value;
}

static void refused(enum parameter_type type, const char *text, const char *why)
{
    struct setting_problem problem = {"", ""};
    int32_t value;
    cr_assert_not(setting_parse(NULL, type, text, &value, &problem), "%s", text);
    cr_assert(strstr(problem.message, why), "%s: %s", text, problem.message);
}

Test(setting, times_have_units_and_are_whole_milliseconds)
{
    cr_assert_eq(parsed(PARAMETER_TIME, "0ms"), 0);
    cr_assert_eq(parsed(PARAMETER_TIME, "500ms"), 500);
    cr_assert_eq(parsed(PARAMETER_TIME, "0.5s"), 500);
    cr_assert_eq(parsed(PARAMETER_TIME, "1.005s"), 1005);
    cr_assert_eq(parsed(PARAMETER_TIME, "0.001min"), 60);
    cr_assert_eq(parsed(PARAMETER_TIME, "24h"), 86400000);
    cr_assert_eq(parsed(PARAMETER_TIME, "2147483647ms"), INT32_MAX);
    refused(PARAMETER_TIME, "2147483648ms", "too long");
    refused(PARAMETER_TIME, "99999999999999999999h", "too long");
    refused(PARAMETER_TIME, "500", "no unit");
    refused(PARAMETER_TIME, "-5ms", "not a time");
    refused(PARAMETER_TIME, "1.ms", "not a time");
    refused(PARAMETER_TIME, "0.5ms", "finer");
    refused(PARAMETER_TIME, "1.2345s", "too fine");
    refused(PARAMETER_TIME, "5 ms", "unknown unit");
    refused(PARAMETER_TIME, "5MS", "unknown unit");
}

Test(setting, the_other_types_are_read_strictly)
{
    cr_assert_eq(parsed(PARAMETER_SWITCH, "true"), 1);
    cr_assert_eq(parsed(PARAMETER_SWITCH, "false"), 0);
    refused(PARAMETER_SWITCH, "1", "neither");
    cr_assert_eq(parsed(PARAMETER_NUMBER, "-2147483648"), INT32_MIN);
    refused(PARAMETER_NUMBER, "2147483648", "range");
    refused(PARAMETER_NUMBER, "1e3", "whole");
    refused(PARAMETER_NUMBER, " 1", "whole");
    cr_assert_eq(parsed(PARAMETER_COLOR, "#Ff8800"), 0xFF8800);
    refused(PARAMETER_COLOR, "ff8800", "color");
    refused(PARAMETER_COLOR, "#ff88000", "color");
}

Test(setting, what_is_written_is_read_again)
{
    static const int32_t times[] = {0, 1, 500, 1000, 1500, 60000, 90000, 86400000, INT32_MAX};
    char text[SETTING_TEXT_MAX];
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        setting_format(NULL, PARAMETER_TIME, times[i], text);
        cr_assert_eq(parsed(PARAMETER_TIME, text), times[i], "%s", text);
    }
    setting_format(NULL, PARAMETER_TIME, 500, text);
    cr_assert_str_eq(text, "500ms");
    setting_format(NULL, PARAMETER_TIME, 86400000, text);
    cr_assert_str_eq(text, "24h");
    setting_format(NULL, PARAMETER_COLOR, 0x00FF, text);
    cr_assert_str_eq(text, "#0000ff");
    setting_format(NULL, PARAMETER_NUMBER, INT32_MIN, text);
    cr_assert_eq(parsed(PARAMETER_NUMBER, text), INT32_MIN);
}

/* ---- Boards ---------------------------------------------------------------------------------- */

static int pin_number(const char *board, const char *name)
{
    const struct board_pin *pin = board_pin_find(board_model_find(board), name);
    return pin ? pin->number : -1;
}

Test(board, pins_are_those_of_the_chip)
{
    cr_assert_eq(pin_number("qtpy_rp2040", "A1"), 28);
    cr_assert_eq(pin_number("qtpy_rp2040", "A2"), 27);
    cr_assert_eq(pin_number("qtpy_rp2040", "BUTTON"), 21);
    cr_assert_eq(pin_number("qtpy_rp2040", "TX"), 20);
    cr_assert_eq(pin_number("qtpy_rp2040", "RX"), 5);
    cr_assert_eq(pin_number("qtpy_rp2040", "NEOPIXEL"), 12);
    cr_assert_eq(pin_number("qtpy_rp2040", "LED"), -1);
    cr_assert_eq(pin_number("pico", "LED"), 25);
    cr_assert_eq(pin_number("pico", "GP0"), 0);
    cr_assert_eq(pin_number("pico", "GP28"), 28);
    cr_assert_eq(pin_number("pico", "GP29"), -1);
    cr_assert_eq(pin_number("metro_m4", "D1"), 1);
    cr_assert_str_eq(board_pin_find(board_model_find("pico"), "LED")->name, "GP25");
    cr_assert_null(board_model_find("arduino"));
}

Test(board, no_two_pins_share_a_name_or_a_number)
{
    for (size_t i = 0; i < board_model_count; i++) {
        const struct board_model *board = &board_models[i];
        for (size_t j = 0; j < board->pin_count; j++) {
            const struct board_pin *pin = &board->pins[j];
            cr_assert_eq(board_pin_find(board, pin->name), pin);
            cr_assert(!pin->alias || board_pin_find(board, pin->alias) == pin);
            for (size_t k = 0; k < j; k++)
                cr_assert_neq(board->pins[k].number, pin->number);
        }
    }
}

Test(board, costs_begin_as_the_reference_traces_were_made)
{
    for (size_t i = 0; i < board_model_count; i++) {
        struct board_cost cost = board_models[i].cost;
        if (strcmp(board_models[i].name, "uno") == 0) /* a step of its takes longer than that */
            continue;
        cr_assert_eq(cost.step_us, 50);
        cr_assert_eq(cost.tick_us, 1);
        cr_assert_eq(cost.px_us, 30);
        cr_assert_eq(cost.reset_us, 300);
        cr_assert_eq(cost.clock_us, 7);
        cr_assert_eq(cost.hz, 1000);
        cr_assert_eq(cost.mono_us, 1);
        cr_assert_eq(cost.boot_us, 0);
    }
}

Test(board, a_cost_is_set_by_its_name)
{
    struct board_cost cost = board_models[0].cost;
    char why[200] = "";
    cr_assert(board_cost_set(&cost, "step_us", "120", why, sizeof why));
    cr_assert(board_cost_set(&cost, "hz", "1024", why, sizeof why));
    cr_assert(board_cost_set(&cost, "mono", "ms", why, sizeof why));
    cr_assert(board_cost_set(&cost, "boot_us", "4294967296000", why, sizeof why));
    cr_assert_eq(cost.step_us, 120);
    cr_assert_eq(cost.hz, 1024);
    cr_assert_eq(cost.mono_us, 1000);
    cr_assert_eq(cost.boot_us, 4294967296000u);
    cr_assert_eq(cost.px_us, 30);
    cr_assert(board_cost_set(&cost, "mono", "us", why, sizeof why));
    cr_assert_eq(cost.mono_us, 1);
}

static void cost_refused(const char *field, const char *value, const char *expected)
{
    struct board_cost cost = board_models[0].cost, before = cost;
    char why[200] = "";
    cr_assert_not(board_cost_set(&cost, field, value, why, sizeof why));
    cr_assert_str_eq(why, expected);
    cr_assert_eq(memcmp(&cost, &before, sizeof cost), 0);
}

Test(board, a_cost_that_cannot_be_says_why)
{
    cost_refused("step", "1", "the cost of time has no field \"step\"; did you mean \"step_us\"?");
    cost_refused("speed", "1",
                 "the cost of time has no field \"speed\"; it has step_us, tick_us, px_us, "
                 "reset_us, clock_us, hz, mono, boot_us");
    cost_refused("hz", "0", "hz must be a whole number from 1 to 1000000, not \"0\"");
    cost_refused("hz", "1000001", "hz must be a whole number from 1 to 1000000, not \"1000001\"");
    cost_refused("step_us", "-1", "step_us must be a whole number from 0 to 60000000, not \"-1\"");
    cost_refused("step_us", "", "step_us must be a whole number from 0 to 60000000, not \"\"");
    cost_refused("boot_us", "99999999999999999999",
                 "boot_us must be a whole number from 0 to 9007199254740991, not "
                 "\"99999999999999999999\"");
    cost_refused("mono", "1000", "mono must be \"us\" or \"ms\", not \"1000\"");
}
