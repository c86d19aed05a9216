/* picture.h - a scene as a picture, without a window.              SPDX-License-Identifier: MIT
 *
 *     struct picture *picture = picture_new(scene, &(struct picture_options){.width = 640});
 *     const struct render_picture *now = picture_take(picture, sim);
 */
#ifndef EXPORT_PICTURE_H
#define EXPORT_PICTURE_H

#include <stdint.h>

#include "engine/sim.h"
#include "render/render.h"

#define PICTURE_SIDE_MIN  16 /* px */
#define PICTURE_SIDE_MAX  4096
#define PICTURE_STOPS_MAX 4

/* Sides are even, as films want them. */
struct picture_options {
    int32_t width;  /* px, PICTURE_SIDE_MIN to _MAX */
    int32_t height; /* 0: as much as the parts need */
    int exposure;   /* stops, from -PICTURE_STOPS_MAX; 0: light as it is */
};

struct picture;

/* The parts where the scene, or else the window's layout, has them, as large as fits. NULL when
 * memory is out. The scene must outlive it. */
struct picture *picture_new(const struct scene *scene, const struct picture_options *options);
void picture_free(struct picture *picture);

int32_t picture_width(const struct picture *picture);
int32_t picture_height(const struct picture *picture);

/* What the parts show now. It stands until the next one is taken; NULL when memory is out. */
const struct render_picture *picture_take(struct picture *picture, const struct sim *sim);

#endif
