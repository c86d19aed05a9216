/* commands.c - what the window's own keys do.                        SPDX-License-Identifier: MIT
 */
#include "window/internal.h"
#include "window/patch.h"

#define STOPS_MAX 4

static void pause_or_go_on(struct window *window)
{
    window->pacing.paused = !window->pacing.paused;
}

static void step(struct window *window)
{
    pacing_step(&window->pacing, &window->travel);
}

static void next_event(struct window *window)
{
    window_go_to_event(window, window->timeline.lane);
}

static void toggle_break(struct window *window)
{
    if (window->focus == PANEL_CONSOLE)
        console_break(window);
    else
        breaks_toggle(window, window->timeline.lane, "");
}

static void restart(struct window *window)
{
    window->failed = !window_restart(window);
}

static void say_speed(struct window *window)
{
    char speed[16];
    pacing_speed_text(&window->pacing, speed);
    window_say(window, false, "%s real time", speed);
}

static void slower(struct window *window)
{
    pacing_slower(&window->pacing);
    say_speed(window);
}

static void faster(struct window *window)
{
    pacing_faster(&window->pacing);
    say_speed(window);
}

static void normal_speed(struct window *window)
{
    window->pacing.speed_eighths = WINDOW_SPEED_NORMAL;
    say_speed(window);
}

static void darker(struct window *window)
{
    window->exposure_stops -= window->exposure_stops > -STOPS_MAX;
}

static void brighter(struct window *window)
{
    window->exposure_stops += window->exposure_stops < STOPS_MAX;
}

static void take_screenshot(struct window *window)
{
    window->screenshot_wanted = true;
}

static void fill_screen(struct window *window)
{
    window->fullscreen = !window->fullscreen;
    if (SDL_SetWindowFullscreen(window->handle,
                                window->fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) != 0)
        window_say(window, true, "no full screen: %s", SDL_GetError());
}

static void show_tasks(struct window *window)
{
    panel_toggle(window, PANEL_TASKS);
}

static void show_timeline(struct window *window)
{
    panel_toggle(window, PANEL_TIMELINE);
}

static void show_controls(struct window *window)
{
    panel_toggle(window, PANEL_CONTROLS);
}

static void show_console(struct window *window)
{
    panel_toggle(window, PANEL_CONSOLE);
}

static void change_colors(struct window *window)
{
    window->colors = window->colors == &colors_dark ? &colors_light : &colors_dark;
    window->laid_out = false;
}

static void focus_next(struct window *window)
{
    panels_focus_next(window, SDL_GetModState() & KMOD_SHIFT ? -1 : 1);
}

static void show_help(struct window *window)
{
    window->help_visible = !window->help_visible;
}

static void close_help(struct window *window)
{
    window->help_visible = false;
    *window->problem = '\0';
}

static void quit(struct window *window)
{
    window->quitting = true;
}

/* What was moved, and what was turned. */
static int patch_all(struct window *window, struct patches *patches)
{
    int count = 0;
    for (size_t i = 0; i < window->scene->part_count; i++)
        if (window->bench.moved[i]) {
            patch_place(patches, i, window->parts[i].x_um, window->parts[i].y_um);
            count++;
        }
    for (size_t i = 0; i < window->scene->setting_count; i++)
        if (travel_turned(&window->travel, i)) {
            patch_setting(patches, &window->scene->settings[i], travel_value(&window->travel, i));
            count++;
        }
    return count;
}

static void save_scene(struct window *window)
{
    struct patches patches;
    char why[160];
    bool open = patches_open(&patches, window->scene, why, sizeof why);
    int count = open ? patch_all(window, &patches) : 0;
    if (open && count == 0)
        window_say(window, false, "nothing was moved or changed: there is nothing to save");
    else if (!open || !patches_write(&patches, why, sizeof why))
        window_say(window, true, "%s was not saved: %s", window->scene->path, why);
    else
        window_say(window, false, "saved %d %s in %s", count, count == 1 ? "value" : "values",
                   window->scene->path);
    patches_close(&patches);
    open_saved(window);
}

void command_obey(struct window *window, enum command command)
{
    static void (*const actions[])(struct window * window) = {
        [COMMAND_PAUSE] = pause_or_go_on,
        [COMMAND_STEP] = step,
        [COMMAND_STEP_BACK] = window_step_back,
        [COMMAND_SLOWER] = slower,
        [COMMAND_FASTER] = faster,
        [COMMAND_NORMAL_SPEED] = normal_speed,
        [COMMAND_RESTART] = restart,
        [COMMAND_DARKER] = darker,
        [COMMAND_BRIGHTER] = brighter,
        [COMMAND_NEXT_EVENT] = next_event,
        [COMMAND_BREAK] = toggle_break,
        [COMMAND_TYPE] = console_type,
        [COMMAND_TASKS] = show_tasks,
        [COMMAND_TIMELINE] = show_timeline,
        [COMMAND_CONTROLS] = show_controls,
        [COMMAND_CONSOLE] = show_console,
        [COMMAND_COLORS] = change_colors,
        [COMMAND_FIT] = bench_fit,
        [COMMAND_WIRES] = bench_wire,
        [COMMAND_VIEW] = bench_next_style,
        [COMMAND_FOCUS] = focus_next,
        [COMMAND_OPEN] = gallery_toggle,
        [COMMAND_RECORD] = record_toggle,
        [COMMAND_SAVE] = save_scene,
        [COMMAND_SCREENSHOT] = take_screenshot,
        [COMMAND_FULLSCREEN] = fill_screen,
        [COMMAND_HELP] = show_help,
        [COMMAND_CLOSE_HELP] = close_help,
        [COMMAND_QUIT] = quit,
    };
    if (command == COMMAND_NONE)
        return;
    actions[command](window);
    panels_stale(window);
}
