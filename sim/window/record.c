/* record.c - a film of the bench, as it is played.                   SPDX-License-Identifier: MIT
 */
#include "export/film.h"
#include "window/internal.h"
#include "window/screenshot.h"

#define PICTURE_US 50000u /* of virtual time, from one picture to the next */

static void begin(struct window *window)
{
    struct recording *recording = &window->recording;
    struct film_options options = {window->view.width, window->view.height, 1000000 / PICTURE_US};
    char why[EXPORT_WHY_MAX];
    screenshot_name(recording->path, sizeof recording->path, "gif");
    recording->film = film_open(FILM_GIF, recording->path, &options, why);
    if (!recording->film)
        window_say(window, true, "%s", why);
    recording->width = options.width;
    recording->height = options.height;
    recording->begin_us = recording->added_us = now_us(window);
}

void record_end(struct window *window)
{
    struct recording *recording = &window->recording;
    char why[EXPORT_WHY_MAX];
    if (!recording->film)
        return;
    if (film_close(recording->film, true, why))
        window_say(window, false, "saved %s", recording->path);
    else
        window_say(window, true, "%s", why);
    recording->film = NULL;
}

void record_toggle(struct window *window)
{
    if (window->recording.film)
        record_end(window);
    else
        begin(window);
}

/* Time that goes back, or another size, is the end of it. */
void record_picture(struct window *window, const struct render_picture *picture)
{
    struct recording *recording = &window->recording;
    uint64_t time_us = now_us(window);
    if (!recording->film ||
        (time_us >= recording->added_us && time_us - recording->added_us < PICTURE_US))
        return;
    if (time_us < recording->added_us || picture->width != recording->width ||
        picture->height != recording->height) {
        record_end(window);
        return;
    }
    recording->added_us = time_us;
    if (!film_add(recording->film, picture, time_us - recording->begin_us))
        record_end(window);
}
