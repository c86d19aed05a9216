/* record.c - a film of the bench, as it is played.                   SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <time.h>

#include "window/internal.h"

#define PICTURE_US 50000u /* of virtual time, from one picture to the next */

static void begin(struct window *window)
{
    struct recording *recording = &window->recording;
    const struct window_film *film = window->options->film;
    char stamp[32] = "";
    char why[512] = "";
    time_t now = time(NULL);
    const struct tm *local = localtime(&now);
    if (local)
        (void)strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", local);
    (void)snprintf(recording->path, sizeof recording->path, "glowloop-%s.gif", stamp);
    if (!film)
        window_say(window, true, "no film can be made here");
    else if (!film->open(film->context, recording->path, window->view.width, window->view.height,
                         why))
        window_say(window, true, "%s", why);
    else
        recording->runs = true;
    recording->width = window->view.width;
    recording->height = window->view.height;
    recording->begin_us = recording->added_us = now_us(window);
}

void record_end(struct window *window)
{
    struct recording *recording = &window->recording;
    char why[512] = "";
    if (!recording->runs)
        return;
    recording->runs = false;
    if (window->options->film->close(window->options->film->context, why))
        window_say(window, false, "saved %s", recording->path);
    else
        window_say(window, true, "%s", why);
}

void record_toggle(struct window *window)
{
    if (window->recording.runs)
        record_end(window);
    else
        begin(window);
}

/* Time that goes back, or another size, is the end of it. */
void record_picture(struct window *window, const struct render_picture *picture)
{
    struct recording *recording = &window->recording;
    const struct window_film *film = window->options->film;
    uint64_t time_us = now_us(window);
    if (!recording->runs ||
        (time_us >= recording->added_us && time_us - recording->added_us < PICTURE_US))
        return;
    if (time_us < recording->added_us || picture->width != recording->width ||
        picture->height != recording->height) {
        record_end(window);
        return;
    }
    recording->added_us = time_us;
    if (!film->add(film->context, picture, time_us - recording->begin_us))
        record_end(window);
}
