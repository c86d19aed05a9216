/* expect_picture.c - what the scene looks like, compared with a PNG.
 *                                                                  SPDX-License-Identifier: MIT
 * The picture is the same to the bit on every machine, so no tolerance is needed for that.
 */
#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/picture.h"
#include "scenario/expect.h"
#include "scenario/golden.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { PICTURE_GOLDEN, PICTURE_TOLERANCE, PICTURE_WIDTH, PICTURE_CHANGED };
enum { PATH_SIZE = 1024, CHANNELS = 3, DIMMED = 3 };

static const struct field picture_fields[] = {
    {.name = "golden",
     .help = "the PNG, from the scenario's folder",
     .kind = VALUE_FILE,
     .required = true},
    {.name = "tolerance",
     .help = "how far each of red, green and blue may be off; 0, if left out",
     .kind = VALUE_WHOLE,
     .maximum = 255},
    {.name = "width",
     .help = "in pixels; 320, if left out",
     .kind = VALUE_WHOLE,
     .minimum = PICTURE_SIDE_MIN,
     .maximum = PICTURE_SIDE_MAX,
     .fallback = 320},
    {.name = "changed",
     .help = "how many of the pixels may differ all the same; 0%, if left out",
     .kind = VALUE_PERCENT},
};

/* Rows of red, green, blue. */
struct image {
    uint8_t *rgb;
    size_t width;
    size_t height;
};

struct comparing {
    char why[TELL_MAX];
};

static size_t image_size(const struct image *image)
{
    return image->width * image->height * CHANNELS;
}

/* ---- Files ----------------------------------------------------------------------------------- */

static bool read_png(struct image *image, const char *path, char *why)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    *image = (struct image){0};
    if (png_image_begin_read_from_file(&png, path)) {
        png.format = PNG_FORMAT_RGB;
        image->width = png.width;
        image->height = png.height;
        image->rgb = malloc(image_size(image) + 1);
        if (image->rgb && png_image_finish_read(&png, NULL, image->rgb, 0, NULL))
            return true;
    }
    (void)snprintf(why, TELL_MAX, "%.200s cannot be read: %.100s; --update-snapshots makes it",
                   path, png.message);
    png_image_free(&png);
    free(image->rgb);
    image->rgb = NULL;
    return false;
}

static bool write_png(const struct image *image, const char *path, char *why)
{
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)image->width,
                     .height = (png_uint_32)image->height,
                     .format = PNG_FORMAT_RGB};
    if (png_image_write_to_file(&png, path, 0, image->rgb, 0, NULL))
        return true;
    (void)snprintf(why, TELL_MAX, "%.200s cannot be written: %.100s", path, png.message);
    return false;
}

/* ---- Pictures -------------------------------------------------------------------------------- */

/* The room's light and the parts, as a window would show them. False: memory is out. */
static bool take_picture(const struct player *player, int64_t width, struct image *image)
{
    const struct picture_options options = {.width = (int32_t)width};
    struct picture *camera = picture_new(player->scenario->scene, &options);
    const struct render_picture *taken = camera ? picture_take(camera, player->sim) : NULL;
    *image = (struct image){0};
    if (taken) {
        image->width = (size_t)taken->width;
        image->height = (size_t)taken->height;
        image->rgb = malloc(image_size(image) + 1);
    }
    for (size_t i = 0; image->rgb && i < image->width * image->height; i++)
        for (unsigned channel = 0; channel < CHANNELS; channel++)
            image->rgb[i * CHANNELS + channel] =
                (uint8_t)(taken->pixels[i] >> (16 - 8 * channel) & 255);
    picture_free(camera);
    return image->rgb != NULL;
}

static int off_by(const uint8_t *a, const uint8_t *b)
{
    int worst = 0;
    for (unsigned channel = 0; channel < CHANNELS; channel++) {
        int off = a[channel] > b[channel] ? a[channel] - b[channel] : b[channel] - a[channel];
        worst = off > worst ? off : worst;
    }
    return worst;
}

/* What differs is red on the golden picture, dimmed. */
static void draw_difference(const struct image *golden, const struct image *actual, int tolerance,
                            uint8_t *rgb)
{
    for (size_t i = 0; i < image_size(golden); i += CHANNELS) {
        bool differs = off_by(golden->rgb + i, actual->rgb + i) > tolerance;
        for (unsigned channel = 0; channel < CHANNELS; channel++)
            rgb[i + channel] = golden->rgb[i + channel] / DIMMED;
        if (differs)
            rgb[i] = 255;
    }
}

struct difference {
    size_t count;
    size_t first; /* pixel, counted row by row */
    int worst;
};

static struct difference compare(const struct image *golden, const struct image *actual,
                                 int tolerance)
{
    struct difference difference = {0};
    for (size_t i = 0; i < golden->width * golden->height; i++) {
        int off = off_by(golden->rgb + i * CHANNELS, actual->rgb + i * CHANNELS);
        if (off > tolerance && difference.count++ == 0)
            difference.first = i;
        difference.worst = off > difference.worst ? off : difference.worst;
    }
    return difference;
}

/* NAME.actual.png and NAME.diff.png beside the golden picture. */
static void write_beside(const char *path, const struct image *golden, const struct image *actual,
                         int tolerance, char *why)
{
    char name[PATH_SIZE];
    struct image difference = {malloc(image_size(golden) + 1), golden->width, golden->height};
    golden_beside(path, "actual", name, sizeof name);
    bool written = write_png(actual, name, why);
    golden_beside(path, "diff", name, sizeof name);
    if (written && difference.rgb && image_size(golden) == image_size(actual)) {
        draw_difference(golden, actual, tolerance, difference.rgb);
        (void)write_png(&difference, name, why);
    }
    free(difference.rgb);
}

static void remove_beside(const char *path)
{
    char name[PATH_SIZE];
    golden_beside(path, "actual", name, sizeof name);
    (void)remove(name);
    golden_beside(path, "diff", name, sizeof name);
    (void)remove(name);
}

static bool looks_same(const struct value *values, const struct image *golden,
                       const struct image *actual, char *why)
{
    const char *path = values[PICTURE_GOLDEN].text;
    int tolerance = (int)values[PICTURE_TOLERANCE].number;
    if (golden->width != actual->width || golden->height != actual->height) {
        (void)snprintf(why, TELL_MAX, "the picture is %zu x %zu, %.200s %zu x %zu", actual->width,
                       actual->height, path, golden->width, golden->height);
        write_beside(path, golden, actual, tolerance, why);
        return false;
    }
    struct difference difference = compare(golden, actual, tolerance);
    size_t count = golden->width * golden->height;
    if (difference.count * 10000 <= count * (size_t)values[PICTURE_CHANGED].number) {
        remove_beside(path);
        return true;
    }
    (void)snprintf(why, TELL_MAX,
                   "%zu of %zu pixels differ from %.200s, the first at %zu, %zu, by up to %d",
                   difference.count, count, path, difference.first % golden->width,
                   difference.first / golden->width, difference.worst);
    write_beside(path, golden, actual, tolerance, why);
    return false;
}

static bool picture_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    struct comparing *comparing = watch->memory;
    const struct value *values = watch->expectation->values;
    struct image golden = {0}, actual;
    bool same;
    (void)now_us;
    if (!take_picture(player, values[PICTURE_WIDTH].number, &actual)) {
        player_memory_out(player);
        return true;
    }
    if (player->options->update) {
        same = write_png(&actual, values[PICTURE_GOLDEN].text, comparing->why);
        player->updated++;
    } else {
        same = read_png(&golden, values[PICTURE_GOLDEN].text, comparing->why) &&
               looks_same(values, &golden, &actual, comparing->why);
    }
    free(golden.rgb);
    free(actual.rgb);
    return same;
}

static void picture_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                         char *seen, char *wanted)
{
    const struct comparing *comparing = watch->memory;
    (void)player;
    (void)now_us;
    (void)snprintf(seen, TELL_MAX, "%s", comparing->why);
    (void)snprintf(wanted, TELL_MAX, "the same picture");
}

const struct expectation_kind expect_picture = {
    .name = "picture",
    .help = "the scene looks as in a PNG",
    .fields = picture_fields,
    .field_count = COUNT(picture_fields),
    .memory_size = sizeof(struct comparing),
    .now_only = true,
    .holds = picture_holds,
    .tell = picture_tell,
};
