/* input.c - keys and mouse, all through one door into the simulation.  SPDX-License-Identifier: MIT
 */
#include "window/internal.h"

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

/* What has the focus may have a use for a key; the scene's own and the window's come first. */
static bool offer(struct window *window, enum panel_id id, const SDL_Event *event)
{
    if (id == PANELS || !panels[id].event || !panel_shown(window, id))
        return false;
    return panels[id].event(window, window->places[id].inner, event);
}

/* Something is being written: no key is for anything else then. */
static bool writes(const struct window *window)
{
    return window->edited || console_writes(window);
}

static void key_down(struct window *window, const SDL_Event *event)
{
    const SDL_Keysym *key = &event->key.keysym;
    enum command command = key_command(window->scene, key);
    bool scenes = !(key->mod & KMOD_CTRL) && key_taken(window->scene, key->sym);
    if ((!scenes || writes(window)) && offer(window, window->focus, event))
        return;
    /* Held keys step, and change speed, again and again; nothing else does. */
    if (event->key.repeat && command != COMMAND_STEP && command != COMMAND_STEP_BACK)
        return;
    if (command != COMMAND_NONE || (key->mod & KMOD_CTRL))
        command_obey(window, command);
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
        command_obey(window, COMMAND_CLOSE_HELP);
        return;
    }
    enum panel_id id = panel_at(window, event.button.x, event.button.y);
    if (id != window->focus) {
        window->focus = id < PANELS && panels[id].name ? id : PANELS;
        window->console.mode = CONSOLE_SHOWS;
        window->laid_out = false;
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

/* Keys and mouse, while the gallery is there; but for a few, which are the window's as ever. */
static bool for_gallery(struct window *window, const SDL_Event *event)
{
    SDL_Event copy = *event;
    if (!window->gallery.visible)
        return false;
    if (event->type == SDL_KEYDOWN) {
        enum command command = key_command(window->scene, &event->key.keysym);
        if (command == COMMAND_QUIT || command == COMMAND_SCREENSHOT ||
            command == COMMAND_FULLSCREEN)
            return false;
    } else if (event->type == SDL_MOUSEBUTTONDOWN) {
        to_px(window, &copy.button.x, &copy.button.y);
    } else if (event->type != SDL_MOUSEWHEEL) {
        return false;
    }
    gallery_event(window, &copy);
    return true;
}

void input_event(struct window *window, const SDL_Event *event)
{
    if (for_gallery(window, event))
        return;
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
        if (window->gallery.visible)
            gallery_toggle(window);
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
