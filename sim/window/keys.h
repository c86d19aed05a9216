/* keys.h - names of keys, what the window's own do, and which the scene has taken.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef WINDOW_KEYS_H
#define WINDOW_KEYS_H

#include <SDL.h>
#include <stdbool.h>

#include "engine/scene.h"

enum command {
    COMMAND_NONE,
    COMMAND_PAUSE,
    COMMAND_STEP,
    COMMAND_STEP_BACK,
    COMMAND_SLOWER,
    COMMAND_FASTER,
    COMMAND_NORMAL_SPEED,
    COMMAND_RESTART,
    COMMAND_DARKER,
    COMMAND_BRIGHTER,
    COMMAND_NEXT_EVENT,
    COMMAND_BREAK,
    COMMAND_TYPE,
    COMMAND_TASKS,
    COMMAND_TIMELINE,
    COMMAND_CONTROLS,
    COMMAND_CONSOLE,
    COMMAND_COLORS,
    COMMAND_FIT,
    COMMAND_VIEW,
    COMMAND_WIRES,
    COMMAND_FOCUS,
    COMMAND_OPEN,
    COMMAND_RECORD,
    COMMAND_SAVE,
    COMMAND_SCREENSHOT,
    COMMAND_FULLSCREEN,
    COMMAND_HELP,
    COMMAND_CLOSE_HELP,
    COMMAND_QUIT
};

/* A key of the window: what it does, and what it and that are called. */
struct key_help {
    enum command command;
    SDL_Keycode key;
    const char *cap;
    const char *label; /* a word or two, for the bar */
    const char *text;  /* a line, for the overlay */
};

/* By importance; the last has COMMAND_NONE. */
extern const struct key_help key_helps[];

/* What is printed on it. NULL if the scene gives the part no key, or none of that name. */
const char *key_cap(const struct scene_part *part);

/* Whether a part of the scene has that key. */
bool key_taken(const struct scene *scene, SDL_Keycode key);
/* What a key press is for the window, or COMMAND_NONE. Keys of the scene are its own, except with
 * Ctrl. */
enum command key_command(const struct scene *scene, const SDL_Keysym *key);

#endif
