/* test_remote.c - a sim in a process of its own is like one in this.
 *                                                                  SPDX-License-Identifier: MIT */
#include "remote/remote.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECOND_US       1000000u
#define BENT_SILENCE_MS 300 /* of a process that may say that more comes than does */

static const char *const serve[] = {GLOWLOOP_FILE, "serve", NULL};

/* ---- What is heard and seen of a sim, to the last bit ------------------------------------------
 */

struct tape {
    FILE *out;
    char *text;
    size_t size;
};

static void open_tape(struct tape *tape)
{
    tape->out = open_memstream(&tape->text, &tape->size);
    cr_assert_not_null(tape->out);
}

static void close_tape(struct tape *tape)
{
    cr_assert(eq(int, fclose(tape->out), 0));
}

static void hear(void *context, const struct sim_event *event)
{
    FILE *out = ((struct tape *)context)->out;
    const struct sim_wait *wait = &event->wait;
    fprintf(out, "%" PRIu64 " %d %zu %s %d ", event->time_us, (int)event->type, event->part,
            event->pin ? event->pin->name : "-", event->level);
    for (size_t i = 0; i < event->byte_count; i++)
        fprintf(out, "%02x", event->bytes[i]);
    fprintf(out, " %s %zu %zu %s:%u %" PRId32, event->text ? event->text : "-", event->task,
            event->by, event->file ? event->file : "-", event->line, event->result);
    fprintf(out, " %s %" PRIu64 " %zu %zu\n", wait->kind ? wait->kind : "-", wait->due_us,
            wait->task, wait->object);
}

static void see(const struct scene *scene, struct sim *sim, struct tape *tape)
{
    for (size_t i = 0; i < scene->part_count; i++) {
        uint64_t latches = 0;
        const uint8_t *light = NULL;
        if (scene->parts[i].type == PART_NEOPIXEL)
            light = sim_pixels(sim, i, &latches);
        fprintf(tape->out, "%s %d %d %" PRIu64 " ", scene->parts[i].name, sim_level(sim, i),
                scene->parts[i].type == PART_BUTTON && sim_pressed(sim, i), latches);
        for (size_t j = 0; light && j < (size_t)scene->parts[i].pixels * sim_channels(sim, i); j++)
            fprintf(tape->out, "%02x", light[j]);
        fprintf(tape->out, "\n");
    }
    for (size_t i = 0; i < scene->setting_count; i++)
        fprintf(tape->out, "%" PRId32 " ", sim_setting(sim, i));
    fprintf(tape->out, "read %d ", sim_console_read(sim));
    fprintf(tape->out, "now %" PRIu64 " steps %" PRIu64 " failed %d problem %s\n", sim_now_us(sim),
            sim_steps(sim), sim_failed(sim), sim_problem(sim));
}

/* ---- What is done to it -----------------------------------------------------------------------
 */

/* Every button, pressed for a while; and some lines that programs may or may not understand. */
static void touch(const struct scene *scene, struct sim *sim, struct tape *tape)
{
    for (size_t i = 0; i < scene->part_count; i++)
        if (scene->parts[i].type == PART_BUTTON) {
            fprintf(tape->out, "given %" PRIu64, sim_press(sim, i, true, 300000 + 1000 * i));
            fprintf(tape->out, " %" PRIu64 "\n", sim_press(sim, i, false, 700000 + 1000 * i));
        }
    fprintf(tape->out, "given %" PRIu64 "\n", sim_type(sim, "speed 20", 400000));
}

/* Every setting, as far as it goes. */
static void turn(const struct scene *scene, struct sim *sim, struct tape *tape)
{
    for (size_t i = 0; i < scene->setting_count; i++) {
        const struct scene_setting *setting = &scene->settings[i];
        int32_t value = setting->owner ? setting->minimum : setting->maximum;
        fprintf(tape->out, "given %" PRIu64 "\n", sim_set(sim, i, value, 0));
    }
}

static void play(const struct scene *scene, struct sim *sim, struct tape *tape)
{
    see(scene, sim, tape);
    touch(scene, sim, tape);
    for (uint64_t until_us = 0; until_us < SECOND_US; until_us += 70007) {
        fprintf(tape->out, "state %d\n", (int)sim_run(sim, until_us));
        see(scene, sim, tape);
    }
    turn(scene, sim, tape);
    for (int i = 0; i < 5; i++)
        fprintf(tape->out, "step %d\n", (int)sim_step(sim));
    if (scene->part_count)
        fprintf(tape->out, "now %" PRIu64 "\n", sim_press(sim, scene->part_count - 1, true, 0));
    fprintf(tape->out, "state %d\n", (int)sim_run(sim, 3 * SECOND_US));
    see(scene, sim, tape);
}

/* ---- Scenes -------------------------------------------------------------------------------------
 */

static struct scene *load(const char *path)
{
    struct diagnostics diagnostics = {0};
    struct scene *scene = scene_load(path, &diagnostics);
    cr_assert_not_null(scene, "%s", path);
    diagnostics_free(&diagnostics);
    return scene;
}

static struct sim *far_sim(const struct scene *scene, const char *const *command, struct tape *tape)
{
    struct remote remote = {.command = command,
                            .silence_ms = command == serve ? 0 : BENT_SILENCE_MS};
    struct sim *sim = remote_new(&remote, scene, hear, tape);
    cr_assert_not_null(sim);
    return sim;
}

static void compare(const char *path)
{
    struct tape near = {0}, far = {0};
    struct scene *scene = load(path);
    scene->cost.boot_us += 17; /* as --set may change it */
    open_tape(&near);
    open_tape(&far);
    struct sim *near_sim = sim_new(scene, hear, &near);
    cr_assert_not_null(near_sim);
    play(scene, near_sim, &near);
    sim_free(near_sim);
    struct sim *sim = far_sim(scene, serve, &far);
    play(scene, sim, &far);
    sim_free(sim);
    close_tape(&near);
    close_tape(&far);
    cr_assert(gt(sz, near.size, 1000));
    cr_expect(strcmp(near.text, far.text) == 0, "%s", path);
    free(near.text);
    free(far.text);
    scene_free(scene);
}

static void compare_all(const char *pattern, size_t at_least)
{
    glob_t found;
    cr_assert(eq(int, glob(pattern, 0, NULL, &found), 0));
    cr_assert(ge(sz, found.gl_pathc, at_least));
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (!strstr(found.gl_pathv[i], ".schema.json"))
            compare(found.gl_pathv[i]);
    globfree(&found);
}

Test(remote, sim_of_each_scene_does_what_one_here_does_byte_for_byte)
{
    compare_all("scenes/*.json", 5);
}

Test(remote, sim_of_each_guide_does_so)
{
    compare_all("scenes/guides/*.json", 5);
}

Test(remote, sim_of_each_animation_does_so)
{
    compare_all("scenes/animations/*.json", 20);
}

Test(remote, sim_tells_only_the_events_that_are_wanted)
{
    struct tape tape = {0};
    struct scene *scene = load("scenes/two_rings.json");
    open_tape(&tape);
    struct sim *sim = far_sim(scene, serve, &tape);
    sim_want(sim, SIM_EVENT_BIT(SIM_EVENT_KEY));
    (void)sim_run(sim, SECOND_US);
    sim_free(sim);
    close_tape(&tape);
    cr_assert(eq(sz, tape.size, 0));
    free(tape.text);
    scene_free(scene);
}

/* A listener that wants no more at each tenth picture; what was done by then happens all the same.
 */
struct halter {
    struct tape tape;
    struct sim *sim;
    int shows;
};

static void hear_and_halt(void *context, const struct sim_event *event)
{
    struct halter *halter = context;
    hear(&halter->tape, event);
    if (event->type == SIM_EVENT_SHOW && ++halter->shows % 10 == 0)
        sim_halt(halter->sim);
}

static void play_in_pieces(const struct scene *scene, struct halter *halter)
{
    struct sim *sim = halter->sim;
    uint64_t times_us[64];
    size_t count = 0;
    cr_assert(lt(u64, sim_press(sim, scene_part_find(scene, "button"), true, 0), UINT64_MAX));
    while (sim_now_us(sim) < SECOND_US && count < 64) {
        (void)sim_run(sim, SECOND_US);
        times_us[count++] = sim_now_us(sim);
        if (count == 3)
            cr_assert(lt(u64, sim_set(sim, 1, 30, 0), UINT64_MAX));
    }
    cr_assert(gt(sz, count, 5));
    for (size_t i = 0; i < count; i++)
        fprintf(halter->tape.out, "piece until %" PRIu64 "\n", times_us[i]);
    see(scene, sim, &halter->tape);
}

Test(remote, sim_ends_a_run_where_its_listener_wants)
{
    struct halter near = {.shows = 0}, far = {.shows = 0};
    struct scene *scene = load("scenes/two_rings.json");
    struct remote remote = {.command = serve};
    open_tape(&near.tape);
    open_tape(&far.tape);
    near.sim = sim_new(scene, hear_and_halt, &near);
    far.sim = remote_new(&remote, scene, hear_and_halt, &far);
    cr_assert(near.sim && far.sim);
    play_in_pieces(scene, &near);
    play_in_pieces(scene, &far);
    sim_free(near.sim);
    sim_free(far.sim);
    close_tape(&near.tape);
    close_tape(&far.tape);
    cr_expect(strcmp(far.tape.text, near.tape.text) == 0);
    free(near.tape.text);
    free(far.tape.text);
    scene_free(scene);
}

/* ---- What goes wrong ------------------------------------------------------------------------- */

/* Whatever it does, its owner has a sim that has ended, or works. */
static void expect_end(const char *how, const char *seed, const char *problem)
{
    const char *const command[] = {MISBEHAVES_FILE, how, seed, NULL};
    struct tape tape = {0};
    struct scene *scene = load("scenes/two_rings.json");
    open_tape(&tape);
    struct sim *sim = far_sim(scene, command, &tape);
    for (uint64_t until_us = SECOND_US; until_us < 20 * SECOND_US && !sim_failed(sim);
         until_us += SECOND_US) {
        (void)sim_run(sim, until_us);
        cr_assert(lt(u64, sim_press(sim, scene_part_find(scene, "button"), true, 0), UINT64_MAX));
        see(scene, sim, &tape);
    }
    if (problem) {
        cr_expect(sim_failed(sim), "%s", how);
        cr_expect(strstr(sim_problem(sim), problem) != NULL, "%s %s", how, sim_problem(sim));
        cr_expect(eq(int, (int)sim_run(sim, 100 * SECOND_US), SIM_FINISHED));
    }
    sim_free(sim);
    close_tape(&tape);
    free(tape.text);
    scene_free(scene);
}

Test(remote, process_that_ends_is_told_of)
{
    expect_end("dies", NULL, "ended, with 7");
    expect_end("aborts", NULL, "Killed");
    expect_end("speaks", NULL, "I am no more");
}

Test(remote, process_that_cannot_be_started_is_told_of)
{
    static const char *const command[] = {"/nowhere/at/all", NULL};
    struct tape tape = {0};
    struct scene *scene = load("scenes/two_rings.json");
    struct sim *sim = far_sim(scene, command, &tape);
    cr_expect(sim_failed(sim));
    cr_expect(strlen(sim_problem(sim)) > 0);
    sim_free(sim);
    scene_free(scene);
}

Test(remote, process_that_babbles_does_no_harm)
{
    for (int i = 0; i < 50; i++) {
        char seed[12];
        snprintf(seed, sizeof seed, "%d", i);
        expect_end("babbles", seed, "");
    }
}

Test(remote, process_whose_words_are_bent_does_no_harm, .timeout = 100)
{
    for (int i = 0; i < 50; i++) {
        char seed[12];
        snprintf(seed, sizeof seed, "%d", i);
        expect_end("bends", seed, NULL);
    }
}
