/* console_field.c - what is typed at the console, before it is sent.  SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "window/internal.h"

bool console_writes(const struct window *window)
{
    return window->console.mode != CONSOLE_SHOWS && window->focus == PANEL_CONSOLE &&
           panel_shown(window, PANEL_CONSOLE) && !window->help_visible && !window->gallery.visible;
}

/* Why a line would reach nobody; NULL: it would. */
static const char *why_not(const struct window *window)
{
    if (!scene_has_console(window->scene))
        return "no program of this scene has the console";
    if (window->pacing.stopped)
        return "the scene has ended: nobody reads what is typed";
    if (!sim_console_read(window->travel.sim))
        return "no program has asked for a line so far";
    return NULL;
}

void console_look(struct window *window)
{
    bool asked = why_not(window) == NULL;
    if (asked != window->console.asked)
        panel_stale(window, PANEL_CONSOLE);
    window->console.asked = asked;
}

static struct field *field_of(struct window *window)
{
    struct console_panel *console = &window->console;
    return console->mode == CONSOLE_BREAKS ? &console->wanted : &console->line;
}

static void give_keys(struct window *window, enum console_mode mode)
{
    if (!window->places[PANEL_CONSOLE].wanted)
        panel_toggle(window, PANEL_CONSOLE);
    window->focus = PANEL_CONSOLE;
    window->console.mode = mode;
    window->console.skips = false;
    window->drawn = false;
    window->laid_out = false; /* other keys stand in the bar */
    panels_stale(window);
}

void console_type(struct window *window)
{
    if (scene_has_console(window->scene))
        give_keys(window, CONSOLE_TYPES);
    else
        window_say(window, false, "%s", why_not(window));
}

void console_break(struct window *window)
{
    give_keys(window, CONSOLE_BREAKS);
    field_set(&window->console.wanted, "");
    window->console.skips = true;
}

/* ---- Drawing -------------------------------------------------------------------------------- */

/* Where no program has the console, there is none. */
static bool field_shown(const struct window *window)
{
    return scene_has_console(window->scene) || window->console.mode == CONSOLE_BREAKS;
}

int console_field_height(const struct window *window)
{
    if (!field_shown(window))
        return 0;
    return text_height(window->text, TEXT_MONO) + scaled(window, 14);
}

static SDL_Rect field_box(const struct window *window, SDL_Rect box)
{
    int height = console_field_height(window) - scaled(window, 4);
    return (SDL_Rect){box.x, box.y + box.h - height, box.w, height};
}

/* Where its text is, behind the sign of the mode. */
static SDL_Rect text_box(struct window *window, SDL_Rect field)
{
    int pad = scaled(window, 8);
    int left = pad + text_width(window->text, TEXT_MONO, "■") + pad;
    return (SDL_Rect){field.x + left, field.y, field.w - left - pad, field.h};
}

/* How far the text has been moved to the left, for its place to be seen. */
static int shift_of(struct window *window, const struct field *field, int room)
{
    char before[FIELD_SIZE];
    (void)snprintf(before, sizeof before, "%.*s", (int)field->at, field->text);
    int width = text_width(window->text, TEXT_MONO, before) + hairline(window) * 2;
    return width > room ? width - room : 0;
}

static void draw_text(struct window *window, SDL_Rect box, int y)
{
    const struct field *field = field_of(window);
    char before[FIELD_SIZE];
    int shift = shift_of(window, field, box.w);
    (void)snprintf(before, sizeof before, "%.*s", (int)field->at, field->text);
    frame_clip(&window->frame, box);
    text_draw(window->text, TEXT_MONO, TEXT_LEFT, box.x - shift, y, window->colors->words,
              field->text);
    SDL_Rect place = {box.x - shift + text_width(window->text, TEXT_MONO, before),
                      y - scaled(window, 1), 2 * hairline(window),
                      text_height(window->text, TEXT_MONO) + scaled(window, 2)};
    if (console_writes(window)) {
        fill_box(&window->frame, place, window->colors->accent, 255);
        SDL_SetTextInputRect(&place);
    }
    frame_clip(&window->frame, window->places[PANEL_CONSOLE].inner);
}

static const char *hint_of(const struct window *window)
{
    const char *why = why_not(window);
    if (window->console.mode == CONSOLE_BREAKS)
        return "pause at lines that have…";
    return why ? why : console_writes(window) ? "" : "↵, or a click, to type a line";
}

static void draw_field(struct window *window, SDL_Rect field)
{
    const struct colors *colors = window->colors;
    bool writes = console_writes(window);
    SDL_Rect text = text_box(window, field);
    int edge = hairline(window);
    int y = field.y + (field.h - text_height(window->text, TEXT_MONO)) / 2;
    fill_round(&window->frame, field, scaled(window, 5), writes ? colors->accent : colors->key_edge,
               255);
    SDL_Rect inner = {field.x + edge, field.y + edge, field.w - 2 * edge, field.h - 2 * edge};
    fill_round(&window->frame, inner, scaled(window, 5) - edge, colors->key, 255);
    text_draw(window->text, TEXT_MONO, TEXT_LEFT, field.x + scaled(window, 8), y,
              writes ? colors->accent : colors->dim,
              window->console.mode == CONSOLE_BREAKS ? "■" : "›");
    if (!*field_of(window)->text)
        text_draw_within(window->text, TEXT_SMALL, text.x + (writes ? scaled(window, 6) : 0),
                         field.y + (field.h - text_height(window->text, TEXT_SMALL)) / 2, text.w,
                         colors->dim, hint_of(window));
    draw_text(window, text, y);
}

void console_field_draw(struct window *window, SDL_Rect box)
{
    if (field_shown(window))
        draw_field(window, field_box(window, box));
}

/* ---- Lines that were typed before ----------------------------------------------------------- */

static void keep(struct console_panel *console, const char *line)
{
    size_t latest = (console->past_count + CONSOLE_PAST - 1) % CONSOLE_PAST;
    console->past_back = 0;
    if (!*line || (console->past_count && strcmp(console->past[latest], line) == 0))
        return;
    (void)snprintf(console->past[console->past_count++ % CONSOLE_PAST], FIELD_SIZE, "%s", line);
}

/* An earlier line, or a later one, up to what was being written. */
static void recall(struct console_panel *console, bool earlier)
{
    size_t most = console->past_count < CONSOLE_PAST ? console->past_count : CONSOLE_PAST;
    if (earlier ? console->past_back == most : console->past_back == 0)
        return;
    if (earlier && console->past_back == 0)
        (void)snprintf(console->draft, sizeof console->draft, "%s", console->line.text);
    console->past_back += earlier ? 1 : (size_t)-1;
    size_t number = console->past_count - console->past_back;
    field_set(&console->line,
              console->past_back ? console->past[number % CONSOLE_PAST] : console->draft);
}

/* ---- Writing -------------------------------------------------------------------------------- */

/* What nobody would read stays in the field. */
static void send_line(struct window *window)
{
    struct console_panel *console = &window->console;
    const char *why = why_not(window);
    if (why) {
        window_say(window, true, "not sent: %s", why);
        return;
    }
    window->failed |= !travel_type(&window->travel, console->line.text);
    keep(console, console->line.text);
    field_set(&console->line, "");
    console->offset = 0;
}

static void leave(struct window *window)
{
    give_keys(window, CONSOLE_SHOWS);
}

static void set_break(struct window *window)
{
    if (*window->console.wanted.text)
        breaks_toggle(window, (struct lane){LANE_CONSOLE, 0}, window->console.wanted.text);
    field_set(&window->console.wanted, "");
    leave(window);
}

static void enter(struct window *window)
{
    if (window->console.mode == CONSOLE_BREAKS)
        set_break(window);
    else
        send_line(window);
}

static void insert(struct window *window, const char *text)
{
    if (!field_insert(field_of(window), text))
        window_say(window, true, "a line has at most %d bytes", FIELD_SIZE - 1);
}

/* Each line of it is sent, but the last, which may go on. */
static void paste(struct window *window)
{
    char *text = SDL_GetClipboardText();
    for (char *line = text, *end; line && console_writes(window); line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        for (char *tab = strchr(line, '\t'); tab; tab = strchr(tab, '\t'))
            *tab = ' ';
        insert(window, line);
        if (end)
            enter(window);
    }
    SDL_free(text);
}

/* Keys of the window act only with Ctrl, or if they are far from all letters. */
static bool for_window(const struct window *window, const SDL_Keysym *key)
{
    bool far = key->sym >= SDLK_F1 && key->sym <= SDLK_F12 && !key_taken(window->scene, key->sym);
    return far || ((key->mod & KMOD_CTRL) && key_command(window->scene, key) != COMMAND_NONE);
}

static bool key_down(struct window *window, const SDL_Keysym *key)
{
    struct console_panel *console = &window->console;
    bool control = (key->mod & KMOD_CTRL) != 0;
    bool types = console->mode == CONSOLE_TYPES;
    console->skips = false;
    panel_stale(window, PANEL_CONSOLE);
    if (key->sym == SDLK_RETURN || key->sym == SDLK_KP_ENTER)
        enter(window);
    else if (key->sym == SDLK_ESCAPE)
        leave(window);
    else if (types && (key->sym == SDLK_UP || key->sym == SDLK_DOWN))
        recall(console, key->sym == SDLK_UP);
    else if (control && key->sym == SDLK_v)
        paste(window);
    else if (control && key->sym == SDLK_c)
        (void)SDL_SetClipboardText(field_of(window)->text);
    else if (!field_key(field_of(window), key))
        return !for_window(window, key);
    return true;
}

/* A click goes between the characters that it is at. */
static void put_place(struct window *window, SDL_Rect text, int x)
{
    struct field *field = field_of(window);
    int shift = shift_of(window, field, text.w);
    int half = text_width(window->text, TEXT_MONO, "0") / 2;
    field->at = text_fitting(window->text, TEXT_MONO, field->text, x - text.x + shift + half);
}

bool console_field_event(struct window *window, SDL_Rect box, const SDL_Event *event)
{
    SDL_Rect field = field_box(window, box);
    if (event->type == SDL_MOUSEBUTTONDOWN && inside(field, event->button.x, event->button.y)) {
        if (!console_writes(window))
            console_type(window);
        if (console_writes(window))
            put_place(window, text_box(window, field), event->button.x);
        return true;
    }
    if (!console_writes(window))
        return false;
    if (event->type == SDL_KEYDOWN)
        return key_down(window, &event->key.keysym);
    if (event->type != SDL_TEXTINPUT)
        return false;
    if (!window->console.skips)
        insert(window, event->text.text);
    window->console.skips = false;
    panel_stale(window, PANEL_CONSOLE);
    return true;
}
