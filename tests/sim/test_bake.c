/* test_bake.c - scenes on boards, and what is written of them.     SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bake/bake.h"

/* What the calls that print gave, and what was wrong. */
struct outcome {
    char *text;
    char *errors;
    bool placed;
};

static struct outcome bake_as(const char *text, const char *board, bool traced)
{
    struct outcome outcome = {0};
    struct source source = {.path = "a.json", .text = strdup(text), .size = strlen(text)};
    struct diagnostics diagnostics = {0};
    struct baking baking;
    size_t size;
    FILE *out = open_memstream(&outcome.text, &size);
    FILE *errors = open_memstream(&outcome.errors, &size);
    struct scene *scene = scene_parse(&source, &diagnostics);
    cr_assert_not_null(scene, "the scene itself is wrong");
    outcome.placed = bake_place(&baking, scene, &source, bake_board_find(board), &diagnostics);
    baking.traced = traced;
    if (outcome.placed)
        bake_write(&baking, out);
    diagnostics_print(&diagnostics, errors, false);
    diagnostics_free(&diagnostics);
    fclose(out);
    fclose(errors);
    scene_free(scene);
    free(source.text);
    return outcome;
}

static struct outcome bake(const char *text, const char *board)
{
    return bake_as(text, board, false);
}

static void free_outcome(struct outcome *outcome)
{
    free(outcome->text);
    free(outcome->errors);
}

static void expect_written(const char *scene, const char *board, const char *wanted)
{
    struct outcome outcome = bake(scene, board);
    cr_expect(outcome.placed, "refused: %s", outcome.errors);
    cr_expect_not_null(strstr(outcome.text, wanted), "not in it: %s\n%s", wanted, outcome.text);
    free_outcome(&outcome);
}

static void expect_refused(const char *scene, const char *board, const char *wanted)
{
    struct outcome outcome = bake(scene, board);
    cr_expect(!outcome.placed, "not refused on %s", board);
    cr_expect_not_null(strstr(outcome.errors, wanted), "not said: %s\n%s", wanted, outcome.errors);
    free_outcome(&outcome);
}

#define SCENE(board_, parts_, tasks_)                                                              \
    "{\"version\": 1, \"board\": \"" board_ "\", \"parts\": {" parts_ "}, \"tasks\": [" tasks_ "]" \
    "}"
#define LED(name_, pin_) "\"" name_ "\": {\"type\": \"led\", \"pin\": \"" pin_ "\"}"
#define RING(name_, pin_)                                                                          \
    "\"" name_ "\": {\"type\": \"neopixel\", \"pin\": \"" pin_ "\", \"pixels\": 2}"
#define EIGHT_RINGS                                                                                \
    RING("a", "GP2")                                                                               \
    "," RING("b", "GP3") "," RING("c", "GP4") "," RING("d", "GP5") "," RING("e", "GP6") "," RING(  \
        "f", "GP7") "," RING("g", "GP8") "," RING("h", "GP9")
#define BLINK "{\"program\": \"blink\", \"with\": {\"led\": \"a\"}}"
#define SWIRL "{\"program\": \"rainbow_cycle\", \"with\": {\"ring\": \"a\"}}"

Test(bake, a_pin_of_another_board_is_found_by_its_name)
{
    expect_written(SCENE("qtpy_rp2040", RING("a", "A1"), SWIRL), "pico", ".pin = 27");
    expect_written(SCENE("metro_m4", LED("a", "D1"), BLINK), "pico", ".pin = 3}");
    expect_written(SCENE("metro_m4", LED("a", "D1"), BLINK), "qtpy_rp2040", ".pin = 28}");
}

Test(bake, a_pin_of_another_board_is_found_by_its_other_name)
{
    expect_written(SCENE("qtpy_rp2040", LED("a", "SDA"), BLINK), "pico", ".pin = 6}");
}

Test(bake, the_boards_led_is_the_other_boards_led)
{
    expect_written(SCENE("metro_m4", LED("a", "D13"), BLINK), "pico", ".pin = 25}");
}

Test(bake, a_board_without_an_led_says_so_at_the_pin)
{
    const char *scene = SCENE("pico", LED("a", "LED"), BLINK);
    expect_refused(scene, "qtpy_rp2040",
                   "a.json:1:71: error: the Adafruit QT Py RP2040 has no plain LED");
    expect_refused(scene, "qtpy_rp2040", "the scene is for \"pico\"; \"qtpy_rp2040\" has A0 … A3");
}

Test(bake, a_pin_that_a_board_lacks_is_named)
{
    expect_refused(SCENE("metro_m4", LED("a", "D12"), BLINK), "qtpy_rp2040", "has no pin \"D12\"");
    expect_refused(SCENE("pico", LED("a", "GP3"), BLINK), "qtpy_rp2040", "has no pin \"GP3\"");
}

Test(bake, the_consoles_pins_are_no_scenes)
{
    expect_refused(SCENE("pico", LED("a", "GP0"), BLINK), "pico",
                   "pin \"GP0\" of the Raspberry Pi Pico is the console's");
    expect_refused(SCENE("metro_m4", LED("a", "D6"), BLINK), "qtpy_rp2040", "is the console's");
}

Test(bake, two_pins_that_are_one_elsewhere_are_refused)
{
    expect_refused(SCENE("metro_m4", LED("a", "D1") "," LED("b", "A1"), BLINK), "qtpy_rp2040",
                   "this and the pin of \"a\" are one: A1");
}

Test(bake, a_ninth_strip_is_one_too_many)
{
    const char *eight = SCENE("pico", EIGHT_RINGS, SWIRL);
    const char *nine = SCENE("pico", EIGHT_RINGS "," RING("i", "GP10"), SWIRL);
    expect_written(eight, "pico", "&part_h, NULL};");
    expect_refused(nine, "pico", "too many rings and strips");
}

Test(bake, an_uno_keeps_its_names_but_for_the_consoles)
{
    expect_written(SCENE("metro_m4", LED("a", "D1"), BLINK), "uno", ".pin = 19}");
    expect_written(SCENE("metro_m4", LED("a", "D5"), BLINK), "uno", ".pin = 5}");
    expect_written(SCENE("pico", LED("a", "LED"), BLINK), "uno", ".pin = 13}");
    expect_refused(SCENE("uno", LED("a", "D1"), BLINK), "uno", "pin \"D1\" of the Arduino Uno is");
}

Test(bake, an_uno_has_room_for_four_strips)
{
    const char *five = SCENE("uno",
                             RING("a", "D2") "," RING("b", "D3") "," RING("c", "D4") "," RING(
                                 "d", "D5") "," RING("e", "D6"),
                             SWIRL);
    expect_refused(five, "uno", "the Arduino Uno drives 4 at most");
}

Test(bake, an_uno_hears_no_lines)
{
    const char *scene = "{\"version\": 1, \"board\": \"uno\", \"controls\": {\"d\": \"1ms\"},"
                        "\"tasks\": [{\"program\": \"set_by_console\","
                        "\"with\": {\"delay\": \"@d\"}}]}";
    expect_refused(scene, "uno", "a.json: the Arduino Uno prints lines, but hears none");
}

Test(bake, what_is_no_elf_takes_nothing_and_names_no_frames)
{
    static const uint8_t bytes[64] = {0x7F, 'E', 'L', 'F', 2, 1};
    uint32_t flash = 1, ram = 1;
    bake_elf_sizes(&(struct bake_elf){bytes, sizeof bytes}, &flash, &ram);
    cr_expect_eq(flash, 0);
    cr_expect_eq(ram, 0);
}

Test(bake, only_what_a_scene_uses_is_named)
{
    struct outcome outcome = bake(SCENE("pico", LED("a", "LED"), BLINK), "pico");
    cr_expect_null(strstr(outcome.text, "strips_add"));
    cr_expect_null(strstr(outcome.text, "BAKED_BOARD_KEYS"));
    cr_expect_null(strstr(outcome.text, "rainbow_cycle"));
    cr_expect_not_null(strstr(outcome.text, "&blink_program"));
    free_outcome(&outcome);
}

/* Names are those of the scene's board, numbers those of the one at hand. */
Test(bake, a_traced_board_has_what_its_records_need)
{
    static const char scene[] =
        "{\"version\": 1, \"name\": \"\\\"a\\\\b\", \"board\": \"metro_m4\", \"parts\": {" LED(
            "l", "D1") "," RING("a", "D2") "}, \"tasks\": [" SWIRL "]}";
    static const char *const wanted[] = {
        "BAKED_TRACED_CONSOLE, BAKED_TRACED_PINS, BAKED_TRACED_PIXELS}",
        "{\"D1\", RECORD_PIN, 3}",
        "{\"a\", RECORD_SHOW, 4}",
        ".scene = \"\\042a\\134b\"",
        ".hear = trace_hear",
        "begins[])(coop_loop *) = {trace_begin, NULL}",
        "BAKED_SERIAL(TRACE_SIZE)",
    };
    struct outcome traced = bake_as(scene, "pico", true);
    struct outcome plain = bake(scene, "pico");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        cr_expect_not_null(strstr(traced.text, wanted[i]), "not in it: %s", wanted[i]);
        cr_expect_null(strstr(plain.text, wanted[i]), "in it: %s", wanted[i]);
    }
    cr_expect_null(strstr(plain.text, "trace"));
    free_outcome(&traced);
    free_outcome(&plain);
}

Test(bake, a_title_cannot_end_the_comment)
{
    const char *scene = "{\"version\": 1, \"name\": \"x */ int main\", \"board\": \"pico\","
                        "\"parts\": {" LED("a", "LED") "}, \"tasks\": [" BLINK "]}";
    expect_written(scene, "pico", "/* x    int main: baked");
}

Test(bake, an_unknown_board_has_no_firmware)
{
    const char *names[4];
    cr_expect_null(bake_board_find("metro_m4"));
    cr_expect_eq(bake_board_names(names, 4), 3);
}

static uint32_t word(const char *block, size_t place)
{
    const unsigned char *bytes = (const unsigned char *)block + place;
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

Test(bake, a_uf2_has_whole_sectors_numbered_from_the_start_of_flash)
{
    static uint8_t image[4097];
    char *bytes;
    size_t size;
    FILE *out = open_memstream(&bytes, &size);
    image[0] = 7;
    image[4096] = 9;
    bake_write_uf2(image, sizeof image, out);
    fclose(out);
    cr_assert_eq(size, 32 * 512);
    for (uint32_t i = 0; i < 32; i++) {
        const char *block = bytes + 512 * i;
        cr_expect_eq(word(block, 0), 0x0A324655);
        cr_expect_eq(word(block, 12), 0x10000000 + 256 * i);
        cr_expect_eq(word(block, 20), i);
        cr_expect_eq(word(block, 24), 32);
        cr_expect_eq(word(block, 28), 0xE48BFF56);
        cr_expect_eq(word(block, 508), 0x0AB16F30);
    }
    cr_expect_eq(bytes[32], 7);
    cr_expect_eq(bytes[512 * 16 + 32], 9);
    free(bytes);
}

Test(bake, own_palettes_are_tables_behind_the_board)
{
    const char *scene = "{\"version\": 1, \"board\": \"pico\", \"parts\": {" RING(
        "a", "GP2") "}, "
                    "\"palettes\": {\"flag\": [\"#c00000\", \"#0030c0\"]}, \"tasks\": ["
                    "{\"program\": \"fire\", \"with\": {\"pixels\": \"a\", "
                    "\"palette\": \"flag\"}}]}";
    expect_written(scene, "pico", "colors_flag[] = {0xC00000, 0x0030C0};");
    expect_written(scene, "pico", "{\"flag\", colors_flag, 2},");
    expect_written(scene, "pico", ".palettes = own_palettes, .palette_count = 1};");
    expect_written(scene, "pico", "settings_0[] = {0, 20, 8, 0, 1};");
}

#define HALF "\"half\": {\"type\": \"pixel_map\", \"of\": \"a\", \"map\": [[0, 1]]}"
#define FORMULA                                                                                    \
    "{\"program\": \"pixel_expression\", \"with\": {\"pixels\": \"half\", \"rgb\": [\"x\", 0, "    \
    "-32768]}}"

Test(bake, a_view_is_its_map_and_formulas_are_their_code)
{
    const char *scene = SCENE("qtpy_rp2040", RING("a", "A1") "," HALF, FORMULA);
    expect_written(scene, "pico", "places_half[] = {0, 1};");
    expect_written(scene, "pico", "starts_half[] = {0, 2};");
    expect_written(scene, "pico", ".whole = &part_a, .map = &map_half};");
    expect_written(scene, "pico", "code_0_3[] = {88, 2, 22, 23, 88};");
    expect_written(scene, "pico", "{INT32_C(0), INT32_C(-2147483647) - 1, 0};");
    expect_written(scene, "pico",
                   "{(void *)&view_half, (void *)&settings_0[1], (void *)NULL, "
                   "(void *)&formulas_0_3, (void *)&settings_0[4]}");
}
