/* picture.c - a scene as a picture, without a window.              SPDX-License-Identifier: MIT */
#include "export/picture.h"

#include <stdlib.h>

#include "bench/layout.h"

#define GROUND 0x0e1116u /* the window's */

/* Around the parts, for their glow. */
#define MARGIN_UM 9000

/* Height to width, of pictures that may choose; in 16ths. */
#define FLATTEST 4
#define TALLEST  16

/* Few parts need not fill it: no nearer than that. */
#define SHOWN_UM_MIN 40000

struct picture {
    const struct scene *scene;
    struct render *render;
    struct render_view view;
    struct render_part parts[SCENE_PARTS_MAX];
};

static int32_t even(int64_t px)
{
    int64_t bounded = px < PICTURE_SIDE_MIN   ? PICTURE_SIDE_MIN
                      : px > PICTURE_SIDE_MAX ? PICTURE_SIDE_MAX
                                              : px;
    return (int32_t)(bounded & ~INT64_C(1));
}

static struct render_box bounds_of(const struct picture *picture)
{
    struct render_box all = {0, 0, 0, 0};
    for (size_t i = 0; i < picture->scene->part_count; i++) {
        struct render_box box = render_bounds(&picture->parts[i]);
        if (i == 0)
            all = box;
        all.left = box.left < all.left ? box.left : all.left;
        all.top = box.top < all.top ? box.top : all.top;
        all.right = box.right > all.right ? box.right : all.right;
        all.bottom = box.bottom > all.bottom ? box.bottom : all.bottom;
    }
    return all;
}

/* What is as wide and as high as the parts and their margin, with some air above and below. */
static int32_t natural_height(const struct picture *picture, int32_t width)
{
    struct render_box box = bounds_of(picture);
    int64_t wide_um = (int64_t)box.right - box.left + 2 * MARGIN_UM;
    int64_t high_um = (int64_t)box.bottom - box.top + 2 * MARGIN_UM;
    int64_t height = width * high_um / wide_um + width / 10;
    int64_t least = (int64_t)width * FLATTEST / 16, most = (int64_t)width * TALLEST / 16;
    return even(height < least ? least : height > most ? most : height);
}

/* Centred, with the margin all around. */
static void fit(struct picture *picture)
{
    struct render_view *view = &picture->view;
    struct render_box box = bounds_of(picture);
    int64_t wide_um = (int64_t)box.right - box.left + 2 * MARGIN_UM;
    int64_t high_um = (int64_t)box.bottom - box.top + 2 * MARGIN_UM;
    int64_t by_width = (wide_um + view->width - 1) / view->width;
    int64_t by_height = (high_um + view->height - 1) / view->height;
    int64_t nearest = SHOWN_UM_MIN / view->width + 1;
    by_width = by_width > by_height ? by_width : by_height;
    view->um_per_px = (int32_t)(by_width > nearest ? by_width : nearest);
    view->left_um =
        (int32_t)(((int64_t)box.left + box.right - (int64_t)view->width * view->um_per_px) / 2);
    view->top_um =
        (int32_t)(((int64_t)box.top + box.bottom - (int64_t)view->height * view->um_per_px) / 2);
}

struct picture *picture_new(const struct scene *scene, const struct picture_options *options)
{
    static const struct label_size no_labels[SCENE_PARTS_MAX];
    struct picture *picture = calloc(1, sizeof *picture);
    if (picture == NULL)
        return NULL;
    picture->scene = scene;
    picture->render = render_new();
    int stops = options->exposure;
    picture->view =
        (struct render_view){.width = even(options->width),
                             .background = GROUND,
                             .exposure = (uint16_t)(stops < 0 ? RENDER_EXPOSURE_NEUTRAL >> -stops
                                                              : RENDER_EXPOSURE_NEUTRAL << stops),
                             .ambient = RENDER_AMBIENT_ROOM};
    int32_t wanted = options->height == 0 ? options->width * 3 / 4 : options->height;
    struct render_box stage = {0, 0, picture->view.width, wanted};
    layout_parts(scene, picture->parts, &stage, no_labels);
    picture->view.height =
        options->height == 0 ? natural_height(picture, picture->view.width) : even(options->height);
    fit(picture);
    if (picture->render != NULL)
        return picture;
    picture_free(picture);
    return NULL;
}

void picture_free(struct picture *picture)
{
    if (picture == NULL)
        return;
    render_free(picture->render);
    free(picture);
}

int32_t picture_width(const struct picture *picture)
{
    return picture->view.width;
}

int32_t picture_height(const struct picture *picture)
{
    return picture->view.height;
}

const struct render_picture *picture_take(struct picture *picture, const struct sim *sim)
{
    layout_light(sim, picture->scene, picture->parts);
    return render_draw(picture->render, &picture->view, picture->parts, picture->scene->part_count);
}
