/* png_pixel.c - print pixels of a PNG file: png_pixel FILE X Y … gives "r g b" a line for each
 * place. SPDX-License-Identifier: MIT */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>

static int print_pixels(const png_image *image, const png_byte *rgb, int count, char **places)
{
    for (int i = 0; i + 1 < count; i += 2) {
        unsigned long x = strtoul(places[i], NULL, 10);
        unsigned long y = strtoul(places[i + 1], NULL, 10);
        if (x >= image->width || y >= image->height) {
            fprintf(stderr, "png_pixel: %lu %lu is outside of %u x %u\n", x, y, image->width,
                    image->height);
            return 1;
        }
        const png_byte *pixel = rgb + 3 * (y * image->width + x);
        printf("%d %d %d\n", pixel[0], pixel[1], pixel[2]);
    }
    return 0;
}

int main(int argc, char **argv)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (argc < 2 || !png_image_begin_read_from_file(&image, argv[1])) {
        fprintf(stderr, "png_pixel: %s\n", image.message);
        return 1;
    }
    image.format = PNG_FORMAT_RGB;
    png_byte *rgb = malloc(PNG_IMAGE_SIZE(image));
    int code = 1;
    if (rgb && png_image_finish_read(&image, NULL, rgb, 0, NULL))
        code = print_pixels(&image, rgb, argc - 2, argv + 2);
    free(rgb);
    return code;
}
