/* render.c - what is kept between pictures, and what must be drawn anew.
 *                                                                  SPDX-License-Identifier: MIT */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "render/internal.h"

/* A part as it was drawn last. */
struct known {
    struct render_part part; /* its `light` is NULL */
    uint8_t *light;
    size_t light_size;
    bool shining; /* light was given */
};

struct render {
    struct render_view view;
    struct render_picture picture;
    uint16_t *base;
    uint32_t *pixels;
    uint32_t *mixed;
    struct light light;
    struct stencil stencil;
    struct known *known;
    size_t known_count;
    uint8_t encode[ENCODE_SIZE];
};

struct render *render_new(void)
{
    struct render *render = calloc(1, sizeof *render);
    if (render)
        encode_table(render->encode);
    return render;
}

static void forget(struct render *render)
{
    for (size_t i = 0; i < render->known_count; i++)
        free(render->known[i].light);
    free(render->known);
    render->known = NULL;
    render->known_count = 0;
}

void render_free(struct render *render)
{
    if (!render)
        return;
    forget(render);
    light_free(&render->light);
    stencil_free(&render->stencil);
    free(render->base);
    free(render->pixels);
    free(render->mixed);
    free(render);
}

static size_t light_size(const struct render_part *part)
{
    return part->kind <= RENDER_GRID ? (size_t)part->count * part->channels : 0;
}

static bool same_view(const struct render_view *a, const struct render_view *b)
{
    return a->width == b->width && a->height == b->height && a->um_per_px == b->um_per_px &&
           a->left_um == b->left_um && a->top_um == b->top_um && a->background == b->background &&
           a->exposure == b->exposure && a->ambient == b->ambient && a->style == b->style;
}

/* The body, except where it is and what is pressed. */
static bool same_form(const struct render_part *a, const struct render_part *b)
{
    return a->kind == b->kind && a->count == b->count && a->channels == b->channels &&
           a->diameter_um == b->diameter_um && a->pitch_um == b->pitch_um &&
           a->columns == b->columns && a->wiring == b->wiring && a->color == b->color;
}

/* As it was drawn last, with what it shone. */
static struct render_part as_known(const struct known *known)
{
    struct render_part part = known->part;
    part.light = known->shining ? known->light : NULL;
    return part;
}

static void remember_light(struct known *known, const struct render_part *part)
{
    known->part = *part;
    known->part.light = NULL;
    known->shining = part->light != NULL;
    if (part->light && known->light_size)
        memcpy(known->light, part->light, known->light_size);
}

/* Dark so far: its light is a change. */
static bool remember(struct render *render, const struct render_part *parts, size_t count)
{
    forget(render);
    render->known = calloc(count ? count : 1, sizeof *render->known);
    if (!render->known)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct known *known = &render->known[i];
        known->light_size = light_size(&parts[i]);
        known->light = malloc(known->light_size ? known->light_size : 1);
        render->known_count = i + 1;
        if (!known->light)
            return false;
        known->part = parts[i];
        known->part.light = NULL;
        known->part.lit = false;
    }
    return true;
}

static bool same_scene(const struct render *render, const struct render_part *parts, size_t count)
{
    if (!render->known || render->known_count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!same_form(&render->known[i].part, &parts[i]))
            return false;
    return true;
}

static bool resize(struct render *render, const struct render_view *view)
{
    size_t pixels = (size_t)view->width * (size_t)view->height;
    free(render->base);
    free(render->pixels);
    free(render->mixed);
    render->view = *view;
    render->base = malloc(pixels * 3 * sizeof *render->base);
    render->pixels = malloc(pixels * sizeof *render->pixels);
    bool prepared = light_prepare(&render->light, view);
    render->mixed = malloc(3 * sizeof *render->mixed * (size_t)render->light.halo.width);
    render->picture = (struct render_picture){.width = view->width, .height = view->height};
    render->picture.pixels = render->pixels;
    if (view->style != RENDER_PHOTO)
        prepared = stencil_prepare(&render->stencil, view) && prepared;
    return prepared && render->base && render->pixels && render->mixed;
}

static struct canvas canvas_of(const struct render *render, struct render_box clip)
{
    size_t plane = (size_t)render->view.width * (size_t)render->view.height;
    return (struct canvas){render->base, plane, &render->view, clip};
}

static void paint_bodies(const struct render *render, struct render_box clip,
                         const struct render_part *parts, size_t count)
{
    struct canvas canvas = canvas_of(render, clip);
    canvas_clear(&canvas, render->view.background);
    for (size_t i = 0; i < count; i++) {
        struct render_box reach = box_to_px(&render->view, body_reach(&parts[i]));
        reach = box_intersection(reach, clip);
        if (!box_empty(&reach))
            body_paint(&canvas, &parts[i]);
    }
}

/* Where a part was and is, if its body has to be drawn anew there. */
static struct render_box moved_box(const struct render *render, const struct render_part *before,
                                   const struct render_part *after)
{
    if (before->x_um == after->x_um && before->y_um == after->y_um &&
        before->pressed == after->pressed)
        return (struct render_box){0, 0, 0, 0};
    return box_union(box_to_px(&render->view, body_reach(before)),
                     box_to_px(&render->view, body_reach(after)));
}

/* A part that is elsewhere goes dark where it was, and then shines where it is. */
static struct render_box move_light(struct render *render, const struct render_part *before,
                                    const struct render_part *after)
{
    if (before->x_um == after->x_um && before->y_um == after->y_um)
        return light_change(&render->light, &render->view, before, after);
    struct render_part dark = *before;
    dark.light = NULL;
    dark.lit = false;
    struct render_box changed = light_change(&render->light, &render->view, before, &dark);
    return box_union(changed, light_change(&render->light, &render->view, &dark, after));
}

/* Bodies that moved, and where light is not what it was. */
static struct render_box update(struct render *render, const struct render_part *parts,
                                size_t count)
{
    struct render_box bodies = {0, 0, 0, 0};
    struct render_box changed = {0, 0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        struct render_part before = as_known(&render->known[i]);
        bodies = box_union(bodies, moved_box(render, &before, &parts[i]));
        changed = box_union(changed, move_light(render, &before, &parts[i]));
        remember_light(&render->known[i], &parts[i]);
    }
    if (!box_empty(&bodies))
        paint_bodies(render, bodies, parts, count);
    return box_union(bodies, changed);
}

/* The same in a flat view, which is composed at once. Bodies that moved take all pixels that may
 * lie on them along. */
static struct render_box update_flat(struct render *render, const struct render_part *parts,
                                     size_t count, struct render_box bodies)
{
    struct render_box changed = {0, 0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        struct render_part before = as_known(&render->known[i]);
        bodies = box_union(bodies, moved_box(render, &before, &parts[i]));
    }
    struct canvas canvas = canvas_of(render, bodies);
    bool anew = !box_empty(&bodies);
    if (anew) {
        paint_bodies(render, bodies, parts, count);
        flat_ground(&canvas, render->encode, render->pixels);
    }
    for (size_t i = 0; i < count; i++) {
        struct render_part before = as_known(&render->known[i]);
        changed = box_union(changed, flat_change(&canvas, &render->stencil, render->encode,
                                                 render->pixels, &before, &parts[i], anew));
        remember_light(&render->known[i], &parts[i]);
    }
    return box_union(bodies, changed);
}

/* Everything: the view or the set of parts is another one. */
static bool renew(struct render *render, const struct render_view *view,
                  const struct render_part *parts, size_t count)
{
    if (!resize(render, view) || !remember(render, parts, count)) {
        forget(render);
        return false;
    }
    struct render_box all = {0, 0, view->width, view->height};
    if (view->style == RENDER_PHOTO) {
        paint_bodies(render, all, parts, count);
        (void)update(render, parts, count);
    } else {
        (void)update_flat(render, parts, count, all);
    }
    render->picture.changed = all;
    return true;
}

static void compose(struct render *render)
{
    struct canvas canvas = canvas_of(render, render->picture.changed);
    struct compose compose = {&canvas, &render->light, render->encode, render->mixed,
                              render->pixels};
    compose_box(&compose, render->picture.changed);
}

const struct render_picture *render_draw(struct render *render, const struct render_view *view,
                                         const struct render_part *parts, size_t count)
{
    if (!same_view(&render->view, view) || !same_scene(render, parts, count)) {
        if (!renew(render, view, parts, count))
            return NULL;
    } else if (view->style == RENDER_PHOTO) {
        render->picture.changed = update(render, parts, count);
    } else {
        render->picture.changed =
            update_flat(render, parts, count, (struct render_box){0, 0, 0, 0});
    }
    if (view->style == RENDER_PHOTO && !box_empty(&render->picture.changed))
        compose(render);
    return &render->picture;
}
