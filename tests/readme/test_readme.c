/* test_readme.c - the code of README, run: two LEDs, each at its pace. SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>

#include "fake_port.h"
#include "readme_code.h"

/* A board that counts edges. */
struct fake_board {
    const struct fake_port *clock;
    uint32_t edges[2];
    uint64_t last_edge_us[2];
    bool released[2];
};

static void fake_write(void *context, uint8_t pin, bool level)
{
    struct fake_board *fake = context;
    (void)level;
    fake->edges[pin]++;
    fake->last_edge_us[pin] = fake->clock->now_us;
}

static void fake_release(void *context, uint8_t pin)
{
    ((struct fake_board *)context)->released[pin] = true;
}

Test(readme, its_code_blinks_two_leds_each_at_its_own_pace)
{
    struct fake_port clock = {0};
    const coop_port port = fake_port_init(&clock);
    struct fake_board fake = {.clock = &clock};
    const struct board board = {.context = &fake, .write = fake_write, .release = fake_release};
    struct digital leds[2] = {{.board = &board, .pin = 0}, {.board = &board, .pin = 1}};
    static task_of(app) task;
    coop_loop loop;

    digital_output(&leds[0], false);
    digital_output(&leds[1], false);
    coop_init(&loop, &port);
    int32_t result = coop_run(&loop, coop_spawn(&loop, &task, app, .leds = leds));

    cr_assert_eq(result, COOP_OK);
    cr_assert_eq(fake.edges[0], 1 + 10);
    cr_assert_eq(fake.edges[1], 1 + 20);
    cr_assert_eq(fake.last_edge_us[0], 9 * 250000u);
    cr_assert_eq(fake.last_edge_us[1], 19 * 100000u);
    cr_assert_eq(clock.now_us, 2500000u);
    cr_assert(fake.released[0]);
    cr_assert(fake.released[1]);
}
