/* hinch_event_switches.c - how many events a button and a switch give. SPDX-License-Identifier: MIT
 *
 * Documents: the counts that Hinch's event_test expects of its test_switches, where a second pin
 * drives the first. Suppressed, a press is told when it is certain that it is a short one; a double
 * click gives one release, and a long press no press.
 */
#include "hinch_contact.h"
#include "parts/button.h"

static struct button button;
static unsigned count; /* of each event three bits, in the order of the monitors */

static void compare(unsigned expected)
{
    if (count == expected)
        puts("Pass");
    else
        printf("Fail: expected 0x%04x got 0x%04x\n", expected, count);
    count = 0;
}

async_def(monitor, enum button_event event; unsigned one;)
{
    async_body {
        while (true) {
            await(button_wait(&button, (uint8_t)self->event));
            count += self->one;
        }
    }
    return COOP_DONE;
}

/* Close the contact so many times, 100 ms apart, the last time for `ms`. */
async_def(press, int times; uint32_t ms;)
{
    async_body {
        for (; self->times > 0; self->times--) {
            contact_closed = true;
            await(coop_sleep_ms(self->times > 1 ? 100 : self->ms));
            contact_closed = false;
            await(coop_sleep_ms(self->times > 1 ? 100 : 4000));
        }
    }
    return COOP_DONE;
}

/* How it is pressed, and what that gives: unsuppressed, suppressed. */
static const struct pressing {
    const char *name;
    int times;
    uint32_t ms;
    unsigned counts[2];
} pressings[] = {
    {"short press", 1, 100, {0x09, 0x09}},
    {"long press", 1, 2000, {0x209, 0x208}},
    {"double press", 2, 100, {0x52, 0x48}},
    {"double press, 2nd press long,", 2, 2000, {0x52, 0x48}},
};

async_def(button_test, bool suppressed; struct monitor_task monitors[4];
          struct button_reader_task reader; const struct pressing *pressing; struct press press;)
{
    async_body {
        static const enum button_event kinds[] = {BUTTON_PRESS, BUTTON_RELEASE, BUTTON_DOUBLE,
                                                  BUTTON_LONG};
        printf("Testing with suppress == %s\n", self->suppressed ? "True" : "False");
        button_open(&button, &loop, &(struct button_config){.suppressed = self->suppressed});
        coop_create_task(&self->reader, button_reader, .keypad = &keypad, .buttons = &button,
                         .count = 1);
        for (unsigned i = 0; i < 4; i++)
            coop_create_task(&self->monitors[i], monitor, .event = kinds[i], .one = 1u << 3 * i);
        for (self->pressing = pressings; self->pressing < pressings + 4; self->pressing++) {
            await(coop_sleep_ms(1000));
            printf("Start %s test\n", self->pressing->name);
            await(coop_call(&self->press, press, .times = self->pressing->times,
                            .ms = self->pressing->ms));
            compare(self->pressing->counts[self->suppressed]);
        }
        puts("");
    }
    for (int i = 0; i < 4; i++)
        coop_cancel(&self->monitors[i].task);
    coop_cancel(&self->reader.task);
    button_close(&button);
    return COOP_DONE;
}

async_def(switch_monitor, struct key_event event;)
{
    async_body {
        while (true) {
            await(keypad_next(&keypad, &self->event));
            count += self->event.pressed ? 8 : 1;
        }
    }
    return COOP_DONE;
}

async_def(switches_test, struct button_test button; struct switch_monitor_task monitor;
          struct press_task press;)
{
    async_body {
        puts("Testing EButton.");
        await(coop_call(&self->button, button_test, .suppressed = false));
        await(coop_sleep_ms(1000));
        expect(button_closed(&button));
        await(coop_call(&self->button, button_test, .suppressed = true));
        await(coop_sleep_ms(1000));
        puts("Testing ESwitch");
        coop_create_task(&self->monitor, switch_monitor);
        coop_create_task(&self->press, press, .times = 1, .ms = 2000);
        puts("Switch closure");
        await(coop_sleep_ms(1000));
        compare(0x08);
        await(coop_sleep_ms(4000));
        puts("Switch open");
        compare(0x01);
    }
    return COOP_DONE;
}

int main(void)
{
    static struct switches_test_task test;
    begin_contact(NULL);
    return run_to_end(coop_spawn(&loop, &test, switches_test));
}
