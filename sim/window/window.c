/* window.c - a window's life: open, play, draw, close.               SPDX-License-Identifier: MIT
 */
#include "window/window.h"

#include <SDL.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "window/internal.h"
#include "window/screenshot.h"

#define FRAME_US     16000u
#define IDLE_MS      50 /* between looks at the signals, when there is nothing to do */
#define TOAST_MS     3000u
#define TOAST_ERR_MS 8000u

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

uint64_t wall_us(void)
{
    uint64_t count = SDL_GetPerformanceCounter();
    uint64_t hz = SDL_GetPerformanceFrequency();
    return count / hz * 1000000 + count % hz * 1000000 / hz;
}

void window_say(struct window *window, bool error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(window->toast.words, sizeof window->toast.words, format, arguments);
    va_end(arguments);
    window->toast.error = error;
    window->toast.until_ms = (SDL_GetTicks() + (error ? TOAST_ERR_MS : TOAST_MS)) | 1;
    window->drawn = false;
}

/* ---- The simulation ------------------------------------------------------------------------- */

uint64_t now_us(const struct window *window)
{
    uint64_t time_us = sim_now_us(window->travel.sim);
    return time_us < window->pacing.end_us ? time_us : window->pacing.end_us;
}

/* On the simulation's thread, while this one waits. */
static void hear(void *context, const struct sim_event *event)
{
    struct window *window = context;
    size_t tasks = window->history.task_count;
    bool silent = window->history.line_count == 0;
    breaks_hear(window, event);
    if (event->type == SIM_EVENT_PRINT || event->type == SIM_EVENT_FAIL ||
        event->type == SIM_EVENT_TYPE)
        window->places[PANEL_CONSOLE].stale = true;
    if (tasks != window->history.task_count || silent != (window->history.line_count == 0))
        window->laid_out = false; /* the list grows, or the timeline by the console's lane */
}

static struct sim *begin(void *context, bool again)
{
    struct window *window = context;
    history_clear(&window->history);
    return window->options->start(window->options->context, again, hear, window);
}

bool window_restart(struct window *window)
{
    window->laid_out = false;
    window->seek.kind = SEEK_NONE;
    window->kept_us = 0;
    if (!travel_restart(&window->travel))
        return false;
    pacing_restart(&window->pacing, sim_now_us(window->travel.sim), wall_us());
    input_again(window);
    return true;
}

/* ---- Drawing -------------------------------------------------------------------------------- */

static bool save(struct window *window, const char *path)
{
    char why[EXPORT_WHY_MAX];
    if (screenshot_write(&window->frame, path, why)) {
        window_say(window, false, "saved %s", path);
        return true;
    }
    window_say(window, true, "%s", why);
    fprintf(stderr, "glowloop: %s\n", why);
    return false;
}

/* The frame has the size of what the window shows. False while that is nothing, or out of memory.
 */
static bool fit_frame(struct window *window)
{
    const SDL_Surface *surface = SDL_GetWindowSurface(window->handle);
    if (!surface || surface->w < 1 || surface->h < 1)
        return false;
    if (surface->w == window->frame.width && surface->h == window->frame.height)
        return true;
    window->laid_out = false;
    window->failed = !frame_resize(&window->frame, surface->w, surface->h);
    return !window->failed;
}

static void draw(struct window *window)
{
    if (!fit_frame(window))
        return;
    if (!window->laid_out)
        panels_arrange(window);
    window->drawn = true;
    panels_draw(window);
    if (window->screenshot_wanted) {
        char name[64];
        window->screenshot_wanted = false;
        screenshot_name(name, sizeof name, "png");
        (void)save(window, name);
    }
    (void)frame_show(&window->frame, window->handle);
    if (window->options->shown)
        window->options->shown(window->options->context);
    costs_add(window, WINDOW_COST_SHOW);
    costs_frame(window);
    if (!window->icon_made) /* not before there is something to see */
        bench_icon(window->handle);
    window->icon_made = true;
}

/* ---- Opening -------------------------------------------------------------------------------- */

static void name_unknown_keys(const struct scene *scene)
{
    for (size_t i = 0; i < scene->part_count; i++) {
        const struct scene_part *part = &scene->parts[i];
        if (part->type != PART_BUTTON || !part->key)
            continue;
        if (!key_cap(part))
            fprintf(stderr, "glowloop: %s: no key is called \"%s\"; click it instead\n", part->name,
                    part->key);
    }
}

/* As large as the design, unless the display is smaller. */
static bool open_handle(struct window *window)
{
    SDL_Rect usable = {0, 0, 1280, 720};
    char title[256];
    /* X11 takes pixels as they are, for less than a GPU does that may be none; Wayland and macOS
     * know no other way. */
    if (strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0)
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    (void)SDL_GetDisplayUsableBounds(0, &usable);
    int width = usable.w < 1280 ? usable.w : 1280;
    int height = usable.h < 720 ? usable.h : 720;
    width = window->options->width ? window->options->width : width;
    height = window->options->height ? window->options->height : height;
    (void)snprintf(title, sizeof title, "%s - Glowloop", window->scene->name);
    window->handle = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width,
                                      height, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!window->handle)
        return false;
    return SDL_GetWindowSurface(window->handle) != NULL;
}

/* Where no display answers, SDL takes an invisible one: that counts only if it was asked for. */
static bool display_visible(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    if (getenv("SDL_VIDEODRIVER") ||
        (strcmp(driver, "offscreen") != 0 && strcmp(driver, "dummy") != 0))
        return true;
    SDL_SetError("neither X11 nor Wayland answers");
    return false;
}

/* Asked here, because libwayland complains to stderr when there is nothing to try. */
static bool display_named(void)
{
#if defined(__linux__) || defined(__FreeBSD__)
    if (!getenv("DISPLAY") && !getenv("WAYLAND_DISPLAY") && !getenv("SDL_VIDEODRIVER")) {
        SDL_SetError("neither DISPLAY nor WAYLAND_DISPLAY is set");
        return false;
    }
#endif
    return true;
}

static bool open_display(struct window *window, struct window_result *result)
{
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    if (display_named() && SDL_Init(SDL_INIT_VIDEO) == 0 && display_visible() &&
        open_handle(window))
        return true;
    result->end = WINDOW_NO_DISPLAY;
    (void)snprintf(result->reason, sizeof result->reason, "%s", SDL_GetError());
    return false;
}

static void set_wishes(struct window *window)
{
    for (int i = 0; i < PANELS; i++)
        window->places[i].wanted = true;
    window->focus = PANELS;
    window->dragged = PANELS;
    window->colors = &colors_dark;
    window->timeline.span_us = 1000000;
    window->timeline.follows = true;
    window->task_chosen = SIM_NOBODY;
    window->bench.chosen = SCENE_PARTS_MAX;
    window->view.style = window->options->style;
    window->pacing.end_us = window->options->end_us;
    window->pacing.paused = window->options->paused;
    window->pacing.speed_eighths = window->options->speed_eighths;
    if (!window->pacing.speed_eighths)
        window->pacing.speed_eighths = WINDOW_SPEED_NORMAL;
    window->visible = true;
}

static bool open_rest(struct window *window)
{
    window->text = text_new(&window->frame);
    if (window->text)
        text_watch(window->text, window->options->cut, window->options->context);
    window->render = render_new();
    window->travel = (struct travel){.begin = begin, .context = window};
    set_wishes(window);
    remember_restore(window);
    name_unknown_keys(window->scene);
    open_begin(window);
    if (!window->text || !window->render || !history_init(&window->history, window->scene) ||
        !window_restart(window))
        return false;
    if (window->options->gallery)
        gallery_toggle(window);
    return true;
}

static void close_all(struct window *window)
{
    gallery_free(&window->gallery);
    render_free(window->render);
    text_free(window->text);
    frame_free(&window->frame);
    history_free(&window->history);
    travel_free(&window->travel);
    if (window->handle)
        SDL_DestroyWindow(window->handle);
    SDL_Quit();
}

/* ---- Playing -------------------------------------------------------------------------------- */

/* Until the next frame is due, or something happens. */
static void wait_for_events(struct window *window, uint64_t next_us)
{
    SDL_Event event;
    bool resting = (window->pacing.paused || window->pacing.stopped) && window->drawn &&
                   window->seek.kind == SEEK_NONE;
    do {
        uint64_t time_us = wall_us();
        int ms = time_us < next_us ? (int)((next_us - time_us) / 1000) : 0;
        if (!SDL_WaitEventTimeout(&event, resting ? IDLE_MS : ms))
            break;
        input_event(window, &event);
        resting = resting && window->drawn;
    } while (wall_us() < next_us && !window->quitting && !interrupted);
    while (SDL_PollEvent(&event))
        input_event(window, &event);
}

static bool over(const struct window *window)
{
    return window->quitting || window->failed || interrupted ||
           window->pacing.target_us >= window->pacing.end_us;
}

static void play(struct window *window)
{
    uint64_t next_us = wall_us();
    while (!over(window)) {
        wait_for_events(window, next_us);
        next_us = wall_us() + FRAME_US;
        costs_begin(window);
        open_look(window);
        (void)gallery_advance(window);
        seek_advance(window);
        window_play_on(window);
        console_look(window);
        if (now_us(window) > window->timeline.farthest_us)
            window->timeline.farthest_us = now_us(window);
        costs_add(window, WINDOW_COST_SIMULATION);
        if (window->toast.until_ms && (int32_t)(SDL_GetTicks() - window->toast.until_ms) >= 0) {
            window->toast.until_ms = 0;
            window->drawn = false;
        }
        if ((!window->pacing.paused && !window->pacing.stopped) || window->travel.busy)
            window->drawn = false;
        if (window->visible && !window->drawn && !window->failed)
            draw(window);
    }
}

static enum window_end how_it_ended(const struct window *window)
{
    if (window->failed)
        return WINDOW_FAILED;
    if (interrupted)
        return WINDOW_INTERRUPTED;
    return window->quitting ? WINDOW_CLOSED : WINDOW_END_REACHED;
}

static void play_to_its_end(struct window *window, struct window_result *result)
{
    interrupted = 0;
    void (*interrupt)(int) = signal(SIGINT, on_signal);
    void (*terminate)(int) = signal(SIGTERM, on_signal);
    play(window);
    result->end = how_it_ended(window);
    if (window->options->screenshot_path && !window->failed) {
        window->toast.until_ms = 0;
        panels_stale(window);
        draw(window);
        result->screenshot_failed = !save(window, window->options->screenshot_path);
    }
    record_end(window);
    remember_keep(window);
    (void)signal(SIGINT, interrupt);
    (void)signal(SIGTERM, terminate);
}

struct window_result window_play(const struct scene *scene, const struct window_options *options)
{
    struct window_result result = {.end = WINDOW_FAILED, .reason = "out of memory"};
    struct window *window = calloc(1, sizeof *window);
    if (!window)
        return result;
    window->scene = scene;
    window->options = options;
    window->opened_us = wall_us();
    if (open_display(window, &result) && open_rest(window))
        play_to_its_end(window, &result);
    close_all(window);
    free(window);
    return result;
}
