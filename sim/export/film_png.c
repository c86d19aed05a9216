/* film_png.c - a picture as a PNG file.                            SPDX-License-Identifier: MIT */
#include <png.h>
#include <stdlib.h>

#include "export/film_internal.h"

/* The picture as red, green and blue bytes. */
static void begin(struct film *film)
{
    film->state = malloc((size_t)film->options.width * (size_t)film->options.height * 3);
    if (film->state == NULL)
        film_fail(film, "out of memory");
}

static void add(struct film *film, const struct render_picture *picture, uint64_t until_us)
{
    (void)until_us;
    film_bytes(picture, film->state);
}

static void end(struct film *film)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)film->options.width,
                       .height = (png_uint_32)film->options.height,
                       .format = PNG_FORMAT_RGB};
    if (film->why[0] == '\0' &&
        png_image_write_to_stdio(&image, film->out, 0, film->state, 0, NULL) == 0)
        film_fail(film, image.message);
    free(film->state);
}

const struct film_writer film_png = {".png", false, begin, add, end};
