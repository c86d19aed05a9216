/* test_timers.c - thousands of sleepers, against a model that looks at all of them.
 *                                                                  SPDX-License-Identifier: MIT */
#include "loop_fixture.h"

#define SLEEPERS 200
#ifndef WAKES /* an emulated board has fewer */
#define WAKES 20000
#endif

TestSuite(timers, .init = set_up_loop);

/* When each must wake, and when it fell asleep; the order is (deadline, age). */
static struct {
    uint64_t due_us;
    uint64_t age;
} model[SLEEPERS];
static uint64_t age;
static uint32_t wakes;
static uint32_t cancels;
static uint64_t random_state;

static uint32_t draw(uint32_t limit)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((random_state >> 32) % limit);
}

/* Lengths of all sizes, and many of them equal. */
static uint32_t draw_us(void)
{
    static const uint32_t limits[] = {3, 70, 5000, 300000, 20000000, 4000000000};
    uint32_t us = 1 + draw(limits[draw(6)]);
    return draw(2) == 0 || us < 1000 ? us : us - us % 1000;
}

static uint32_t expected_next(void)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < SLEEPERS; i++)
        if (model[i].due_us < model[best].due_us ||
            (model[i].due_us == model[best].due_us && model[i].age < model[best].age))
            best = i;
    return best;
}

async_def(sleeper, uint32_t number; uint32_t us;)
{
    async_body {
        while (true) {
            self->us = draw_us();
            model[self->number].due_us = fake.now_us + self->us;
            model[self->number].age = age++;
            try_await(coop_sleep_us(self->us));
            if (await_result == COOP_ERR_CANCELLED)
                continue; /* it was to be the next, whatever its deadline */
            cr_assert(eq(u32, self->number, expected_next()));
            cr_assert(eq(u64, fake.now_us, model[self->number].due_us));
            wakes++;
        }
    }
    return COOP_DONE;
}

static struct sleeper_task sleepers[SLEEPERS];

/* One by one, each falls asleep again before anything else happens. */
static void cancel_one(void)
{
    coop_task *victim = &sleepers[draw(SLEEPERS)].task;
    if (victim->due_us <= fake.now_us)
        return;
    cr_assert(eq(i32, coop_cancel(victim), COOP_OK));
    cancels++;
    while (victim->due_us <= fake.now_us)
        (void)coop_turn(&loop);
}

static void sleep_and_compare(uint64_t start_us, uint64_t seed)
{
    fake.now_us = start_us;
    random_state = seed;
    for (uint32_t i = 0; i < SLEEPERS; i++)
        coop_spawn(&loop, &sleepers[i], sleeper, .number = i);
    while (wakes < WAKES) {
        uint64_t until_us = coop_turn(&loop);
        if (until_us == 0)
            continue;
        cr_assert(eq(u64, until_us, model[expected_next()].due_us));
        if (draw(4) == 0)
            cancel_one();
        else if (draw(4) == 0)
            fake.now_us += (until_us - fake.now_us) / 2; /* woken early */
        else
            fake.now_us = until_us;
    }
    cr_assert(gt(u32, cancels, WAKES / 10));
}

Test(timers, wake_in_the_order_of_deadline_and_age)
{
    sleep_and_compare(0, 1);
}

Test(timers, cross_32_bits_of_microseconds)
{
    sleep_and_compare(UINT32_MAX - 5000ull, 2);
}

Test(timers, cross_32_bits_of_milliseconds)
{
    sleep_and_compare(UINT32_MAX * 1000ull - 5000ull, 3);
}

Test(timers, cross_63_bits_of_microseconds)
{
    sleep_and_compare(((uint64_t)1 << 63) - 5000ull, 4);
}
