/* layout.h - where a scene's parts are on the bench, and how they look just now.
 *                                                                  SPDX-License-Identifier: MIT */
#ifndef BENCH_LAYOUT_H
#define BENCH_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/scene.h"
#include "engine/sim.h"
#include "render/render.h"

/* The design is for 1280 x 720; all of it grows and shrinks with the window, by 64ths. */
#define LAYOUT_SCALE_ONE 64

/* What must be known of a part's label to leave room for it, in px. */
struct label_size {
    int width;
    int height;
};

/* The label of a ring fits into it, or stands below as all others do. */
bool layout_label_inside(const struct render_part *part, struct label_size label,
                         int32_t um_per_px);

/* Scale of the design for a drawable of that size on a display with `density` 64ths. */
int layout_scale(int width, int height, int density);

/* Give each part a place: its scene's, or one in rows below those. Sets kind, sizes and place of
 * `parts`, which has one for each part of the scene. */
void layout_parts(const struct scene *scene, struct render_part *parts,
                  const struct render_box *stage, const struct label_size *labels);

/* The largest scale at which all parts and labels lie within `stage`, and where the picture's
 * corner is then; sets um_per_px, left_um, top_um. */
void layout_fit(struct render_view *view, const struct render_part *parts, size_t count,
                const struct render_box *stage, const struct label_size *labels, int scale);

/* What each part shows now: light, lit, pressed. The light is the sim's, until that runs on. */
void layout_light(const struct sim *sim, const struct scene *scene, struct render_part *parts);

#endif
