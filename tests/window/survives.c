/* survives.c - what windows have to bear, one case after another.    SPDX-License-Identifier: MIT
 *
 * Each case plays a scene, pushes events of SDL while it goes on, and looks at what is on the
 * display. It needs one of 3840 x 2160: tests/window/with_display build/…/window_survives.
 */
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "window/window.h"

#define SCENE    "scenes/two_rings.json"
#define OTHER    "scenes/pico_led.json"
#define NO_SCENE "tests/scenes/bad/part_type_unknown.json"

struct play {
    const struct test *test;
    struct scene *scene;
    struct sim *sim;
    int shown;       /* pictures so far */
    int marked_ms;   /* of virtual time, at some moment that a case notes */
    uint32_t *saved; /* a picture that a case keeps */
    int saved_width, saved_height;
    int differing;  /* pixels of it that were others in a later picture */
    int inputs;     /* presses and releases that programs could see */
    int last_level; /* of the pin, at the latest of them */
    char cut[200];  /* words that were cut off */
    char why[600];  /* "": all is well */
};

struct test {
    const char *name;
    const char *scene;
    /* What is done after each picture. */
    void (*act)(struct play *play);
    /* What must be so when the window is closed. */
    void (*check)(struct play *play);
    bool paused; /* so that all pictures are alike */
    int width, height;
    const char *font; /* GLOWLOOP_FONT; NULL: none */
};

#define FAIL(play_, ...)                                                                           \
    ((play_)->why[0] ? 0 : snprintf((play_)->why, sizeof(play_)->why, __VA_ARGS__))

/* ---- What cases do -------------------------------------------------------------------------- */

static SDL_Window *handle(void)
{
    return SDL_GetWindowFromID(1);
}

static void push(uint32_t type)
{
    SDL_Event event = {.type = type};
    (void)SDL_PushEvent(&event);
}

static void push_window(uint8_t kind)
{
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .windowID = 1, .event = kind}};
    (void)SDL_PushEvent(&event);
}

static void push_key(uint32_t type, SDL_Keycode key)
{
    SDL_Event event = {.key = {.type = type, .windowID = 1, .keysym = {.sym = key}}};
    (void)SDL_PushEvent(&event);
}

static void push_mouse(int x, int y)
{
    SDL_Event event = {.motion = {.type = SDL_MOUSEMOTION, .windowID = 1, .x = x, .y = y}};
    (void)SDL_PushEvent(&event);
}

static void push_wheel(int y)
{
    SDL_Event event = {.wheel = {.type = SDL_MOUSEWHEEL, .windowID = 1, .y = y}};
    (void)SDL_PushEvent(&event);
}

static void drop(const char *path)
{
    SDL_Event event = {.drop = {.type = SDL_DROPFILE, .file = SDL_strdup(path)}};
    (void)SDL_PushEvent(&event);
}

/* A picture later than this one, so that there is one at all. */
static void redraw(void)
{
    push_window(SDL_WINDOWEVENT_EXPOSED);
}

static const uint32_t *picture(int *width, int *height)
{
    const SDL_Surface *surface = SDL_GetWindowSurface(handle());
    *width = surface ? surface->w : 0;
    *height = surface ? surface->h : 0;
    return surface && surface->pitch == 4 * surface->w ? surface->pixels : NULL;
}

static void save(struct play *play)
{
    const uint32_t *pixels = picture(&play->saved_width, &play->saved_height);
    size_t size = (size_t)play->saved_width * (size_t)play->saved_height * sizeof *pixels;
    free(play->saved);
    play->saved = pixels ? malloc(size) : NULL;
    if (play->saved)
        memcpy(play->saved, pixels, size);
}

/* Pixels of the saved picture that are others now. */
static int count_differing(const struct play *play)
{
    int width, height, count = 0;
    const uint32_t *pixels = picture(&width, &height);
    if (!pixels || !play->saved || width != play->saved_width || height != play->saved_height)
        return INT32_MAX;
    for (int i = 0; i < width * height; i++)
        count += (pixels[i] & 0xffffffu) != (play->saved[i] & 0xffffffu);
    return count;
}

/* The last picture, compared with the saved one. */
static void end(struct play *play)
{
    play->differing = count_differing(play);
    push(SDL_QUIT);
}

static uint32_t later(uint32_t interval, void *context)
{
    (void)interval;
    push_window(*(const uint8_t *)context);
    return 0;
}

/* ---- A file is dropped ----------------------------------------------------------------------- */

static void drop_other(struct play *play)
{
    if (play->shown == 2)
        drop(OTHER);
    if (play->shown == 6)
        push(SDL_QUIT);
}

static void other_is_open(struct play *play)
{
    const char *title = "The LED of a Pico";
    if (strcmp(play->scene->name, title) != 0)
        FAIL(play, "the scene is %s", play->scene->name);
}

static void drop_in_gallery(struct play *play)
{
    if (play->shown == 2)
        push_key(SDL_KEYDOWN, SDLK_o);
    if (play->shown == 4)
        drop(OTHER);
    if (play->shown == 8)
        save(play);
    if (play->shown == 8)
        push_key(SDL_KEYDOWN, SDLK_ESCAPE); /* would close a gallery that is still there */
    if (play->shown == 12)
        end(play);
    redraw();
}

static void gallery_is_gone(struct play *play)
{
    other_is_open(play);
    if (play->differing > 60000)
        FAIL(play, "the gallery covers the scene that was dropped");
}

static void fill_gallery(struct play *play)
{
    if (play->shown == 2)
        push_key(SDL_KEYDOWN, SDLK_o);
    if (play->shown % 20 == 19) /* to the next row */
        push_key(SDL_KEYDOWN, SDLK_DOWN);
    if (play->shown == 140)
        end(play);
    redraw();
}

static void names_are_whole(struct play *play)
{
    if (*play->cut)
        FAIL(play, "cut off: %s", play->cut);
}

static void drop_bad(struct play *play)
{
    if (play->shown == 2)
        save(play);
    if (play->shown == 2)
        drop(NO_SCENE);
    if (play->shown == 4)
        drop("tests");
    if (play->shown == 6)
        drop("/nonexistent");
    if (play->shown == 10)
        end(play);
    redraw();
}

static void first_stays_and_problem_is_shown(struct play *play)
{
    if (strcmp(play->scene->name, "Two rings and a button") != 0)
        FAIL(play, "the scene is %s", play->scene->name);
    if (play->differing < 1000)
        FAIL(play, "nothing is said of the file");
}

/* ---- It is minimised, resized, moved to another display ----------------------------------------
 */

static void minimise(struct play *play)
{
    static uint8_t restored = SDL_WINDOWEVENT_RESTORED;
    if (play->shown == 3) {
        push_window(SDL_WINDOWEVENT_MINIMIZED);
        (void)SDL_AddTimer(400, later, &restored);
        play->marked_ms = (int)(sim_now_us(play->sim) / 1000);
    }
    if (play->shown == 4) { /* the first one after it came back */
        int ms = (int)(sim_now_us(play->sim) / 1000) - play->marked_ms;
        if (ms < 300)
            FAIL(play, "a picture was drawn after %d ms, while nobody could see it", ms);
        push(SDL_QUIT);
    }
}

static void it_came_back(struct play *play)
{
    if (play->shown < 4)
        FAIL(play, "no picture was drawn after it came back");
}

static void shrink_and_grow(struct play *play)
{
    static const int sizes[][2] = {{1, 1},   {1, 720},     {1280, 1},
                                   {40, 30}, {3840, 2160}, {1280, 720}};
    int step = play->shown / 4;
    if (play->shown == 3)
        save(play);
    if (play->shown % 4 == 0 && step >= 1 && step <= 6)
        SDL_SetWindowSize(handle(), sizes[step - 1][0], sizes[step - 1][1]);
    if (play->shown == 36)
        end(play);
    redraw();
}

static void looks_as_before(struct play *play)
{
    if (play->differing)
        FAIL(play, "%d pixels differ from those before", play->differing);
}

static void change_display(struct play *play)
{
    if (play->shown == 3)
        save(play);
    if (play->shown == 3)
        push_window(SDL_WINDOWEVENT_DISPLAY_CHANGED);
    if (play->shown == 8)
        end(play);
    redraw();
}

/* ---- The mouse on the bench ------------------------------------------------------------------ */

enum { PIXEL_X = 526, PIXEL_Y = 254, NOWHERE = 5 }; /* the leftmost of ring two */

static void turn_the_wheel(struct play *play)
{
    if (play->shown == 3) {
        save(play);
        push_mouse(300, 450);
        push_wheel(3);
        push_mouse(NOWHERE, NOWHERE);
    }
    if (play->shown == 6 && count_differing(play) < 5000)
        FAIL(play, "%d pixels differ: it is no nearer", count_differing(play));
    if (play->shown == 6)
        push_key(SDL_KEYDOWN, SDLK_f);
    if (play->shown == 12)
        end(play);
    redraw();
}

static void point_at_a_pixel(struct play *play)
{
    if (play->shown == 3) {
        save(play);
        push_mouse(PIXEL_X, PIXEL_Y);
    }
    if (play->shown == 6 && (count_differing(play) < 1000 || count_differing(play) > 60000))
        FAIL(play, "%d pixels differ: no words beside it", count_differing(play));
    if (play->shown == 6)
        push_mouse(NOWHERE, NOWHERE);
    if (play->shown == 12)
        end(play);
    redraw();
}

/* ---- The keyboard goes elsewhere ----------------------------------------------------------------
 */

static void lose_focus(struct play *play)
{
    if (play->shown == 5)
        push_key(SDL_KEYDOWN, SDLK_SPACE);
    if (play->shown == 15)
        push_window(SDL_WINDOWEVENT_FOCUS_LOST);
    if (play->shown == 25 && play->inputs != 2)
        FAIL(play, "it is still held: %d inputs", play->inputs);
    if (play->shown == 25)
        push_key(SDL_KEYUP, SDLK_SPACE);
    if (play->shown == 30)
        push(SDL_QUIT);
}

static void button_is_let_go(struct play *play)
{
    if (play->inputs != 2 || play->last_level != 1)
        FAIL(play, "%d inputs, the last one %d", play->inputs, play->last_level);
}

/* ---- Sizes and fonts ---------------------------------------------------------------------------
 */

static void close_soon(struct play *play)
{
    if (play->shown == 3)
        save(play);
    if (play->shown == 4)
        push(SDL_QUIT);
    redraw();
}

/* The header's name, at the design's size: letters and ground, of both enough. */
static void words_are_there(struct play *play)
{
    int scale = play->saved_width / 1280, bright = 0;
    for (int y = 14 * scale; play->saved && y < 36 * scale; y++)
        for (int x = 20 * scale; x < 320 * scale; x++)
            bright += (play->saved[y * play->saved_width + x] & 0xff00u) > 0x8000u;
    int share = bright * 1000 / (22 * 300 * scale * scale);
    if (share < 60 || share > 500)
        FAIL(play, "%d of 1000 px of the name are bright", share);
    if (*play->cut)
        FAIL(play, "cut off: %s", play->cut);
}

static const struct test tests[] = {
    {"a_dropped_scene_is_opened", SCENE, drop_other, other_is_open, false, 1280, 720, NULL},
    {"a_scene_that_is_dropped_on_the_gallery_is_seen", SCENE, drop_in_gallery, gallery_is_gone,
     true, 1280, 720, NULL},
    {"all_scenes_of_the_gallery_have_their_names", SCENE, fill_gallery, names_are_whole, true, 1280,
     720, NULL},
    {"what_is_no_scene_leaves_the_one_before", SCENE, drop_bad, first_stays_and_problem_is_shown,
     true, 1280, 720, NULL},
    {"minimised_it_draws_nothing_until_it_is_back", SCENE, minimise, it_came_back, false, 1280, 720,
     NULL},
    {"one_pixel_and_back_is_what_it_was", SCENE, shrink_and_grow, looks_as_before, true, 1280, 720,
     NULL},
    {"another_display_shows_the_same", SCENE, change_display, looks_as_before, true, 1280, 720,
     NULL},
    {"the_wheel_looks_nearer_and_f_shows_all_again", SCENE, turn_the_wheel, looks_as_before, true,
     1280, 720, NULL},
    {"a_pixel_that_is_pointed_at_has_words", SCENE, point_at_a_pixel, looks_as_before, true, 1280,
     720, NULL},
    {"a_key_that_is_held_is_let_go_with_the_focus", SCENE, lose_focus, button_is_let_go, false,
     1280, 720, NULL},
    {"words_are_legible_at_4k", SCENE, close_soon, words_are_there, true, 3840, 2160, NULL},
    {"words_are_legible_without_a_font", SCENE, close_soon, words_are_there, true, 1280, 720,
     "none"},
    {"words_are_legible_without_a_font_at_4k", SCENE, close_soon, words_are_there, true, 3840, 2160,
     "none"},
    {"words_are_legible_though_the_font_is_none", SCENE, close_soon, words_are_there, true, 1280,
     720, "/dev/null"},
};

/* ---- Playing ----------------------------------------------------------------------------------
 */

static struct play *playing; /* to the simulation's listener there is but one */
static sim_listener window_listener;

static void hear(void *context, const struct sim_event *event)
{
    if (event->type == SIM_EVENT_INPUT) {
        playing->inputs++;
        playing->last_level = event->level;
    }
    window_listener(context, event);
}

static struct sim *start(void *context, bool again, sim_listener listener, void *listener_context)
{
    struct play *play = context;
    (void)again;
    sim_free(play->sim);
    playing = play;
    window_listener = listener;
    play->sim = sim_new(play->scene, hear, listener_context);
    return play->sim;
}

static const struct scene *open_scene(void *context, const char *path, char *why, size_t why_size)
{
    struct play *play = context;
    struct diagnostics diagnostics = {0};
    struct scene *scene = scene_load(path, &diagnostics);
    diagnostics_free(&diagnostics);
    if (!scene) {
        (void)snprintf(why, why_size, "%s: not in order", path);
        return NULL;
    }
    sim_free(play->sim);
    play->sim = NULL;
    scene_free(play->scene);
    play->scene = scene;
    return scene;
}

static void shown(void *context)
{
    struct play *play = context;
    play->shown++;
    if (play->shown > 500) {
        FAIL(play, "it does not come to its end");
        push(SDL_QUIT);
    }
    play->test->act(play);
}

static void cut(void *context, const char *words)
{
    struct play *play = context;
    (void)snprintf(play->cut, sizeof play->cut, "%s", words);
}

static bool run(const struct test *test)
{
    struct diagnostics diagnostics = {0};
    struct play play = {.test = test, .scene = scene_load(test->scene, &diagnostics)};
    diagnostics_free(&diagnostics);
    if (test->font)
        (void)SDL_setenv("GLOWLOOP_FONT", test->font, 1);
    struct window_options options = {.start = start,
                                     .open = open_scene,
                                     .context = &play,
                                     .end_us = UINT64_MAX,
                                     .paused = test->paused,
                                     .width = test->width,
                                     .height = test->height,
                                     .cut = cut,
                                     .shown = shown};
    struct window_result result = window_play(play.scene, &options);
    (void)SDL_setenv("GLOWLOOP_FONT", "", 1);
    if (result.end != WINDOW_CLOSED)
        FAIL(&play, "it ended with %d: %s", (int)result.end, result.reason);
    test->check(&play);
    printf("%s %s%s%s\n", *play.why ? "FAILED" : "passed", test->name, *play.why ? ": " : "",
           play.why);
    sim_free(play.sim);
    scene_free(play.scene);
    free(play.saved);
    return !*play.why;
}

int main(int argc, char **argv)
{
    int failures = 0;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        if (argc < 2 || strstr(tests[i].name, argv[1]))
            failures += !run(&tests[i]);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
