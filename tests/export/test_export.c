/* test_export.c - files of a run: what they say, and what goes wrong with them.
 *                                                                  SPDX-License-Identifier: MIT */
#include "export/export.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/task_states.h"
#include "export/frames.h"

#define SECOND_US 1000000u

static struct scene *scene;
static char path[64];

static void set_up(void)
{
    struct diagnostics diagnostics = {0};
    scene = scene_load("scenes/two_rings.json", &diagnostics);
    diagnostics_print(&diagnostics, stderr, false);
    diagnostics_free(&diagnostics);
    cr_assert(ne(ptr, scene, NULL));
    (void)snprintf(path, sizeof path, "/tmp/glowloop-export-%d", (int)getpid());
}

static void tear_down(void)
{
    (void)remove(path);
    scene_free(scene);
}

TestSuite(export, .init = set_up, .fini = tear_down);
TestSuite(frames, .init = set_up, .fini = tear_down);
TestSuite(task_states, .init = set_up, .fini = tear_down);

static void hear(void *context, const struct sim_event *event)
{
    export_event(context, event);
}

/* Run the scene, with a press from 0.7 s on, into a file of that kind. */
static void run_into(enum export_kind kind, uint64_t until_us)
{
    char why[EXPORT_WHY_MAX] = "";
    struct export *export = export_open(kind, path, scene, why);
    cr_assert(export != NULL, "%s", why);
    struct sim *sim = sim_new(scene, hear, export);
    sim_press(sim, scene_part_find(scene, "button"), true, 700000);
    (void)sim_run(sim, until_us);
    cr_assert(export_close(export, until_us, why), "%s", why);
    sim_free(sim);
}

/* What is in the file of a run of set_by_console.json, with two lines typed. */
static char *typed_into(enum export_kind kind)
{
    struct diagnostics diagnostics = {0};
    char why[EXPORT_WHY_MAX] = "";
    static char text[65536];
    scene_free(scene);
    scene = scene_load("scenes/set_by_console.json", &diagnostics);
    struct export *export = export_open(kind, path, scene, why);
    cr_assert(export != NULL, "%s", why);
    struct sim *sim = sim_new(scene, hear, export);
    (void)sim_type(sim, "delay 70", 100000);
    (void)sim_type(sim, "say \"ä\"", 200000);
    (void)sim_run(sim, 300000);
    cr_assert(export_close(export, 300000, why), "%s", why);
    sim_free(sim);
    FILE *file = fopen(path, "r");
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    (void)fclose(file);
    return text;
}

Test(export, vcd_has_what_is_typed_as_a_string_and_when)
{
    const char *text = typed_into(EXPORT_VCD);
    char typed[8], enter[8], wanted[64];
    const char *declared = strstr(text, "$scope module console $end\n$var string 1 ");
    cr_assert(ne(ptr, (void *)declared, NULL));
    cr_assert(eq(int,
                 sscanf(declared,
                        "$scope module console $end\n$var string 1 %7s console_typed $end\n"
                        "$var event 1 %7s console_enter $end\n$upscope $end",
                        typed, enter),
                 2));
    (void)snprintf(wanted, sizeof wanted, "#100000\nsdelay_70 %s\n1%s\n", typed, enter);
    cr_assert(ne(ptr, strstr(text, wanted), NULL), "%s is not in it", wanted);
    (void)snprintf(wanted, sizeof wanted, "#200000\nssay_\"__\" %s\n1%s\n", typed, enter);
    cr_assert(ne(ptr, strstr(text, wanted), NULL), "%s is not in it", wanted);
}

Test(export, vcd_without_a_typed_line_has_no_console)
{
    char text[4096];
    run_into(EXPORT_VCD, 1000);
    FILE *file = fopen(path, "r");
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    (void)fclose(file);
    cr_assert(eq(ptr, strstr(text, "console"), NULL));
}

Test(export, perfetto_has_what_is_typed_as_an_instant_on_the_console)
{
    const char *text = typed_into(EXPORT_PERFETTO);
    cr_assert(ne(ptr,
                 strstr(text, "{\"ph\":\"i\",\"pid\":3,\"tid\":1,\"ts\":100000,"
                              "\"name\":\"> delay 70\",\"s\":\"t\"}"),
                 NULL));
    cr_assert(ne(ptr, strstr(text, "\"ts\":200000,\"name\":\"> say \\\"ä\\\"\""), NULL));
}

/* ---- What goes wrong ------------------------------------------------------------------------- */

Test(export, names_a_path_that_cannot_be_written)
{
    char why[EXPORT_WHY_MAX];
    for (int kind = 0; kind < EXPORT_KINDS; kind++) {
        cr_assert(export_open((enum export_kind)kind, "/no/such/file", scene, why) == NULL);
        cr_assert(strstr(why, "/no/such/file: cannot write: No such file") != NULL, "%s", why);
    }
}

Test(export, tells_of_a_disk_that_is_full)
{
    char why[EXPORT_WHY_MAX];
    if (access("/dev/full", W_OK) != 0)
        cr_skip("this system has no /dev/full");
    for (int kind = 0; kind < EXPORT_KINDS; kind++) {
        struct export *export = export_open((enum export_kind)kind, "/dev/full", scene, why);
        cr_assert(export != NULL);
        struct sim *sim = sim_new(scene, hear, export);
        (void)sim_run(sim, SECOND_US);
        cr_assert(export_close(export, SECOND_US, why) == false, "%s", export_names[kind]);
        cr_assert(strstr(why, "/dev/full: not all could be written: No space") != NULL, "%s", why);
        sim_free(sim);
    }
}

Test(export, that_is_closed_without_any_event_is_a_whole_file)
{
    char why[EXPORT_WHY_MAX];
    for (int kind = 0; kind < EXPORT_KINDS; kind++) {
        struct export *export = export_open((enum export_kind)kind, path, scene, why);
        cr_assert(export_close(export, 0, why), "%s", why);
    }
    cr_assert(export_close(NULL, 0, why));
}

/* ---- Frames ---------------------------------------------------------------------------------- */

/* What a sim shows each time, to compare with. */
struct seen {
    struct sim *sim;
    const struct frames *frames;
    size_t at;
};

static void compare(void *context, const struct sim_event *event)
{
    struct seen *seen = context;
    if (event->type != SIM_EVENT_SHOW)
        return;
    cr_assert(lt(sz, seen->at, seen->frames->count));
    const struct frame *frame = &seen->frames->list[seen->at++];
    cr_assert(eq(u64, frame->time_us, event->time_us));
    cr_assert(eq(sz, frame->part, event->part));
    cr_assert(eq(sz, frame->line, seen->at + 1)); /* behind the line that explains */
    cr_assert(memcmp(frame->light, sim_pixels(seen->sim, frame->part, NULL), event->byte_count) ==
              0);
}

static bool read_frames(struct frames *frames, char *text, size_t size)
{
    struct diagnostics diagnostics = {0};
    bool fine = frames_load(frames, path, scene, &diagnostics);
    FILE *out = fmemopen(text, size, "w");
    diagnostics_print(&diagnostics, out, false);
    (void)fclose(out);
    diagnostics_free(&diagnostics);
    return fine;
}

static void write_text(const char *text)
{
    FILE *out = fopen(path, "w");
    cr_assert(out != NULL && fputs(text, out) >= 0);
    cr_assert(fclose(out) == 0);
}

Test(frames, are_read_as_they_were_shown)
{
    char text[1000] = "";
    struct frames frames = {0};
    run_into(EXPORT_FRAMES, 2 * SECOND_US);
    cr_assert(read_frames(&frames, text, sizeof text), "%s", text);
    cr_assert(gt(sz, frames.count, 1000));
    struct seen seen = {.frames = &frames};
    seen.sim = sim_new(scene, compare, &seen);
    sim_press(seen.sim, scene_part_find(scene, "button"), true, 700000);
    (void)sim_run(seen.sim, 2 * SECOND_US);
    cr_assert(eq(sz, seen.at, frames.count));
    sim_free(seen.sim);
    frames_free(&frames);
}

struct wrong {
    const char *text;
    const char *message;
};

Test(frames, that_are_wrong_are_told_with_their_place)
{
    static const struct wrong cases[] = {
        {"soon ring_one\n", ":1:1: error: a frame begins with its time"},
        {"# c\n\n5 ring_on 000000\n", ":3:3: error: the scene has no pixels called \"ring_on\""},
        {"5 ring_on 000000\n", "did you mean \"ring_one\"?"},
        {"5 button 000000\n", "no pixels called \"button\""},
        {"5 ring_one 00000g\n", ":1:12: error: a pixel of it has 6 digits"},
        {"5 ring_one 00000000\n", ":1:12: error: a pixel of it has 6 digits"},
        {"5 ring_one 000000 000000\n", "ring_one has 16 pixels; there are fewer"},
        {"5 ring_one\n", "ring_one has 16 pixels; there are fewer"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1000] = "";
        struct frames frames = {0};
        write_text(cases[i].text);
        cr_assert(read_frames(&frames, text, sizeof text) == false);
        cr_assert(strstr(text, cases[i].message) != NULL, "%s\nsays: %s", cases[i].text, text);
        cr_assert(eq(sz, frames.count, 0));
        frames_free(&frames);
    }
}

Test(frames, stand_in_the_order_of_their_times)
{
    char text[1000] = "", line[400] = "7 ring_two";
    char both[3 * sizeof line + 20];
    struct frames frames = {0};
    for (int i = 0; i < 16; i++)
        strcat(line, " 0000Ff");
    (void)snprintf(both, sizeof both, "%s\r\n%s 000000\n6%s\n", line, line, line + 1);
    write_text(both);
    cr_assert(read_frames(&frames, text, sizeof text) == false);
    cr_assert(strstr(text, ":2:124: error: ring_two has 16 pixels; there are more") != NULL, "%s",
              text);
    cr_assert(strstr(text, ":3:1: error: frames stand in the order") != NULL, "%s", text);
    cr_assert(eq(sz, frames.count, 1));
    cr_assert(eq(u8, frames.list[0].light[47], 0xFF));
    frames_free(&frames);
}

/* ---- States of tasks ------------------------------------------------------------------------- */

/* Every change is one that can be, none goes back in time, and none is missed. */
static void check_change(void *context, const struct task_change *change)
{
    static const bool can_be[6][6] = {
        [TASK_NEW] = {[TASK_DUE] = true, [TASK_RUNNING] = true},
        [TASK_DUE] = {[TASK_RUNNING] = true},
        [TASK_RUNNING] =
            {[TASK_DUE] = true, [TASK_SLEEPING] = true, [TASK_WAITING] = true, [TASK_ENDED] = true},
        [TASK_SLEEPING] = {[TASK_DUE] = true},
        [TASK_WAITING] = {[TASK_DUE] = true},
    };
    uint64_t *last_us = context;
    cr_assert(can_be[change->track->state][change->to], "%s: from %s to %s", change->track->title,
              task_state_name(change->track->state), task_state_name(change->to));
    cr_assert(le(u64, *last_us, change->time_us));
    if (change->track->state == TASK_SLEEPING && change->event == NULL)
        cr_assert(eq(u64, change->time_us, change->track->wait.due_us));
    *last_us = change->time_us;
}

static void hear_states(void *context, const struct sim_event *event)
{
    task_states_event(context, event);
}

Test(task_states, go_from_each_to_one_that_can_follow)
{
    uint64_t last_us = 0;
    struct task_states states = {.listener = check_change, .context = &last_us};
    struct sim *sim = sim_new(scene, hear_states, &states);
    sim_press(sim, scene_part_find(scene, "button"), true, 700000);
    (void)sim_run(sim, 2 * SECOND_US);
    cr_assert(eq(sz, states.count, 4));
    cr_assert(eq(str, states.list[3].title, "main"));
    cr_assert(eq(int, (int)states.list[3].state, TASK_WAITING));
    cr_assert(eq(str, (char *)states.list[3].wait.kind, "gather"));
    cr_assert(eq(sz, states.list[3].wait.task, 0)); /* the first of those it gathers */
    sim_free(sim);
    task_states_free(&states);
}

/* Who woke whom: a press is nobody's doing. */
static void count_wakes(void *context, const struct sim_event *event)
{
    size_t *wakes = context;
    if (event->type != SIM_EVENT_WAKE)
        return;
    if (event->by == SIM_NOBODY && strcmp(event->wait.kind, "key") == 0)
        wakes[0]++;
    if (event->by == 3 && strcmp(event->wait.kind, "new") == 0)
        wakes[1]++;
}

Test(task_states, tell_an_interrupt_from_a_task_that_wakes)
{
    size_t wakes[2] = {0, 0};
    struct sim *sim = sim_new(scene, count_wakes, wakes);
    sim_press(sim, scene_part_find(scene, "button"), true, 700000);
    (void)sim_run(sim, SECOND_US);
    sim_free(sim);
    cr_assert(eq(sz, wakes[0], 0)); /* this program polls */
    cr_assert(eq(sz, wakes[1], 3));
    scene_free(scene);
    struct diagnostics diagnostics = {0};
    scene = scene_load("scenes/two_rings_awaiting.json", &diagnostics);
    sim = sim_new(scene, count_wakes, wakes);
    sim_press(sim, scene_part_find(scene, "button"), true, 700000);
    (void)sim_run(sim, SECOND_US);
    sim_free(sim);
    cr_assert(eq(sz, wakes[0], 1));
}
