/* test_history.c - what the list of tasks and the timeline tell is what happened.
 *                                                                  SPDX-License-Identifier: MIT */
#include "window/history.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static struct scene *scene;
static struct sim *sim;
static struct history history;

static void load(const char *path)
{
    struct diagnostics diagnostics = {0};
    scene = scene_load(path, &diagnostics);
    cr_assert_not_null(scene);
    cr_assert(history_init(&history, scene));
    sim = sim_new(scene, history_hear, &history);
    cr_assert_not_null(sim);
}

static void tear_down(void)
{
    sim_free(sim);
    history_free(&history);
    scene_free(scene);
}

TestSuite(history, .fini = tear_down);

static const struct task_view *task_of(const char *name)
{
    for (size_t i = 0; i < history.task_count; i++)
        if (history.tasks[i].name && strcmp(history.tasks[i].name, name) == 0)
            return &history.tasks[i];
    cr_assert(0, "no task %s", name);
    return NULL;
}

Test(history, sums_of_tasks_are_those_of_the_simulation)
{
    load("scenes/two_rings.json");
    (void)sim_run(sim, 700000);
    uint64_t turns = 0;
    uint64_t used_us = 0;
    for (size_t i = 0; i < history.task_count; i++) {
        turns += history.tasks[i].turns;
        used_us += history_used_us(&history.tasks[i], 700000);
    }
    cr_assert(eq(u64, turns, sim_steps(sim)));
    /* rainbow_cycle never waits for longer than one turn, so somebody always runs. */
    cr_assert(ge(u64, used_us, 699000));
    cr_assert(le(u64, used_us, 700000));
}

Test(history, a_waiting_task_tells_for_what_and_where)
{
    load("scenes/two_rings.json");
    (void)sim_run(sim, 700000);
    const struct task_view *blink = task_of("blink");
    cr_assert(eq(int, history_state(blink, 700000), TASK_WAITING));
    cr_assert(eq(str, (char *)blink->wait.kind, "sleep"));
    cr_assert(gt(u64, blink->wait.due_us, 700000));
    cr_assert_not_null(strstr(blink->file, "blink_ring.c"));
    cr_assert(gt(u16, blink->line, 0));
    cr_assert(eq(int, history_state(blink, blink->wait.due_us), TASK_READY));
    const struct task_view *main = task_of("main");
    cr_assert(eq(str, (char *)main->wait.kind, "gather"));
    cr_assert(eq(sz, blink->parent, (size_t)(main - history.tasks)));
}

Test(history, who_keeps_others_waiting_is_named)
{
    load("tests/window/hog.json");
    (void)sim_run(sim, 3000000);
    const struct task_view *hog = task_of("hog");
    const struct task_view *victim = task_of("victim");
    cr_assert(history_hogs(hog, 3000000));
    cr_assert(eq(sz, hog->held, (size_t)(victim - history.tasks)));
    cr_assert(ge(u64, hog->held_us, 100000));
    cr_assert_not(history_hogs(victim, 3000000));
}

Test(history, a_task_that_does_not_come_back_is_marked_while_it_runs)
{
    load("scenes/guides/led2_blocking.json");
    (void)sim_run(sim, 400000);
    const struct task_view *main = task_of("main");
    cr_assert(eq(int, history_state(main, 400000), TASK_RUNNING));
    cr_assert(history_hogs(main, 400000));
}

Test(history, nobody_is_blamed_where_all_take_turns)
{
    load("scenes/two_rings.json");
    (void)sim_run(sim, 3000000);
    for (size_t i = 0; i < history.task_count; i++)
        cr_assert_not(history_hogs(&history.tasks[i], 3000000), "%s", history.tasks[i].name);
}

Test(history, ended_tasks_keep_their_result)
{
    load("scenes/guides/led2_asyncio.json");
    (void)sim_run(sim, 20000000);
    const struct task_view *main = task_of("main");
    cr_assert(eq(int, history_state(main, 20000000), TASK_ENDED));
    cr_assert(eq(i32, main->result, 0));
}

Test(history, tasks_that_have_not_begun_have_a_name_and_stand_below_who_plays_them)
{
    load("scenes/animations/show.json");
    (void)sim_run(sim, 100000);
    struct task_order order;
    task_order(&history, &order);
    cr_assert(eq(sz, order.count, history.task_count));
    for (size_t i = 0; i < history.task_count; i++)
        cr_assert_not_null(history.tasks[i].name);
    const struct task_view *breath = task_of("breath");
    cr_assert(eq(int, history_state(breath, 100000), TASK_NEW));
    cr_assert(eq(str, (char *)history.tasks[breath->parent].name, "sequence"));
}

Test(history, what_has_ended_stands_behind_what_goes_on)
{
    load("scenes/animations/show.json");
    (void)sim_run(sim, 10000000);
    struct task_order order;
    bool ended = false;
    task_order(&history, &order);
    cr_assert(eq(sz, order.count, history.task_count));
    for (size_t i = 0; i < order.count; i++) {
        const struct task_view *task = &history.tasks[order.tasks[i]];
        if (order.depths[i] == 2 && task->state == TASK_ENDED)
            ended = true;
        else if (order.depths[i] == 2)
            cr_assert_not(ended, "%s goes on", task->name);
    }
    cr_assert(ended);
}

Test(history, levels_are_known_from_the_start_and_only_changes_are_moments)
{
    load("scenes/two_rings.json");
    size_t button = scene_part_find(scene, "button");
    (void)sim_press(sim, button, true, 300000);
    (void)sim_press(sim, button, true, 310000);
    (void)sim_press(sim, button, false, 500000);
    (void)sim_run(sim, 600000);
    cr_assert(eq(int, history_level(&history, button, 100000), 1));
    cr_assert(eq(int, history_level(&history, button, 400000), 0));
    cr_assert(eq(int, history_level(&history, button, 600000), 1));
    uint64_t changes = 0;
    for (uint64_t i = 0; i < history.moment_count; i++)
        changes += history_moment(&history, i)->type == MOMENT_PIN;
    cr_assert(eq(u64, changes, 2));
}

Test(history, moments_and_shows_are_found_by_their_time)
{
    load("scenes/two_rings.json");
    (void)sim_run(sim, 700000);
    uint64_t number = history_find(&history, 350000);
    cr_assert(ge(u64, history_moment(&history, number)->time_us, 350000));
    cr_assert(lt(u64, history_moment(&history, number - 1)->time_us, 350000));
    const struct show_list *list = &history.shows[scene_part_find(scene, "ring_two")];
    cr_assert(eq(u64, list->count, 2));
    const struct show *before = history_show(list, history_find_show(list, 499000));
    const struct show *after = history_show(list, history_find_show(list, 699000));
    cr_assert(gt(u8, before->colors[0][2], 0));
    cr_assert(eq(u8, after->colors[0][2], 0));
}

Test(history, the_oldest_goes_when_there_is_no_more_room)
{
    load("scenes/two_rings.json");
    (void)sim_run(sim, 90000000);
    cr_assert(gt(u64, history.moment_count, HISTORY_MOMENTS));
    uint64_t first = history_first(&history);
    cr_assert(eq(u64, history_find(&history, 0), first));
    cr_assert(gt(u64, history_moment(&history, first)->time_us, 0));
    cr_assert(eq(u64, history_find(&history, UINT64_MAX), history.moment_count));
}

Test(history, lines_of_the_console_are_printed_or_typed)
{
    load("scenes/set_by_console.json");
    (void)sim_type(sim, "delay 70", 300000);
    (void)sim_run(sim, 600000);
    cr_assert(eq(u64, history.line_count, 2));
    cr_assert(eq(int, history_line(&history, 0)->kind, LINE_TYPED));
    cr_assert(eq(u64, history_line(&history, 0)->time_us, 300000));
    cr_assert(eq(str, (char *)history_line(&history, 0)->words, "delay 70"));
    cr_assert(eq(int, history_line(&history, 1)->kind, LINE_PRINTED));
    cr_assert(eq(str, (char *)history_line(&history, 1)->words, "70"));
}
