/* test_combine.c - programs that play others.                      SPDX-License-Identifier: MIT */
#include "loop_fixture.h"
#include "programs/parameters.h"
#include "programs/programs.h"

/* Notes its name when it begins and when it is ended; ends by itself after `time`. */
async_def(act, const int32_t *name; const int32_t *time;)
{
    async_body {
        note("%c%u ", (char)*self->name, at());
        await(coop_sleep_ms((uint32_t)*self->time));
        if (*self->name == 'x')
            return COOP_RESULT(-100);
    }
    note("/%c%u ", (char)*self->name, at());
    return COOP_DONE;
}

static const COOP_FLASH struct parameter parameters[] = {
    SETTING(act, "name", name, NUMBER, 0, COUNT_MAX, 0, ""),
    SETTING(act, "time", time, TIME, 0, TIME_MAX_MS, 0, ""),
};

static PROGRAM(act, "");

/* What a scene makes of tasks: up to three acts, and one program that plays them. */
enum { ACTS = 3, FRAME_SIZE = 512 };
static int32_t names[ACTS] = {'a', 'b', 'c'};
static int32_t times[ACTS] = {10, 20, 30};
static COOP_TASK_OF(act) acts[ACTS];
static void *act_bindings[ACTS][2];
static struct program_task list[ACTS];
static coop_task *tasks[ACTS];
static struct program_tasks played = {list, tasks, ACTS};

static union {
    coop_task task;
    unsigned char frame[FRAME_SIZE];
} player;
static int32_t settings[8];

static void set_up(void)
{
    set_up_loop();
    for (int i = 0; i < ACTS; i++) {
        act_bindings[i][0] = &names[i];
        act_bindings[i][1] = &times[i];
        tasks[i] = &acts[i].task;
        list[i] = (struct program_task){&act_program, tasks[i], act_bindings[i]};
    }
}

TestSuite(combine, .init = set_up);

/* Run `name` with its settings, in the order of its table, until `ms`. */
static coop_task *play(const char *name, uint64_t ms)
{
    const struct program *program = program_find(name);
    void *bindings[8];
    for (uint8_t i = 0; i < program->parameter_count; i++)
        bindings[i] =
            program->parameters[i].type == PARAMETER_TASKS ? (void *)&played : (void *)&settings[i];
    cr_assert(le(u32, sizeof(coop_task) + program->frame_size, FRAME_SIZE));
    program_prepare(&(struct program_task){program, &player.task, bindings});
    coop_start(&loop, &player.task);
    fake.give_up_us = START_US + ms * 1000;
    (void)coop_run(&loop, &player.task);
    return &player.task;
}

Test(combine, group_plays_all_at_once_and_ends_with_the_last)
{
    settings[0] = 1;
    cr_assert(coop_finished(play("group", 1000)));
    expect_journal("a0 b0 c0 /a10 /b20 /c30 ");
}

Test(combine, group_begins_again_when_all_have_ended)
{
    settings[0] = 2;
    cr_assert(coop_finished(play("group", 1000)));
    expect_journal("a0 b0 c0 /a10 /b20 /c30 a30 b30 c30 /a40 /b50 /c60 ");
}

Test(combine, group_ends_with_the_first_failure)
{
    names[0] = 'x';
    settings[0] = 0;
    coop_task *task = play("group", 1000);
    cr_assert(eq(i32, coop_result(task), -100));
    expect_journal("x0 b0 c0 /b10 /c10 ");
}

Test(combine, timed_ends_what_has_not_ended_in_time)
{
    settings[0] = 15;
    coop_task *task = play("timed", 1000);
    cr_assert(eq(i32, coop_result(task), COOP_OK));
    expect_journal("a0 b0 c0 /a10 /b15 /c15 ");
    cr_assert(coop_finished(tasks[2]));
}

Test(combine, timed_is_over_when_all_have_ended)
{
    settings[0] = 100;
    cr_assert(coop_finished(play("timed", 1000)));
    expect_journal("a0 b0 c0 /a10 /b20 /c30 ");
    cr_assert(eq(u64, fake.now_us, START_US + 30000));
}

enum { EVERY, RANDOM, SEED, REPEAT };

Test(combine, sequence_waits_for_the_end_of_each)
{
    settings[REPEAT] = 2;
    cr_assert(coop_finished(play("sequence", 1000)));
    expect_journal("a0 /a10 b10 /b30 c30 /c60 a60 /a70 b70 /b90 c90 /c120 ");
}

Test(combine, sequence_goes_on_when_one_has_had_its_time)
{
    settings[EVERY] = 15;
    settings[REPEAT] = 1;
    cr_assert(coop_finished(play("sequence", 1000)));
    expect_journal("a0 /a10 b10 /b25 c25 /c40 ");
}

Test(combine, sequence_ends_with_what_it_plays_when_it_is_cancelled)
{
    settings[EVERY] = 1000;
    coop_task *task = play("sequence", 15);
    cr_assert(eq(i32, coop_cancel(task), COOP_OK));
    fake.give_up_us = 0;
    cr_assert(eq(i32, coop_run(&loop, task), COOP_ERR_CANCELLED));
    expect_journal("a0 /a10 b10 /b10 ");
    cr_assert(coop_finished(tasks[1]));
}

Test(combine, sequence_by_chance_never_plays_one_twice_in_a_row)
{
    settings[RANDOM] = 1;
    settings[SEED] = 7;
    (void)play("sequence", 3000);
    unsigned seen[ACTS] = {0};
    char last = 0;
    for (const char *place = journal.text; *place; place = strchr(place, ' ') + 1) {
        if (*place == '/')
            continue;
        cr_assert(ne(chr, *place, last));
        last = *place;
        seen[last - 'a']++;
    }
    for (int i = 0; i < ACTS; i++)
        cr_assert(gt(u32, seen[i], 20));
}
