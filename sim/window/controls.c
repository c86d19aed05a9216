/* controls.c - sliders, switches and fields for what can be changed. SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "engine/setting.h"
#include "parts/palette.h"
#include "window/internal.h"

#define ROW       35
#define NAMES     150 /* px of the design, for names; more, if some are longer */
#define NAMES_MAX 220
#define VALUE     92 /* and for values, at the right */

static int row_height(const struct window *window)
{
    return scaled(window, ROW);
}

int controls_measure(struct window *window)
{
    int count = (int)window->scene->setting_count;
    return (count > 8 ? 8 : count) * row_height(window);
}

static int32_t value_of(const struct window *window, size_t index)
{
    return travel_value(&window->travel, index);
}

static bool slides(const struct scene_setting *setting)
{
    return setting->type == PARAMETER_NUMBER || setting->type == PARAMETER_TIME;
}

static int names_width(const struct window *window)
{
    int width = scaled(window, NAMES);
    for (size_t i = 0; i < window->scene->setting_count; i++) {
        int name = text_width(window->text, TEXT_SMALL, window->scene->settings[i].name) +
                   text_width(window->text, TEXT_SMALL, "• ") + scaled(window, 10);
        width = name > width ? name : width;
    }
    return width < scaled(window, NAMES_MAX) ? width : scaled(window, NAMES_MAX);
}

/* Where the slider, or whatever is in its place, is in a row. */
static SDL_Rect slot_of(const struct window *window, SDL_Rect row)
{
    int left = names_width(window);
    return (SDL_Rect){row.x + left, row.y, row.w - left - scaled(window, VALUE), row.h};
}

/* ---- Drawing -------------------------------------------------------------------------------- */

static void draw_slider(struct window *window, const struct scene_setting *setting, int32_t value,
                        SDL_Rect slot)
{
    const struct colors *colors = window->colors;
    int32_t steps = knob_steps(setting);
    int32_t step = knob_step(setting, value);
    int size = scaled(window, 14) & ~1;
    int thick = scaled(window, 4);
    int way = slot.w - size;
    int at = steps > 0 ? (int)((int64_t)way * step / steps) : 0;
    int middle = slot.y + slot.h / 2;
    SDL_Rect track = {slot.x, middle - thick / 2, slot.w, thick};
    fill_round(&window->frame, track, thick / 2, colors->key_edge, 255);
    track.w = at + size / 2;
    fill_round(&window->frame, track, thick / 2, colors->accent, 255);
    SDL_Rect grip = {slot.x + at, middle - size / 2, size, size};
    fill_round(&window->frame, grip, size / 2, colors->accent, 255);
    int edge = scaled(window, 3);
    grip = (SDL_Rect){grip.x + edge, grip.y + edge, size - 2 * edge, size - 2 * edge};
    fill_round(&window->frame, grip, size / 2 - edge, colors->panel, 255);
}

static void draw_switch(struct window *window, bool on, SDL_Rect slot)
{
    const struct colors *colors = window->colors;
    int height = scaled(window, 16) & ~1;
    SDL_Rect box = {slot.x, slot.y + (slot.h - height) / 2, 2 * height, height};
    fill_round(&window->frame, box, height / 2, on ? colors->accent : colors->key_edge, 255);
    SDL_Rect grip = {box.x + (on ? height : 0) + 2, box.y + 2, height - 4, height - 4};
    fill_round(&window->frame, grip, height / 2 - 2, on ? colors->on_accent : colors->words, 255);
}

static void draw_swatch(struct window *window, uint32_t color, SDL_Rect slot)
{
    int height = scaled(window, 16);
    SDL_Rect box = {slot.x, slot.y + (slot.h - height) / 2, slot.w, height};
    fill_round(&window->frame, box, scaled(window, 3), window->colors->key_edge, 255);
    box = (SDL_Rect){box.x + 1, box.y + 1, box.w - 2, box.h - 2};
    fill_round(&window->frame, box, scaled(window, 3), color, 255);
}

static void draw_palette(struct window *window, int32_t palette, SDL_Rect slot)
{
    const struct palette *shown = scene_palette(window->scene, palette);
    int height = scaled(window, 16);
    for (int x = 0; x < slot.w; x++) {
        SDL_Rect line = {slot.x + x, slot.y + (slot.h - height) / 2, 1, height};
        fill_box(&window->frame, line, palette_along(shown, (uint16_t)(x * 65535 / slot.w)), 255);
    }
}

static void draw_slot(struct window *window, size_t index, SDL_Rect slot)
{
    const struct scene_setting *setting = &window->scene->settings[index];
    int32_t value = value_of(window, index);
    if (setting->type == PARAMETER_SWITCH)
        draw_switch(window, value != 0, slot);
    else if (setting->type == PARAMETER_COLOR)
        draw_swatch(window, (uint32_t)value & 0xffffffu, slot);
    else if (setting->type == PARAMETER_PALETTE)
        draw_palette(window, value, slot);
    else
        draw_slider(window, setting, value, slot);
}

/* What is being written, with where it goes on; or the value. */
static void draw_value(struct window *window, size_t index, SDL_Rect row, int y)
{
    const struct scene_setting *setting = &window->scene->settings[index];
    char text[FIELD_SIZE + SETTING_TEXT_MAX];
    bool edited = window->edited && window->knob_chosen == index;
    if (edited)
        (void)snprintf(text, sizeof text, "%.*s|%s", (int)window->edit.at, window->edit.text,
                       window->edit.text + window->edit.at);
    else
        setting_format(window->scene, setting->type, value_of(window, index), text);
    text_draw(window->text, TEXT_SMALL, TEXT_RIGHT, row.x + row.w, y,
              edited ? window->colors->accent : window->colors->words, text);
}

static void draw_row(struct window *window, size_t index, SDL_Rect row)
{
    const struct scene_setting *setting = &window->scene->settings[index];
    const struct colors *colors = window->colors;
    char name[80];
    bool changed = value_of(window, index) != *setting->begins;
    int y = row.y + (row.h - text_height(window->text, TEXT_SMALL)) / 2;
    SDL_Rect whole = {row.x - scaled(window, 6), row.y, row.w + scaled(window, 12), row.h};
    if (window->knob_chosen == index && window->focus == PANEL_CONTROLS)
        fill_round(&window->frame, whole, scaled(window, 4), colors->chosen, 255);
    int both = text_height(window->text, TEXT_SMALL) + text_height(window->text, TEXT_TINY);
    int upper = setting->owner ? row.y + (row.h - both) / 2 : y;
    (void)snprintf(name, sizeof name, "%s%s", changed ? "• " : "", setting->name);
    int width = names_width(window) - scaled(window, 10);
    text_draw_within(window->text, TEXT_SMALL, row.x, upper, width, colors->words, name);
    if (setting->owner)
        text_draw_within(window->text, TEXT_TINY, row.x,
                         upper + text_height(window->text, TEXT_SMALL) - hairline(window), width,
                         colors->dim, setting->owner);
    draw_slot(window, index, slot_of(window, row));
    draw_value(window, index, row, y);
}

static int rows_shown(const struct window *window, SDL_Rect box)
{
    int rows = box.h / row_height(window);
    return rows > 0 ? rows : 1;
}

int controls_below(const struct window *window)
{
    int shown = window->knob_first + rows_shown(window, window->places[PANEL_CONTROLS].inner);
    return (int)window->scene->setting_count - shown;
}

SDL_Rect controls_draw(struct window *window, SDL_Rect box, bool whole)
{
    (void)whole;
    fill_box(&window->frame, box, window->colors->panel, 255);
    SDL_Rect row = {box.x, box.y, box.w, row_height(window)};
    for (size_t i = (size_t)window->knob_first; i < window->scene->setting_count;
         i++, row.y += row.h)
        if (row.y + row.h <= box.y + box.h)
            draw_row(window, i, row);
    return box;
}

/* ---- Changing ------------------------------------------------------------------------------- */

static void set_value(struct window *window, size_t index, int32_t value)
{
    const struct scene_setting *setting = &window->scene->settings[index];
    value = value < setting->minimum   ? setting->minimum
            : value > setting->maximum ? setting->maximum
                                       : value;
    if (value != value_of(window, index))
        window->failed |= !travel_set(&window->travel, index, value);
    panels_stale(window);
}

static int32_t next_color(int32_t color, int by)
{
    static const int32_t wheel[] = {0xff0000, 0xff8000, 0xffff00, 0x80ff00, 0x00ff00,
                                    0x00ff80, 0x00ffff, 0x0080ff, 0x0000ff, 0x8000ff,
                                    0xff00ff, 0xff0080, 0xffffff};
    int count = sizeof wheel / sizeof *wheel;
    int at = by > 0 ? -1 : 0;
    for (int i = 0; i < count; i++)
        if (wheel[i] == color)
            at = i;
    return wheel[(at + by + count) % count];
}

static void step_value(struct window *window, size_t index, int by)
{
    const struct scene_setting *setting = &window->scene->settings[index];
    int32_t value = value_of(window, index);
    if (setting->type == PARAMETER_COLOR)
        set_value(window, index, next_color(value, by));
    else if (slides(setting) && by > 0)
        set_value(window, index, knob_at(setting, knob_step(setting, value) + 1));
    else if (slides(setting))
        set_value(window, index,
                  knob_at(setting, knob_step(setting, value - (value > setting->minimum))));
    else
        set_value(window, index, value + by);
}

static void choose(struct window *window, SDL_Rect box, int index)
{
    int last = (int)window->scene->setting_count - 1;
    int rows = rows_shown(window, box);
    index = index > last ? last : index;
    index = index < 0 ? 0 : index;
    window->knob_chosen = (size_t)index;
    if (index < window->knob_first)
        window->knob_first = index;
    if (index >= window->knob_first + rows)
        window->knob_first = index - rows + 1;
    window->edited = false;
    panel_stale(window, PANEL_CONTROLS);
}

/* ---- Writing a value ------------------------------------------------------------------------ */

static void begin_edit(struct window *window)
{
    char text[SETTING_TEXT_MAX];
    setting_format(window->scene, window->scene->settings[window->knob_chosen].type,
                   value_of(window, window->knob_chosen), text);
    field_set(&window->edit, text);
    window->edited = true;
    panel_stale(window, PANEL_CONTROLS);
}

static void end_edit(struct window *window)
{
    const struct scene_setting *setting = &window->scene->settings[window->knob_chosen];
    struct setting_problem problem;
    int32_t value = 0;
    window->edited = false;
    panel_stale(window, PANEL_CONTROLS);
    if (!setting_parse(window->scene, setting->type, window->edit.text, &value, &problem))
        window_say(window, true, "%s: %s", setting->name, problem.message);
    else if (value < setting->minimum || value > setting->maximum)
        window_say(window, true, "%s: %s is not %s", setting->name, window->edit.text,
                   setting_range(setting->type, setting->minimum, setting->maximum).text);
    else
        set_value(window, window->knob_chosen, value);
}

static bool edit_key(struct window *window, const SDL_Keysym *key)
{
    if (key->sym == SDLK_RETURN || key->sym == SDLK_KP_ENTER)
        end_edit(window);
    else if (key->sym == SDLK_ESCAPE)
        window->edited = false;
    else
        (void)field_key(&window->edit, key);
    panel_stale(window, PANEL_CONTROLS);
    return true;
}

/* ---- Events --------------------------------------------------------------------------------- */

static bool key_down(struct window *window, SDL_Rect box, const SDL_Keysym *key)
{
    int chosen = (int)window->knob_chosen;
    if (window->scene->setting_count == 0)
        return false;
    if (window->edited)
        return edit_key(window, key);
    switch (key->sym) {
    case SDLK_UP:
        choose(window, box, chosen - 1);
        return true;
    case SDLK_DOWN:
        choose(window, box, chosen + 1);
        return true;
    case SDLK_LEFT:
        step_value(window, window->knob_chosen, -1);
        return true;
    case SDLK_RIGHT:
        step_value(window, window->knob_chosen, 1);
        return true;
    case SDLK_DELETE:
        set_value(window, window->knob_chosen,
                  *window->scene->settings[window->knob_chosen].begins);
        return true;
    case SDLK_RETURN:
        begin_edit(window);
        return true;
    default:
        return false;
    }
}

static void slide(struct window *window, SDL_Rect box, int x)
{
    const struct scene_setting *setting = &window->scene->settings[window->knob_chosen];
    SDL_Rect slot = slot_of(window, (SDL_Rect){box.x, box.y, box.w, row_height(window)});
    int size = scaled(window, 14);
    int64_t way = slot.w - size > 1 ? slot.w - size : 1;
    int64_t at = x - slot.x - size / 2;
    at = at < 0 ? 0 : at > way ? way : at;
    set_value(window, window->knob_chosen,
              knob_at(setting, (int32_t)((at * knob_steps(setting) + way / 2) / way)));
}

static bool mouse_down(struct window *window, SDL_Rect box, int x, int y)
{
    size_t index = (size_t)(window->knob_first + (y - box.y) / row_height(window));
    if (y < box.y || index >= window->scene->setting_count)
        return true;
    choose(window, box, (int)index);
    const struct scene_setting *setting = &window->scene->settings[index];
    SDL_Rect slot = slot_of(window, (SDL_Rect){box.x, y, box.w, row_height(window)});
    bool in_slot = x >= slot.x && x < slot.x + slot.w;
    if (!in_slot && x >= slot.x)
        begin_edit(window);
    else if (in_slot && slides(setting))
        slide(window, box, x);
    else if (in_slot && setting->type == PARAMETER_SWITCH)
        set_value(window, index, !value_of(window, index));
    else if (in_slot && setting->type == PARAMETER_PALETTE)
        set_value(window, index, (value_of(window, index) + 1) % (setting->maximum + 1));
    else if (in_slot)
        step_value(window, index, 1);
    return true;
}

bool controls_event(struct window *window, SDL_Rect box, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_KEYDOWN:
        return key_down(window, box, &event->key.keysym);
    case SDL_TEXTINPUT:
        panel_stale(window, PANEL_CONTROLS);
        return window->edited && field_insert(&window->edit, event->text.text);
    case SDL_MOUSEBUTTONDOWN:
        return mouse_down(window, box, event->button.x, event->button.y);
    case SDL_MOUSEMOTION:
        if (window->dragged == PANEL_CONTROLS && window->scene->setting_count && !window->edited &&
            slides(&window->scene->settings[window->knob_chosen]))
            slide(window, box, event->motion.x);
        return true;
    case SDL_MOUSEWHEEL:
        choose(window, box, (int)window->knob_chosen - event->wheel.y);
        return true;
    default:
        return false;
    }
}
