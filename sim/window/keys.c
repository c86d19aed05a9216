/* keys.c - names of keys, what the window's own do, and which the scene has taken.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/keys.h"

const struct key_help key_helps[] = {
    {COMMAND_HELP, SDLK_F1, "F1", "all keys", "show or hide this list; ? does the same"},
    {COMMAND_PAUSE, SDLK_p, "P", "pause", "pause and go on"},
    {COMMAND_STEP_BACK, SDLK_COMMA, ",", "back", "pause, and go back before the latest step"},
    {COMMAND_STEP, SDLK_PERIOD, ".", "step", "pause, and run one step of one task"},
    {COMMAND_SLOWER, SDLK_LEFTBRACKET, "[", "slower", "half the speed"},
    {COMMAND_FASTER, SDLK_RIGHTBRACKET, "]", "faster", "twice the speed"},
    {COMMAND_RESTART, SDLK_r, "R", "restart", "begin again at the scene's start"},
    {COMMAND_SCREENSHOT, SDLK_F12, "F12", "screenshot", "save the picture in this directory"},
    {COMMAND_FOCUS, SDLK_TAB, "Tab", "next panel",
     "go to the next panel; with Shift to the one before"},
    {COMMAND_VIEW, SDLK_v, "V", "view", "as a photo, flat, or raw as it was sent"},
    {COMMAND_WIRES, SDLK_w, "W", "wires", "show the board, and wires to its pins"},
    {COMMAND_FIT, SDLK_f, "F", "fit", "show all parts"},
    {COMMAND_NEXT_EVENT, SDLK_n, "N", "next", "run to what happens next in the chosen lane"},
    {COMMAND_BREAK, SDLK_b, "B", "break", "pause at the chosen lane, or a text of the console"},
    {COMMAND_TYPE, SDLK_RETURN, "↵", "type", "type a line at the console"},
    {COMMAND_TASKS, SDLK_F2, "F2", "tasks", "show or hide the tasks"},
    {COMMAND_TIMELINE, SDLK_F3, "F3", "timeline", "show or hide the timeline"},
    {COMMAND_CONTROLS, SDLK_F4, "F4", "controls", "show or hide the controls"},
    {COMMAND_CONSOLE, SDLK_F5, "F5", "console", "show or hide the console"},
    {COMMAND_COLORS, SDLK_F6, "F6", "light, dark", "a light window, or a dark one"},
    {COMMAND_OPEN, SDLK_o, "O", "scenes", "choose another scene of this directory"},
    {COMMAND_RECORD, SDLK_g, "G", "film", "begin a GIF of the bench, or end it"},
    {COMMAND_SAVE, SDLK_UNKNOWN, "Ctrl S", "save",
     "write places and controls into the scene's file"},
    {COMMAND_NORMAL_SPEED, SDLK_BACKSPACE, "⌫", "1×", "real time: Backspace"},
    {COMMAND_FULLSCREEN, SDLK_F11, "F11", "full screen", "fill the screen, or stop that"},
    {COMMAND_DARKER, SDLK_MINUS, "−", "darker", "less exposure, by one stop"},
    {COMMAND_BRIGHTER, SDLK_EQUALS, "+", "brighter", "more exposure, by one stop"},
    {COMMAND_QUIT, SDLK_UNKNOWN, "Ctrl Q", "quit", "close the window"},
    {COMMAND_NONE, SDLK_UNKNOWN, NULL, NULL, NULL},
};

/* Other keys for the same. */
static const struct {
    SDL_Keycode key;
    enum command command;
} others[] = {
    {SDLK_SPACE, COMMAND_PAUSE},     {SDLK_QUESTION, COMMAND_HELP},
    {SDLK_PLUS, COMMAND_BRIGHTER},   {SDLK_KP_PLUS, COMMAND_BRIGHTER},
    {SDLK_KP_MINUS, COMMAND_DARKER}, {SDLK_ESCAPE, COMMAND_CLOSE_HELP},
    {SDLK_KP_ENTER, COMMAND_TYPE},
};

const char *key_cap(const struct scene_part *part)
{
    if (part->type != PART_BUTTON || !part->key)
        return NULL;
    SDL_Keycode key = SDL_GetKeyFromName(part->key);
    return key == SDLK_UNKNOWN ? NULL : SDL_GetKeyName(key);
}

bool key_taken(const struct scene *scene, SDL_Keycode key)
{
    for (size_t i = 0; i < scene->part_count; i++) {
        const struct scene_part *part = &scene->parts[i];
        if (part->type == PART_BUTTON && part->key && SDL_GetKeyFromName(part->key) == key)
            return key != SDLK_UNKNOWN;
    }
    return false;
}

static enum command command_of(const SDL_Keysym *key)
{
    if (key->sym == SDLK_SLASH && (key->mod & KMOD_SHIFT))
        return COMMAND_HELP;
    for (const struct key_help *help = key_helps; help->command; help++)
        if (help->key == key->sym && key->sym != SDLK_UNKNOWN)
            return help->command;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].key == key->sym)
            return others[i].command;
    return COMMAND_NONE;
}

enum command key_command(const struct scene *scene, const SDL_Keysym *key)
{
    bool control = (key->mod & KMOD_CTRL) != 0;
    if (key->sym == SDLK_q && control)
        return COMMAND_QUIT;
    if (key->sym == SDLK_s && control)
        return COMMAND_SAVE;
    if (!control && key_taken(scene, key->sym))
        return COMMAND_NONE;
    return command_of(key);
}
