/* input.c - keys and mouse, all through one door into the simulation.  SPDX-License-Identifier: MIT
 */
#include "window/internal.h"

#define STOPS_MAX 4

void input_hold(struct window *window, size_t part, enum hold hold, bool held)
{
    uint8_t before = window->holds[part];
    uint8_t after = (uint8_t)(held ? before | hold : before & ~hold);
    window->holds[part] = after;
    window->drawn = false;
    if ((before != 0) != (after != 0))
        (void)sim_press(window->sim, part, after != 0, 0);
}

void input_release(struct window *window)
{
    for (size_t i = 0; i < window->scene->part_count; i++) {
        if (window->holds[i] & (HOLD_KEY | HOLD_MOUSE)) {
            input_hold(window, i, HOLD_KEY, false);
            input_hold(window, i, HOLD_MOUSE, false);
        }
    }
}

void input_again(struct window *window)
{
    for (size_t i = 0; i < window->scene->part_count; i++)
        if (window->holds[i])
            (void)sim_press(window->sim, i, true, 0);
}

static void hold_by_key(struct window *window, SDL_Keycode key, bool held)
{
    for (size_t i = 0; i < window->scene->part_count; i++) {
        const struct scene_part *part = &window->scene->parts[i];
        if (part->type == PART_BUTTON && part->key && key != SDLK_UNKNOWN &&
            SDL_GetKeyFromName(part->key) == key && ((window->holds[i] & HOLD_KEY) != 0) != held)
            input_hold(window, i, HOLD_KEY, held);
    }
}

static void change_speed(struct window *window, enum command command)
{
    char speed[16];
    if (command == COMMAND_SLOWER)
        pacing_slower(&window->pacing);
    else if (command == COMMAND_FASTER)
        pacing_faster(&window->pacing);
    else
        window->pacing.speed_eighths = WINDOW_SPEED_NORMAL;
    pacing_speed_text(&window->pacing, speed);
    window_say(window, false, "%s real time", speed);
}

static void change_exposure(struct window *window, int by)
{
    int stops = window->exposure_stops + by;
    window->exposure_stops = stops < -STOPS_MAX  ? -STOPS_MAX
                             : stops > STOPS_MAX ? STOPS_MAX
                                                 : stops;
}

static void toggle_fullscreen(struct window *window)
{
    window->fullscreen = !window->fullscreen;
    if (SDL_SetWindowFullscreen(window->handle,
                                window->fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) != 0)
        window_say(window, true, "no full screen: %s", SDL_GetError());
}

static void obey(struct window *window, enum command command)
{
    switch (command) {
    case COMMAND_NONE:
        return;
    case COMMAND_PAUSE:
        window->pacing.paused = !window->pacing.paused;
        break;
    case COMMAND_STEP:
        pacing_step(&window->pacing, window->sim);
        break;
    case COMMAND_SLOWER:
    case COMMAND_FASTER:
    case COMMAND_NORMAL_SPEED:
        change_speed(window, command);
        break;
    case COMMAND_RESTART:
        window->failed = !window_restart(window);
        break;
    case COMMAND_DARKER:
    case COMMAND_BRIGHTER:
        change_exposure(window, command == COMMAND_BRIGHTER ? 1 : -1);
        break;
    case COMMAND_SCREENSHOT:
        window->screenshot_wanted = true;
        break;
    case COMMAND_FULLSCREEN:
        toggle_fullscreen(window);
        break;
    case COMMAND_HELP:
        window->help_visible = !window->help_visible;
        break;
    case COMMAND_CLOSE_HELP:
        window->help_visible = false;
        break;
    case COMMAND_QUIT:
        window->quitting = true;
        break;
    }
    window->drawn = false;
}

static void key_down(struct window *window, const SDL_KeyboardEvent *event)
{
    enum command command = key_command(window->scene, &event->keysym);
    /* Held keys step, and change speed, again and again; nothing else does. */
    if (event->repeat && command != COMMAND_STEP)
        return;
    if (command != COMMAND_NONE || (event->keysym.mod & KMOD_CTRL))
        obey(window, command);
    else
        hold_by_key(window, event->keysym.sym, true);
}

/* Mouse events count in the window's units, the picture in pixels. */
static size_t button_under(const struct window *window, int x, int y)
{
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(window->handle, &width, &height);
    if (width < 1 || height < 1)
        return window->scene->part_count;
    return stage_button_at(window, x * window->width / width, y * window->height / height);
}

static void mouse_down(struct window *window, const SDL_MouseButtonEvent *event)
{
    if (event->button != SDL_BUTTON_LEFT)
        return;
    if (window->help_visible) {
        obey(window, COMMAND_CLOSE_HELP);
        return;
    }
    size_t part = button_under(window, event->x, event->y);
    if (part == window->scene->part_count)
        return;
    if (window->holds[part] & HOLD_STICKY)
        input_hold(window, part, HOLD_STICKY, false);
    else
        input_hold(window, part, SDL_GetModState() & KMOD_CTRL ? HOLD_STICKY : HOLD_MOUSE, true);
}

static void mouse_up(struct window *window, const SDL_MouseButtonEvent *event)
{
    for (size_t i = 0; i < window->scene->part_count; i++)
        if (event->button == SDL_BUTTON_LEFT && (window->holds[i] & HOLD_MOUSE))
            input_hold(window, i, HOLD_MOUSE, false);
}

static void window_changed(struct window *window, const SDL_WindowEvent *event)
{
    window->drawn = false;
    switch (event->event) {
    case SDL_WINDOWEVENT_FOCUS_LOST:
        input_release(window);
        break;
    case SDL_WINDOWEVENT_MINIMIZED:
    case SDL_WINDOWEVENT_HIDDEN:
        window->visible = false;
        break;
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_MAXIMIZED:
    case SDL_WINDOWEVENT_EXPOSED:
        window->visible = true;
        break;
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        window->laid_out = false;
        break;
    default:
        break;
    }
}

void input_event(struct window *window, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        window->quitting = true;
        break;
    case SDL_KEYDOWN:
        key_down(window, &event->key);
        break;
    case SDL_KEYUP:
        hold_by_key(window, event->key.keysym.sym, false);
        break;
    case SDL_MOUSEBUTTONDOWN:
        mouse_down(window, &event->button);
        break;
    case SDL_MOUSEBUTTONUP:
        mouse_up(window, &event->button);
        break;
    case SDL_WINDOWEVENT:
        window_changed(window, &event->window);
        break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        text_forget(window->text);
        window->laid_out = false;
        break;
    default:
        break;
    }
}
