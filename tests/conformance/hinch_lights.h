/* hinch_lights.h - four lights, and what events do to them.        SPDX-License-Identifier: MIT */
#ifndef HINCH_LIGHTS_H
#define HINCH_LIGHTS_H

#include "hinch_contact.h"

struct light {
    const char *name;
    bool on;
};

static struct light lights[] = {
    {"red", false}, {"green", false}, {"yellow", false}, {"blue", false}};
enum { RED, GREEN, YELLOW, BLUE };

static inline void light_turn(struct light *light, bool on)
{
    light->on = on;
    printf("%5lu ms: %s %s\n", (unsigned long)elapsed_ms(), light->name, on ? "on" : "off");
}

/* ---- What a callback does ----------------------------------------------------------------------
 */

static inline void light_toggle(struct light *light)
{
    light_turn(light, !light->on);
}

/* ---- What a coroutine does that an event launches -----------------------------------------------
 */

async_def(pulse, struct light *light; uint32_t ms;)
{
    async_body {
        light_turn(self->light, true);
        await(coop_sleep_ms(self->ms));
    }
    light_turn(self->light, false);
    return COOP_DONE;
}

/* As many at a time as the scripts need. */
static inline void light_pulse(struct light *light, uint32_t ms)
{
    static struct pulse_task pulses[5];
    struct pulse_task *unused = pulses;
    while (!coop_finished(&unused->task))
        expect(++unused < pulses + 5);
    coop_spawn(&loop, unused, pulse, .light = light, .ms = ms);
}

#endif
