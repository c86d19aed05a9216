/* steps.c - what a scenario does to a scene.                       SPDX-License-Identifier: MIT */
#include "scenario/play.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BOUNCE_FIELD                                                                               \
    {                                                                                              \
        .name = "bounce", .help = "for how long the contact bounces", .kind = VALUE_TIME           \
    }

/* The values of a press and its kin. */
enum { BUTTON, BOUNCE, LENGTH };

static const struct scene_part *part_of(const struct player *player, const struct step *step)
{
    return &player->scenario->scene->parts[step->values[BUTTON].number];
}

static void edge(struct player *player, const struct step *step, bool pressed, uint64_t time_us)
{
    const struct scene_part *button = part_of(player, step);
    player->inputs.count = 0;
    if (!inputs_edge(&player->inputs, time_us, button->pin, pressed == button->pressed_level,
                     (uint64_t)step->values[BOUNCE].number) ||
        !inputs_give(&player->inputs, player->sim))
        player_memory_out(player);
}

/* The first microsecond that has not passed: the one that inputs get. */
static uint64_t next_us(const struct player *player)
{
    return player->now_us + (player->now_us > player->scenario->scene->cost.boot_us);
}

static void press(struct player *player, const struct step *step)
{
    edge(player, step, true, next_us(player));
}

static void release(struct player *player, const struct step *step)
{
    edge(player, step, false, next_us(player));
}

static void tap(struct player *player, const struct step *step)
{
    edge(player, step, true, next_us(player));
    edge(player, step, false, next_us(player) + (uint64_t)step->values[LENGTH].number);
}

static void delay(struct player *player, const struct step *step)
{
    (void)player_pass(player, player->now_us + (uint64_t)step->values[0].number);
}

static void set_pin(struct player *player, const struct step *step)
{
    if (sim_input(player->sim, step->values[0].pin, step->values[1].number != 0, player->now_us) ==
        UINT64_MAX)
        player_memory_out(player);
}

static void type(struct player *player, const struct step *step)
{
    if (sim_type(player->sim, step->values[0].text, player->now_us) == UINT64_MAX)
        player_memory_out(player);
}

static void set_control(struct player *player, const struct step *step)
{
    if (sim_set(player->sim, (size_t)step->values[0].number, (int32_t)step->values[1].number,
                player->now_us) == UINT64_MAX)
        player_memory_out(player);
}

static void stick(struct player *player, const struct step *step)
{
    (void)sim_stick(player->sim, part_of(player, step)->pin, true);
}

static void unstick(struct player *player, const struct step *step)
{
    if (!sim_stick(player->sim, part_of(player, step)->pin, false))
        player_memory_out(player);
}

static void drop_edges(struct player *player, const struct step *step)
{
    sim_lose_edges(player->sim, part_of(player, step)->pin, (uint32_t)step->values[1].number);
}

static void stall(struct player *player, const struct step *step)
{
    sim_stall(player->sim, (size_t)step->values[0].number, (uint64_t)step->values[1].number);
}

/* ---- Tables ---------------------------------------------------------------------------------- */

#define BUTTON_FIELD(name_, help_)                                                                 \
    {                                                                                              \
        .name = (name_), .help = (help_), .kind = VALUE_PART, .required = true,                    \
        .part_types = PART_BIT(PART_BUTTON)                                                        \
    }

static const struct field delay_fields[] = {
    {.name = "delay", .help = "how long to wait", .kind = VALUE_TIME, .required = true},
};
static const struct field press_fields[] = {
    BUTTON_FIELD("press", "the button"),
    BOUNCE_FIELD,
};
static const struct field release_fields[] = {
    BUTTON_FIELD("release", "the button"),
    BOUNCE_FIELD,
};
static const struct field tap_fields[] = {
    BUTTON_FIELD("tap", "the button"),
    BOUNCE_FIELD,
    {.name = "for",
     .help = "how long it is held; 50ms, if left out",
     .kind = VALUE_TIME,
     .fallback = 50000},
};
static const struct field hold_fields[] = {
    BUTTON_FIELD("hold", "the button"),
    BOUNCE_FIELD,
    {.name = "for", .help = "how long it is held", .kind = VALUE_TIME, .required = true},
};
static const struct field set_pin_fields[] = {
    {.name = "set-pin", .help = "the pin", .kind = VALUE_PIN, .required = true},
    {.name = "level", .help = "from now on", .kind = VALUE_LEVEL, .required = true},
};
static const struct field type_fields[] = {
    {.name = "type", .help = "the line, without its end", .kind = VALUE_LINE, .required = true},
};
static const struct field set_control_fields[] = {
    {.name = "set-control",
     .help = "the control, or TASK.SETTING",
     .kind = VALUE_CONTROL,
     .required = true},
    {.name = "value", .help = "from now on", .kind = VALUE_SETTING, .required = true},
};
static const struct field stick_fields[] = {BUTTON_FIELD("stick", "the button")};
static const struct field unstick_fields[] = {BUTTON_FIELD("unstick", "the button")};
static const struct field drop_fields[] = {
    BUTTON_FIELD("drop-edges", "the button"),
    {.name = "count",
     .help = "of how many edges no interrupt comes; 1, if left out",
     .kind = VALUE_WHOLE,
     .minimum = 1,
     .maximum = 1000,
     .fallback = 1},
};
static const struct field stall_fields[] = {
    {.name = "stall", .help = "the task", .kind = VALUE_JOB, .required = true},
    {.name = "for",
     .help = "how much longer its next turn takes",
     .kind = VALUE_TIME,
     .required = true},
};

#define ROW(name_, help_, fields_, run_)                                                           \
    {                                                                                              \
        name_, help_, fields_, COUNT(fields_), run_                                                \
    }

/* "hold" is last: behind an expectation it is a time. */
const struct step_kind step_kinds[] = {
    ROW("delay", "let time pass", delay_fields, delay),
    ROW("press", "press a button", press_fields, press),
    ROW("release", "release a button", release_fields, release),
    ROW("tap", "press a button and release it; time does not wait for it", tap_fields, tap),
    ROW("set-pin", "drive a pin from outside", set_pin_fields, set_pin),
    ROW("type", "type a line at the console", type_fields, type),
    ROW("set-control", "change a control of the scene, or a setting of a task", set_control_fields,
        set_control),
    ROW("stick", "a button's pin stays as it is, whatever is pressed", stick_fields, stick),
    ROW("unstick", "and is free again", unstick_fields, unstick),
    ROW("drop-edges", "of a button's next edges no interrupt comes", drop_fields, drop_edges),
    ROW("stall", "the next turn of a task takes longer", stall_fields, stall),
    ROW("hold", "press a button for some time, and release it; time does not wait for it",
        hold_fields, tap),
};
const size_t step_kind_count = COUNT(step_kinds);
