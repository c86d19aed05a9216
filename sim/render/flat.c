/* flat.c - pixels as discs or squares of one color.                  SPDX-License-Identifier: MIT
 *
 * Nothing reaches from one pixel to the next, so that only what changed is drawn, and thousands
 * may change in each picture.
 */
#include <stdlib.h>
#include <string.h>

#include "render/internal.h"

#define RADIUS_UM 2600
#define DARK      0x26292eu /* what is not lit is still there */

/* How much of a px lies within: 4 x 4 samples of it. */
static uint16_t share_at(int32_t x, int32_t y, int32_t radius, bool square)
{
    int32_t share = 0;
    for (int32_t i = 0; i < 16; i++) {
        int32_t across = 8 * x + 2 * (i % 4) - 3;
        int32_t down = 8 * y + 2 * (i / 4) - 3;
        bool round = across * across + down * down <= 64 * radius * radius;
        bool within = square ? maximum(abs(across), abs(down)) <= 8 * radius : round;
        share += within ? 16 : 0;
    }
    return (uint16_t)share;
}

bool stencil_prepare(struct stencil *stencil, const struct render_view *view)
{
    int32_t radius = maximum(RADIUS_UM / view->um_per_px, 1);
    int32_t reach = radius + 1;
    stencil_free(stencil);
    stencil->size = 2 * reach + 1;
    stencil->shares = malloc((size_t)stencil->size * (size_t)stencil->size * sizeof(uint16_t));
    if (!stencil->shares)
        return false;
    uint16_t *share = stencil->shares;
    for (int32_t y = -reach; y <= reach; y++)
        for (int32_t x = -reach; x <= reach; x++)
            *share++ = share_at(x, y, radius, view->style == RENDER_RAW);
    return true;
}

void stencil_free(struct stencil *stencil)
{
    free(stencil->shares);
    *stencil = (struct stencil){0};
}

static uint32_t ground_at(const struct canvas *canvas, const uint8_t *encode, size_t at)
{
    uint32_t color = 0xff000000u;
    for (size_t i = 0; i < 3; i++) {
        uint32_t light = canvas->base[i * canvas->plane + at];
        color |= (uint32_t)encode[light > RENDER_ONE ? RENDER_ONE >> 3 : (light + 4) >> 3]
                 << (16 - 8 * i);
    }
    return color;
}

void flat_ground(const struct canvas *canvas, const uint8_t *encode, uint32_t *pixels)
{
    for (int32_t row = canvas->clip.top; row < canvas->clip.bottom; row++)
        for (int32_t column = canvas->clip.left; column < canvas->clip.right; column++) {
            size_t at = (size_t)row * (size_t)canvas->view->width + (size_t)column;
            pixels[at] = ground_at(canvas, encode, at);
        }
}

static uint32_t mixed(uint32_t from, uint32_t to, uint32_t share)
{
    uint32_t color = 0xff000000u;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t channel = (from >> shift & 255) * (256 - share) + (to >> shift & 255) * share;
        color |= (channel >> 8) << shift;
    }
    return color;
}

/* Edges lie on the ground, whatever was drawn there before. */
static struct render_box stamp(const struct canvas *canvas, const struct stencil *stencil,
                               const uint8_t *encode, uint32_t *pixels, struct point at,
                               uint32_t color)
{
    const struct render_view *view = canvas->view;
    int64_t um = view->um_per_px;
    int64_t x = ((int64_t)at.x_um - view->left_um + 4096 * um) / um - 4096 - stencil->size / 2;
    int64_t y = ((int64_t)at.y_um - view->top_um + 4096 * um) / um - 4096 - stencil->size / 2;
    struct render_box none = {0, 0, 0, 0};
    if (x < -1000 || y < -1000 || x > 20000 || y > 20000)
        return none;
    struct render_box box = {(int32_t)x, (int32_t)y, (int32_t)x + stencil->size,
                             (int32_t)y + stencil->size};
    box = box_intersection(box, (struct render_box){0, 0, view->width, view->height});
    if (box_empty(&box))
        return none;
    for (int32_t row = box.top; row < box.bottom; row++)
        for (int32_t column = box.left; column < box.right; column++) {
            uint32_t share =
                stencil->shares[(row - (int32_t)y) * stencil->size + column - (int32_t)x];
            size_t to = (size_t)row * (size_t)view->width + (size_t)column;
            if (share == 256)
                pixels[to] = 0xff000000u | color;
            else if (share)
                pixels[to] = mixed(ground_at(canvas, encode, to), color, share);
        }
    return box;
}

/* What a pixel, or an LED, looks like; what is dark, like the part that it is. */
static uint32_t color_of(const struct render_part *part, uint32_t index,
                         const struct render_view *view, const uint8_t *encode)
{
    uint32_t color = 0;
    if (part->kind == RENDER_LED)
        return part->lit ? part->color : DARK;
    if (!part->light)
        return DARK;
    const uint8_t *codes = part->light + (size_t)index * part->channels;
    uint32_t white = part->channels == 4 ? codes[3] : 0;
    for (int i = 0; i < 3; i++) {
        uint32_t code = codes[i] + white;
        uint32_t light = light_of_code(code, view->exposure);
        uint32_t byte = encode[light > RENDER_ONE ? RENDER_ONE >> 3 : (light + 4) >> 3];
        if (view->style == RENDER_RAW)
            byte = code > 255 ? 255 : code;
        color |= byte << (16 - 8 * i);
    }
    return color ? color : DARK;
}

struct render_box flat_change(const struct canvas *canvas, const struct stencil *stencil,
                              const uint8_t *encode, uint32_t *pixels,
                              const struct render_part *before, const struct render_part *after,
                              bool all)
{
    struct render_box changed = {0, 0, 0, 0};
    uint32_t count = after->kind <= RENDER_GRID ? after->count : after->kind == RENDER_LED;
    size_t channels = after->channels;
    for (uint32_t i = 0; i < count; i++) {
        bool same =
            before->lit == after->lit && before->light && after->light &&
            memcmp(before->light + i * channels, after->light + i * channels, channels) == 0;
        if ((same || (!before->light && !after->light && before->lit == after->lit)) && !all)
            continue;
        changed =
            box_union(changed, stamp(canvas, stencil, encode, pixels, pixel_place(after, i).at,
                                     color_of(after, i, canvas->view, encode)));
    }
    return changed;
}
