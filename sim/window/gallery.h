/* gallery.h - scenes to choose from, with small pictures.           SPDX-License-Identifier: MIT */
#ifndef WINDOW_GALLERY_H
#define WINDOW_GALLERY_H

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

struct window;

#define GALLERY_SCENES 128
#define GALLERY_WIDTH  190 /* px of a picture, at the design's size */
#define GALLERY_HEIGHT 110

struct gallery_scene {
    char path[512];
    char name[80];    /* its title; "": not looked at yet */
    uint32_t *pixels; /* NULL: none, or none yet */
    int width;
    int height;
    bool broken; /* not in order */
};

struct gallery {
    struct gallery_scene *scenes; /* NULL until it is opened */
    int count;
    int chosen;
    int first_row;
    bool placed; /* the chosen one was brought into view */
    bool visible;
};

/* Show the scenes that lie beside the present one, or hide them. */
void gallery_toggle(struct window *window);
void gallery_free(struct gallery *gallery);
/* Make the picture of one more scene. False when all are there. */
bool gallery_advance(struct window *window);
void gallery_draw(struct window *window);
/* All events are its own while it is visible. */
void gallery_event(struct window *window, const SDL_Event *event);

#endif
