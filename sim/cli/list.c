/* list.c - glowloop list: the boards, parts, programs and palettes that scenes can name.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/list.h"
#include "engine/scene_parts.h"
#include "engine/setting.h"
#include "parts/palette.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct list_options {
    bool json;
};

static const char *take_json(void *into, const char *value)
{
    (void)value;
    ((struct list_options *)into)->json = true;
    return NULL;
}

static const struct cli_option options[] = {
    {"json", NULL, "as JSON, for programs", take_json},
    {.name = NULL},
};

static const struct cli_verb verb = {
    .name = "list",
    .arguments = "boards|parts|programs|palettes [FOLDER]",
    .purpose = "List what a scene can name. Of a FOLDER with programs of its own, those.",
    .examples = "  glowloop list boards\n  glowloop list programs --json\n"
                "  glowloop list programs my_light\n",
    .notes = "Exit codes: 0 fine, 2 usage, or a program that does not compile, 3 cannot write.\n",
    .options = options,
    .operands_min = 1,
    .operands_max = 2,
};

/* A name, what it is, and below that what it may be. */
#define ROW "  %-17s %s\n  %18s"

/* ---- Boards ---------------------------------------------------------------------------------- */

/* Other names of pins, in lines of at most 80 columns; the LED has told its own already. */
static void print_aliases(const struct board_model *board)
{
    int column = 0;
    for (size_t i = 0; i < board->pin_count; i++) {
        const struct board_pin *pin = &board->pins[i];
        char text[32];
        if (!pin->alias || pin->led)
            continue;
        int length = snprintf(text, sizeof text, " %s=%s", pin->alias, pin->name);
        if (column == 0 || column + length > 80)
            column = printf("%s%*s", column ? "\n" : "", 12 + (column ? 6 : 0), "");
        if (column == 12)
            column += printf(" also:");
        column += printf("%s", text);
    }
    if (column)
        printf("\n");
}

static void print_boards(const struct scene_programs *own)
{
    (void)own;
    for (size_t i = 0; i < board_model_count; i++) {
        const struct board_model *board = &board_models[i];
        char pins[256];
        board_pins_text(board, pins, sizeof pins);
        printf("%-13s%s%s\n%13s%s\n", board->name, board->title,
               board->simulated_only ? " (simulated only)" : "", "", pins);
        print_aliases(board);
    }
}

/* ---- Parts ----------------------------------------------------------------------------------- */

static void print_words(const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        printf("%s%s", i ? ", " : "", words[i]);
}

static void print_field_values(const struct part_field *field)
{
    double scale = field->kind == FIELD_FRACTION ? 256 : field->kind == FIELD_WHOLE ? 1 : 1000;
    switch (field->kind) {
    case FIELD_PIN:
        printf("a pin of the board");
        break;
    case FIELD_KEY:
        printf("an SDL key name, such as Space");
        break;
    case FIELD_SWITCH:
        printf("true or false");
        break;
    case FIELD_WORD:
        print_words(field->words);
        break;
    case FIELD_COLOR:
        printf("a color");
        break;
    case FIELD_PART:
        printf("a part of the scene");
        break;
    case FIELD_PIXELS:
        printf("as in [0, 2, 4] or [[0, 1], [2, 3]]");
        break;
    case FIELD_WIRING:
        printf("some of these");
        break;
    default:
        printf("from %g to %g%s", field->minimum / scale, field->maximum / scale,
               scale == 1000 ? " mm" : "");
    }
}

static void print_field_fallback(const struct part_field *field)
{
    char text[SETTING_TEXT_MAX] = "";
    if (field->kind == FIELD_FRACTION)
        snprintf(text, sizeof text, "%g", field->fallback / 256.0);
    else if (field->kind == FIELD_WORD)
        snprintf(text, sizeof text, "%s", field->words[field->fallback]);
    else if (field->kind == FIELD_WHOLE)
        snprintf(text, sizeof text, "%" PRId32, field->fallback);
    else
        setting_format(NULL, field->kind == FIELD_COLOR ? PARAMETER_COLOR : PARAMETER_SWITCH,
                       field->fallback, text);
    if (field->required)
        printf("; required\n");
    else
        printf("; if left out: %s\n", field->fallback_help ? field->fallback_help : text);
}

static void print_part(const struct part_model *model)
{
    printf("%s: %s\n", model->name, model->help);
    for (size_t i = 0; i < model->field_count; i++) {
        printf(ROW, model->fields[i].name, model->fields[i].help, "");
        print_field_values(&model->fields[i]);
        print_field_fallback(&model->fields[i]);
    }
}

static void print_parts(const struct scene_programs *own)
{
    (void)own;
    for (size_t i = 0; i < part_model_count; i++) {
        print_part(&part_models[i]);
        printf("\n");
    }
    print_part(&pixel_map_model);
}

/* ---- Programs -------------------------------------------------------------------------------- */

static void print_parameter(const struct parameter *parameter)
{
    enum parameter_type type = (enum parameter_type)parameter->type;
    char fallback[SETTING_TEXT_MAX];
    setting_format(NULL, type, parameter->fallback, fallback);
    printf(ROW, parameter->name, parameter->help, "");
    if (type == PARAMETER_CONSOLE) {
        printf("the board's console; never said\n");
        return;
    }
    if (type == PARAMETER_TASKS) {
        printf("a list beside \"with\"; required\n");
        return;
    }
    if (type == PARAMETER_FORMULAS) {
        printf("three formulas; instead of the program's others\n");
        return;
    }
    if (!parameter_is_setting(parameter)) {
        printf("%s; required\n", parameter_type_noun(type));
        return;
    }
    bool ranged = type == PARAMETER_NUMBER || type == PARAMETER_TIME;
    printf("%s%s%s", parameter_type_noun(type), ranged ? " " : "",
           ranged ? setting_range(type, parameter->minimum, parameter->maximum).text : "");
    if (parameter->written)
        printf("; a control is required, which it sets\n");
    else
        printf("; if left out: %s\n", fallback);
}

static void print_programs(const struct scene_programs *own)
{
    for (size_t i = 0; i < own->count; i++) {
        printf("%s%s: %s\n", i ? "\n" : "", own->list[i]->name, own->list[i]->help);
        for (size_t j = 0; j < own->list[i]->parameter_count; j++)
            print_parameter(&own->list[i]->parameters[j]);
    }
}

/* ---- Palettes -------------------------------------------------------------------------------- */

#define BAR_COLUMNS 16

/* As a strip shows it, by 24-bit colors of the background. */
static void print_bar(const struct palette *palette)
{
    for (uint32_t i = 0; i < BAR_COLUMNS; i++) {
        uint32_t color = palette_along(palette, (uint16_t)(i * 65535u / (BAR_COLUMNS - 1)));
        printf("\033[48;2;%u;%u;%um ", (unsigned)(color >> 16 & 255u),
               (unsigned)(color >> 8 & 255u), (unsigned)(color & 255u));
    }
    printf("\033[0m  ");
}

static void print_palettes(const struct scene_programs *own)
{
    (void)own;
    bool colored = cli_stdout_color();
    for (size_t i = 0; i < PALETTE_COUNT; i++) {
        const struct palette *palette = &palettes[i];
        printf("%-9s", palette->name);
        if (colored)
            print_bar(palette);
        for (uint8_t j = 0; j < palette->count; j++)
            printf("%s#%06x", j ? " " : "", (unsigned)palette->colors[j]);
        printf("\n");
    }
}

/* ---------------------------------------------------------------------------------------------- */

static const struct listing {
    const char *name;
    void (*print)(const struct scene_programs *own);
    void (*print_json)(struct json_writer *out, const struct scene_programs *own);
} listings[] = {
    {"boards", print_boards, list_boards_json},
    {"parts", print_parts, list_parts_json},
    {"programs", print_programs, list_programs_json},
    {"palettes", print_palettes, list_palettes_json},
};

static int print_listing(const char *name, const struct scene_programs *own, bool json)
{
    const char *names[COUNT(listings)];
    struct json_writer out = {.out = stdout};
    for (size_t i = 0; i < COUNT(listings); i++) {
        names[i] = listings[i].name;
        if (strcmp(name, listings[i].name) != 0)
            continue;
        if (json)
            listings[i].print_json(&out, own);
        else
            listings[i].print(own);
        return EXIT_FINE;
    }
    const char *nearest = nearest_word(name, names, COUNT(listings));
    if (nearest)
        cli_complain("there is no list of %s; did you mean %s?", name, nearest);
    else
        cli_complain("there is no list of %s; there are boards, parts, programs and palettes",
                     name);
    return EXIT_USAGE;
}

static int act(void *into, const char *const *operands, size_t count)
{
    const struct list_options *taken = into;
    struct scene_programs own = {programs, program_count, NULL};
    if (count == 2 && strcmp(operands[0], "programs") != 0) {
        cli_complain("only programs are listed of a folder");
        return EXIT_USAGE;
    }
    int code = count == 2 ? cli_own_programs(operands[1], &own) : EXIT_FINE;
    return code == EXIT_FINE ? print_listing(operands[0], &own, taken->json) : code;
}

int cli_list(int argc, char **argv)
{
    struct list_options taken = {0};
    return cli_act(&verb, argc, argv, &taken, act);
}
