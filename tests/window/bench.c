/* bench.c - what the window takes of the CPU: window_bench [SCENE …]
 *                                                                  SPDX-License-Identifier: MIT
 * Plays each scene for some seconds in a window of 1280 x 720, and prints ms a frame, and when the
 * first one stood. It judges nothing: figures depend on machine and display.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "render/render.h"
#include "window/window.h"

#define PLAYED_US 4000000u

struct session {
    struct scene *scene;
    struct sim *sim;
};

static struct sim *start(void *context, bool again, sim_listener listener, void *listener_context)
{
    struct session *session = context;
    (void)again;
    sim_free(session->sim);
    session->sim = sim_new(session->scene, listener, listener_context);
    return session->sim;
}

static void print_costs(const struct window_costs *costs)
{
    double frames = costs->frames ? (double)costs->frames : 1;
    uint64_t sum_us = 0;
    printf("  first frame after %.0f ms, then %.1f frames/s\n", (double)costs->first_frame_us / 1e3,
           frames * 1e6 / PLAYED_US);
    for (int i = 0; i < WINDOW_COSTS; i++) {
        sum_us += costs->cpu_us[i];
        if (window_cost_name(i))
            printf("  %-12s %7.3f ms\n", window_cost_name(i),
                   (double)costs->cpu_us[i] / 1e3 / frames);
    }
    printf("  %-12s %7.3f ms a frame: %.0f %% of one core\n", "all", (double)sum_us / 1e3 / frames,
           (double)sum_us * 100 / PLAYED_US);
}

static int play(const char *path, enum render_style style)
{
    struct diagnostics diagnostics = {0};
    struct session session = {.scene = scene_load(path, &diagnostics)};
    diagnostics_print(&diagnostics, stderr, false);
    diagnostics_free(&diagnostics);
    if (!session.scene)
        return EXIT_FAILURE;
    struct window_costs costs = {0};
    struct window_options options = {.start = start,
                                     .context = &session,
                                     .end_us = session.scene->cost.boot_us + PLAYED_US,
                                     .style = (uint8_t)style,
                                     .costs = &costs};
    struct window_result result = window_play(session.scene, &options);
    printf("%s%s\n", path, style == RENDER_FLAT ? ", flat" : "");
    if (result.end == WINDOW_NO_DISPLAY || result.end == WINDOW_FAILED)
        printf("  no window: %s\n", result.reason);
    else
        print_costs(&costs);
    sim_free(session.sim);
    scene_free(session.scene);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    int code = EXIT_SUCCESS;
    if (argc < 2)
        return play("scenes/two_rings.json", RENDER_PHOTO) |
               play("tests/window/ten_thousand_pixels.json", RENDER_FLAT) |
               play("tests/window/ten_thousand_pixels.json", RENDER_PHOTO);
    for (int i = 1; i < argc; i++)
        code |= play(argv[i], RENDER_PHOTO);
    return code;
}
