/* film_gif.c - pictures as an animated GIF.                        SPDX-License-Identifier: MIT
 *
 * Each picture is only what changed since the one before, with a palette of its own; what did not
 * change is transparent, and so keeps its color. A picture is written when the next one comes, for
 * only then is it known how long it stays.
 *
 * Times are whole hundredths of a second. Each picture ends at the one that is nearest, counted
 * from the begin, so that no error adds up.
 */
#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

#include "export/film_internal.h"
#include "export/palette.h"

#define US_PER_TICK 10000u
#define DELAY_MAX   65535u /* ticks of one picture */
#define FPS_MAX     50u    /* browsers take less than 2 ticks for 10 */
#define TRANSPARENT PALETTE_MAX
#define COLORS      256

struct box {
    int32_t left, top, width, height;
};

struct gif {
    GifFileType *file;
    struct palette_table palette;
    uint32_t *shown;  /* the picture that waits, or was written last */
    uint8_t *indices; /* of what waits, row by row of `box` */
    struct box box;   /* what waits to be written; width 0: nothing */
    ColorMapObject *colors;
    uint64_t written; /* ticks */
    uint64_t until;   /* ticks: until then stays what waits */
    bool begun;       /* there was a picture */
};

static int write_bytes(GifFileType *file, const GifByteType *bytes, int size)
{
    FILE *out = file->UserData;
    return (int)fwrite(bytes, 1, (size_t)size, out);
}

static void expect(struct film *film, int result)
{
    const struct gif *gif = film->state;
    if (result == GIF_OK)
        return;
    const char *why = GifErrorString(gif->file->Error);
    film_fail(film, why == NULL ? "a GIF cannot be made of it" : why);
}

/* Repeat for ever. Source: the Netscape application extension. */
static void write_loop(struct film *film, GifFileType *file)
{
    expect(film, EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE));
    expect(film, EGifPutExtensionBlock(file, 11, "NETSCAPE2.0"));
    expect(film, EGifPutExtensionBlock(file, 3, "\x01\x00\x00"));
    expect(film, EGifPutExtensionTrailer(file));
}

static void begin(struct film *film)
{
    int error = 0;
    size_t pixels = (size_t)film->options.width * (size_t)film->options.height;
    struct gif *gif = film->state = calloc(1, sizeof *gif);
    if (film->options.fps > FPS_MAX)
        film_fail(film, "a GIF shows at most 50 pictures a second");
    if (gif == NULL || film->why[0] != '\0')
        return film_fail(film, "out of memory");
    gif->file = EGifOpen(film->out, write_bytes, &error);
    gif->shown = calloc(pixels, sizeof *gif->shown);
    gif->indices = malloc(pixels);
    gif->colors = GifMakeMapObject(COLORS, NULL);
    if (gif->file == NULL || gif->shown == NULL || gif->indices == NULL || gif->colors == NULL)
        return film_fail(film, "out of memory");
    EGifSetGifVersion(gif->file, true);
    expect(film,
           EGifPutScreenDesc(gif->file, film->options.width, film->options.height, 8, 0, NULL));
    write_loop(film, gif->file);
}

/* ---- One picture ----------------------------------------------------------------------------- */

/* The least that holds all differences; the first picture is all of it. */
static struct box changed_box(const struct gif *gif, const struct render_picture *picture)
{
    struct box box = {0, 0, picture->width, picture->height};
    int32_t left = picture->width, right = 0, top = picture->height, bottom = 0;
    if (!gif->begun)
        return box;
    for (int32_t y = 0; y < picture->height; y++) {
        const uint32_t *now = picture->pixels + (size_t)y * (size_t)picture->width;
        const uint32_t *before = gif->shown + (size_t)y * (size_t)picture->width;
        if (memcmp(now, before, (size_t)picture->width * sizeof *now) == 0)
            continue;
        int32_t first = 0, last = picture->width;
        while (now[first] == before[first])
            first++;
        while (now[last - 1] == before[last - 1])
            last--;
        left = first < left ? first : left;
        right = last > right ? last : right;
        top = y < top ? y : top;
        bottom = y + 1;
    }
    return bottom == 0 ? (struct box){0, 0, 0, 0}
                       : (struct box){left, top, right - left, bottom - top};
}

static bool keeps(const struct gif *gif, const struct render_picture *picture, size_t at)
{
    return gif->begun && picture->pixels[at] == gif->shown[at];
}

static void choose_colors(struct film *film, const struct render_picture *picture, struct box box)
{
    struct gif *gif = film->state;
    palette_begin(&gif->palette);
    for (int32_t y = box.top; y < box.top + box.height; y++)
        for (int32_t x = box.left; x < box.left + box.width; x++) {
            size_t at = (size_t)y * (size_t)picture->width + (size_t)x;
            if (!keeps(gif, picture, at) &&
                !palette_see(&gif->palette, picture->pixels[at] & 0xFFFFFF))
                return film_fail(film, "out of memory");
        }
    palette_choose(&gif->palette);
    for (size_t i = 0; i < gif->palette.count; i++) {
        uint32_t rgb = gif->palette.colors[i];
        gif->colors->Colors[i] =
            (GifColorType){(GifByteType)(rgb >> 16), (GifByteType)(rgb >> 8), (GifByteType)rgb};
    }
}

/* From now on `picture` waits. */
static void keep(struct gif *gif, const struct render_picture *picture, struct box box)
{
    uint8_t *to = gif->indices;
    for (int32_t y = box.top; y < box.top + box.height; y++)
        for (int32_t x = box.left; x < box.left + box.width; x++) {
            size_t at = (size_t)y * (size_t)picture->width + (size_t)x;
            *to++ = keeps(gif, picture, at)
                        ? TRANSPARENT
                        : palette_index(&gif->palette, picture->pixels[at] & 0xFFFFFF);
        }
    memcpy(gif->shown, picture->pixels,
           (size_t)picture->width * (size_t)picture->height * sizeof *gif->shown);
    gif->box = box;
    gif->begun = true;
}

static void write_image(struct film *film, uint64_t ticks)
{
    struct gif *gif = film->state;
    GraphicsControlBlock control = {
        .DisposalMode = DISPOSE_DO_NOT, .DelayTime = (int)ticks, .TransparentColor = TRANSPARENT};
    GifByteType bytes[4];
    (void)EGifGCBToExtension(&control, bytes);
    expect(film, EGifPutExtension(gif->file, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes));
    expect(film, EGifPutImageDesc(gif->file, gif->box.left, gif->box.top, gif->box.width,
                                  gif->box.height, false, gif->colors));
    for (int32_t y = 0; y < gif->box.height && film->why[0] == '\0'; y++)
        expect(film, EGifPutLine(gif->file, gif->indices + (size_t)y * (size_t)gif->box.width,
                                 gif->box.width));
    gif->written += ticks;
}

/* What waits; longer than one picture can stay, it goes on as one that changes nothing. */
static void write_waiting(struct film *film)
{
    struct gif *gif = film->state;
    while (gif->box.width > 0 && film->why[0] == '\0') {
        uint64_t ticks = gif->until - gif->written;
        write_image(film, ticks > DELAY_MAX ? DELAY_MAX : ticks);
        gif->indices[0] = TRANSPARENT;
        gif->box = gif->until > gif->written ? (struct box){0, 0, 1, 1} : (struct box){0, 0, 0, 0};
    }
}

static void add(struct film *film, const struct render_picture *picture, uint64_t until_us)
{
    struct gif *gif = film->state;
    struct box box = changed_box(gif, picture);
    if (box.width > 0) {
        write_waiting(film);
        choose_colors(film, picture, box);
        if (film->why[0] == '\0')
            keep(gif, picture, box);
    }
    gif->until = (until_us + US_PER_TICK / 2) / US_PER_TICK;
}

static void end(struct film *film)
{
    struct gif *gif = film->state;
    int error = 0;
    if (gif == NULL)
        return;
    if (film->why[0] == '\0')
        write_waiting(film);
    if (gif->file != NULL && EGifCloseFile(gif->file, &error) != GIF_OK)
        film_fail(film, "its end could not be written");
    if (gif->colors != NULL)
        GifFreeMapObject(gif->colors);
    palette_free(&gif->palette);
    free(gif->shown);
    free(gif->indices);
    free(gif);
}

const struct film_writer film_gif = {".gif", false, begin, add, end};
