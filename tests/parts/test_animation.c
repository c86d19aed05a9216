/* test_animation.c - the frames of animations, on a grid of time.  SPDX-License-Identifier: MIT */
#include "programs/animation.h"

#include "fake_board.h"

static struct pixels ring;
static uint8_t storage[PIXELS_STORAGE(4, PIXELS_GRB)];
static int32_t speed;
static int32_t repeat;
static int32_t period;
static uint32_t hold_us; /* how long a frame takes to draw */

/* Writes what it knows of each frame. */
ANIMATION(stepping, uint32_t frames;)
{
    uint32_t step = animation_step(&self->animation, self->frames);
    note("%u:%u@%u ", (unsigned)self->animation.frame, (unsigned)step, at());
    fake.now_us += hold_us;
}

ANIMATION(turning, uint32_t unused;)
{
    note("%u@%u ", animation_phase(&self->animation, period), at());
    fake.now_us += hold_us;
}

static COOP_TASK_OF(stepping) stepping_task;
static COOP_TASK_OF(turning) turning_task;

static void set_up(void)
{
    set_up_loop();
    pixels_init(&ring, &board, 28, 4, PIXELS_GRB, storage);
    speed = 10;
    repeat = 0;
    period = 0;
    hold_us = 0;
}

TestSuite(animation, .init = set_up);

static void step_until(uint64_t give_up_ms)
{
    fake.give_up_us = START_US + give_up_ms * 1000;
    coop_spawn(&loop, &stepping_task, stepping, .frames = 3,
               .animation = {.pixels = &ring, .speed = &speed, .repeat = &repeat});
    (void)coop_run(&loop, &stepping_task.task);
}

Test(animation, draws_at_once_and_then_on_a_grid)
{
    hold_us = 4000;
    step_until(41);
    expect_journal("0:0@0 1:1@10 2:2@20 3:0@30 4:1@40 ");
    cr_assert(eq(int, outside.sends, 5));
}

Test(animation, leaves_out_frames_that_are_late_by_a_whole_period)
{
    hold_us = 25000;
    repeat = 3; /* frame 9 would be too many; the port is never idle */
    step_until(1000);
    expect_journal("0:0@0 2:2@25 5:2@50 7:1@75 ");
}

Test(animation, ends_after_as_many_cycles_as_it_shall)
{
    repeat = 2;
    step_until(1000);
    expect_journal("0:0@0 1:1@10 2:2@20 3:0@30 4:1@40 5:2@50 ");
    cr_assert(coop_finished(&stepping_task.task));
    cr_assert(eq(u64, fake.now_us, START_US + 60000));
}

Test(animation, by_time_ends_with_its_last_period)
{
    repeat = 1;
    period = 40;
    fake.give_up_us = 1000000;
    coop_spawn(&loop, &turning_task, turning,
               .animation = {.pixels = &ring, .speed = &speed, .repeat = &repeat});
    (void)coop_run(&loop, &turning_task.task);
    expect_journal("0@0 16384@10 32768@20 49152@30 ");
    cr_assert(coop_finished(&turning_task.task));
}

Test(animation, by_time_keeps_its_place_though_frames_are_left_out)
{
    repeat = 2;
    period = 40;
    hold_us = 25000; /* so of 0, 20, 50 and 70 ms, and the next one is in the third cycle */
    coop_spawn(&loop, &turning_task, turning,
               .animation = {.pixels = &ring, .speed = &speed, .repeat = &repeat});
    (void)coop_run(&loop, &turning_task.task);
    expect_journal("0@0 32768@25 16384@50 49152@75 ");
    cr_assert(coop_finished(&turning_task.task));
}

Test(animation, by_time_takes_up_a_new_period_as_if_it_had_always_been)
{
    period = 40;
    fake.give_up_us = START_US + 35000;
    coop_spawn(&loop, &turning_task, turning, .animation = {.pixels = &ring, .speed = &speed});
    (void)coop_run(&loop, &turning_task.task);
    period = 4; /* shorter than a frame */
    fake.give_up_us = START_US + 55000;
    (void)coop_run(&loop, &turning_task.task);
    period = 80;
    fake.give_up_us = START_US + 65000;
    (void)coop_run(&loop, &turning_task.task);
    expect_journal("0@0 16384@10 32768@20 49152@30 0@40 32768@50 49152@60 ");
}

Test(animation, takes_up_a_new_speed_with_its_next_frame)
{
    step_until(15);
    speed = 50;
    fake.give_up_us = START_US + 130000;
    (void)coop_run(&loop, &stepping_task.task);
    expect_journal("0:0@0 1:1@10 2:2@20 3:0@70 4:1@120 ");
}

Test(animation, without_speed_or_period_stands_still_but_does_not_spin)
{
    speed = 0;
    fake.give_up_us = START_US + 3000;
    coop_spawn(&loop, &turning_task, turning, .animation = {.pixels = &ring, .speed = &speed});
    (void)coop_run(&loop, &turning_task.task);
    expect_journal("0@0 0@1 0@2 ");
}
