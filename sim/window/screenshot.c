/* screenshot.c - the window's picture as a PNG file.                SPDX-License-Identifier: MIT */
#include "window/screenshot.h"

#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool exists(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file)
        (void)fclose(file);
    return file != NULL;
}

void screenshot_name(char *name, size_t size)
{
    char stamp[32] = "";
    time_t now = time(NULL);
    const struct tm *local = localtime(&now);
    if (local)
        (void)strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", local);
    (void)snprintf(name, size, "glowloop-%s.png", stamp);
    for (int i = 2; i < 1000 && exists(name); i++)
        (void)snprintf(name, size, "glowloop-%s-%d.png", stamp, i);
}

/* The error is errno's if a write failed, else the library's. */
static bool write_file(const char *path, png_image *image, const uint8_t *rgb, char *why,
                       size_t why_size)
{
    errno = 0;
    FILE *file = fopen(path, "wb");
    if (!file) {
        (void)snprintf(why, why_size, "%s", strerror(errno));
        return false;
    }
    bool written = png_image_write_to_stdio(image, file, 0, rgb, 0, NULL) != 0;
    written = fflush(file) == 0 && written;
    int error = errno;
    written = fclose(file) == 0 && written;
    if (!written)
        (void)snprintf(why, why_size, "%s", error ? strerror(error) : image->message);
    return written;
}

static bool write_whole(const char *path, png_image *image, const uint8_t *rgb, char *why,
                        size_t why_size)
{
    size_t size = strlen(path) + sizeof ".part";
    char *part = malloc(size);
    if (!part) {
        (void)snprintf(why, why_size, "out of memory");
        return false;
    }
    (void)snprintf(part, size, "%s.part", path);
    bool written = write_file(part, image, rgb, why, why_size);
    if (written && rename(part, path) != 0) {
        (void)snprintf(why, why_size, "%s", strerror(errno));
        written = false;
    }
    if (!written)
        (void)remove(part);
    free(part);
    return written;
}

bool screenshot_write(const struct frame *frame, const char *path, char *why, size_t why_size)
{
    size_t count = (size_t)frame->width * (size_t)frame->height;
    uint8_t *rgb = malloc(count * 3 + 1);
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)frame->width,
                       .height = (png_uint_32)frame->height,
                       .format = PNG_FORMAT_RGB};
    if (!rgb) {
        (void)snprintf(why, why_size, "out of memory");
        return false;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < 3; j++)
            rgb[3 * i + j] = (uint8_t)(frame->pixels[i] >> (16 - 8 * j));
    bool written = write_whole(path, &image, rgb, why, why_size);
    free(rgb);
    return written;
}
