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
    free(render->base);
    free(render->pixels);
    free(render->mixed);
    free(render);
}

static size_t light_size(const struct render_part *part)
{
    return part->kind <= RENDER_STRIP ? (size_t)part->count * part->channels : 0;
}

static bool same_view(const struct render_view *a, const struct render_view *b)
{
    return a->width == b->width && a->height == b->height && a->um_per_px == b->um_per_px &&
           a->left_um == b->left_um && a->top_um == b->top_um && a->background == b->background &&
           a->exposure == b->exposure && a->ambient == b->ambient;
}

/* The body, except what is pressed. */
static bool same_form(const struct render_part *a, const struct render_part *b)
{
    return a->kind == b->kind && a->x_um == b->x_um && a->y_um == b->y_um && a->count == b->count &&
           a->channels == b->channels && a->diameter_um == b->diameter_um &&
           a->pitch_um == b->pitch_um && a->color == b->color;
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

/* Bodies that moved, and where light is not what it was. */
static struct render_box update(struct render *render, const struct render_part *parts,
                                size_t count)
{
    struct render_box changed = {0, 0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        struct known *known = &render->known[i];
        if (known->part.pressed != parts[i].pressed) {
            struct render_box body = box_to_px(&render->view, body_reach(&parts[i]));
            paint_bodies(render, body, parts, count);
            changed = box_union(changed, body);
        }
        struct render_part before = as_known(known);
        changed =
            box_union(changed, light_change(&render->light, &render->view, &before, &parts[i]));
        remember_light(known, &parts[i]);
    }
    return changed;
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
    paint_bodies(render, all, parts, count);
    (void)update(render, parts, count);
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
    } else {
        render->picture.changed = update(render, parts, count);
    }
    if (!box_empty(&render->picture.changed))
        compose(render);
    return &render->picture;
}
