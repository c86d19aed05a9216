/* conformance.c - what the programs of this folder share.          SPDX-License-Identifier: MIT */
#include "conformance.h"

#include <stdlib.h>

struct fake_port fake;
coop_port port;
coop_loop loop;

void set_up_loop(void)
{
    const char *start_us = getenv("START_US");
    if (start_us != NULL)
        fake.now_us = strtoull(start_us, NULL, 10);
    fake.restless = getenv("RESTLESS") != NULL;
    port = fake_port_init(&fake);
    coop_init(&loop, &port);
}

static uint32_t step_us;

static void take_time(void *context, const coop_task *task)
{
    (void)context;
    (void)task;
    fake.now_us += step_us;
}

void set_step_us(uint32_t us)
{
    static const coop_probe probe = {.stepped = take_time};
    step_us = us;
    coop_observe(&loop, &probe);
}

uint64_t now_ms(void)
{
    return fake.now_us / 1000;
}

static const struct exception {
    int32_t code;
    const char *type;
    const char *repr;
} exceptions[] = {
    {COOP_ERR_CANCELLED, "CancelledError", "CancelledError()"},
    {COOP_ERR_TIMEOUT, "TimeoutError", "TimeoutError()"},
    {COOP_ERR_SELF, "RuntimeError", "RuntimeError(\"can't cancel self\",)"},
    {VALUE_ERROR, "ValueError", "ValueError()"},
    {VALUE_ERROR_1, "ValueError", "ValueError(1,)"},
    {VALUE_ERROR_2, "ValueError", "ValueError(2,)"},
    {VALUE_ERROR_3, "ValueError", "ValueError(3,)"},
};

static const struct exception *find(int32_t code)
{
    static const struct exception unknown = {0, "?", "?"};
    for (size_t i = 0; i < sizeof exceptions / sizeof exceptions[0]; i++)
        if (exceptions[i].code == code)
            return &exceptions[i];
    return &unknown;
}

const char *repr_of(int32_t code)
{
    return find(code)->repr;
}

const char *type_of(int32_t code)
{
    return find(code)->type;
}

const char *true_or_false(bool value)
{
    return value ? "True" : "False";
}

const char *item_of(const coop_task *task)
{
    static char texts[8][40];
    static unsigned next;
    char *text = texts[next++ % 8];
    int32_t result = coop_result(task);
    if (result < 0)
        return repr_of(result);
    snprintf(text, sizeof texts[0], "%d", (int)result);
    return text;
}
