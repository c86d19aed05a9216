/* input.c - keys and mouse, all through one door into the simulation.  SPDX-License-Identifier: MIT
 */
#include "window/internal.h"

#define STOPS_MAX 4

void input_hold(struct window *window, size_t part, enum hold hold, bool held)
{
    uint8_t before = window->holds[part];
    uint8_t after = (uint8_t)(held ? before | hold : before & ~hold);
    window->holds[part] = after;
    panel_stale(window, PANEL_BENCH);
    panel_stale(window, PANEL_KEYS);
    if ((before != 0) != (after != 0))
        window->failed |= !travel_press(&window->travel, part, after != 0);
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
            window->failed |= !travel_press(&window->travel, i, true);
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

/* The four panels that can be hidden follow each other in both lists. */
static enum panel_id panel_of(enum command command)
{
    static const enum panel_id ids[] = {PANEL_TASKS, PANEL_TIMELINE, PANEL_CONTROLS, PANEL_CONSOLE};
    return ids[command - COMMAND_TASKS];
}

static void change_colors(struct window *window)
{
    window->colors = window->colors == &colors_dark ? &colors_light : &colors_dark;
    window->laid_out = false;
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
        pacing_step(&window->pacing, &window->travel);
        break;
    case COMMAND_STEP_BACK:
        window_step_back(window);
        break;
    case COMMAND_NEXT_EVENT:
        window_go_to_event(window, window->timeline.lane);
        break;
    case COMMAND_TASKS:
    case COMMAND_TIMELINE:
    case COMMAND_CONTROLS:
    case COMMAND_CONSOLE:
        panel_toggle(window, panel_of(command));
        break;
    case COMMAND_FIT:
        bench_fit(window);
        break;
    case COMMAND_VIEW:
        bench_next_style(window);
        break;
    case COMMAND_COLORS:
        change_colors(window);
        break;
    case COMMAND_FOCUS:
        panels_focus_next(window, SDL_GetModState() & KMOD_SHIFT ? -1 : 1);
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
        *window->problem = '\0';
        break;
    case COMMAND_QUIT:
        window->quitting = true;
        break;
    }
    panels_stale(window);
}

/* What has the focus may have a use for a key; the scene's own and the window's come first. */
static bool offer(struct window *window, enum panel_id id, const SDL_Event *event)
{
    if (id == PANELS || !panels[id].event || !panel_shown(window, id))
        return false;
    return panels[id].event(window, window->places[id].inner, event);
}

static void key_down(struct window *window, const SDL_Event *event)
{
    const SDL_Keysym *key = &event->key.keysym;
    enum command command = key_command(window->scene, key);
    bool scenes = !(key->mod & KMOD_CTRL) && key_taken(window->scene, key->sym);
    if ((!scenes || window->edited) && offer(window, window->focus, event))
        return;
    /* Held keys step, and change speed, again and again; nothing else does. */
    if (event->key.repeat && command != COMMAND_STEP && command != COMMAND_STEP_BACK)
        return;
    if (command != COMMAND_NONE || (key->mod & KMOD_CTRL))
        obey(window, command);
    else
        hold_by_key(window, key->sym, true);
}

/* Mouse events count in the window's units, the frame in pixels. */
static void to_px(const struct window *window, int *x, int *y)
{
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(window->handle, &width, &height);
    if (width > 0 && height > 0) {
        *x = *x * window->frame.width / width;
        *y = *y * window->frame.height / height;
    }
}

static void mouse_button(struct window *window, SDL_Event event)
{
    to_px(window, &event.button.x, &event.button.y);
    if (event.type == SDL_MOUSEBUTTONUP) {
        (void)offer(window, window->dragged, &event);
        window->dragged = PANELS;
        return;
    }
    if (window->help_visible) {
        obey(window, COMMAND_CLOSE_HELP);
        return;
    }
    enum panel_id id = panel_at(window, event.button.x, event.button.y);
    if (id != window->focus) {
        window->focus = id < PANELS && panels[id].name ? id : PANELS;
        panels_stale(window);
    }
    window->dragged = id;
    (void)offer(window, id, &event);
}

static void mouse_moved(struct window *window, SDL_Event event)
{
    to_px(window, &event.motion.x, &event.motion.y);
    window->mouse = (SDL_Point){event.motion.x, event.motion.y};
    bool elsewhere = !inside(window->places[PANEL_BENCH].box, event.motion.x, event.motion.y);
    if (elsewhere && window->bench.hovers) {
        window->bench.hovers = false;
        panel_stale(window, PANEL_BENCH);
    }
    (void)offer(window,
                window->dragged < PANELS ? window->dragged
                                         : panel_at(window, event.motion.x, event.motion.y),
                &event);
}

static void wheel_turned(struct window *window, const SDL_Event *event)
{
    (void)offer(window, panel_at(window, window->mouse.x, window->mouse.y), event);
}

static void window_changed(struct window *window, const SDL_WindowEvent *event)
{
    panels_stale(window);
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
    case SDL_WINDOWEVENT_LEAVE:
        window->mouse = (SDL_Point){-1, -1};
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
        key_down(window, event);
        break;
    case SDL_TEXTINPUT:
        (void)offer(window, window->focus, event);
        break;
    case SDL_KEYUP:
        hold_by_key(window, event->key.keysym.sym, false);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        mouse_button(window, *event);
        break;
    case SDL_MOUSEMOTION:
        mouse_moved(window, *event);
        break;
    case SDL_MOUSEWHEEL:
        wheel_turned(window, event);
        break;
    case SDL_DROPFILE:
        (void)open_scene(window, event->drop.file);
        SDL_free(event->drop.file);
        break;
    case SDL_WINDOWEVENT:
        window_changed(window, &event->window);
        break;
    default:
        break;
    }
}
