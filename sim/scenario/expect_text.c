/* expect_text.c - levels of pins, and words on the console.        SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "scenario/expect.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- pin ------------------------------------------------------------------------------------- */

enum { PIN_PIN, PIN_LEVEL };

static const struct field pin_fields[] = {
    {.name = "pin",
     .help = "a pin of the board, or the part at it",
     .kind = VALUE_PIN,
     .required = true},
    {.name = "level", .help = "high or low", .kind = VALUE_LEVEL, .required = true},
};

static bool pin_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    const struct value *values = watch->expectation->values;
    (void)now_us;
    return sim_pin_level(player->sim, values[PIN_PIN].pin) == (values[PIN_LEVEL].number != 0);
}

static void pin_tell(struct player *player, const struct watch *watch, uint64_t now_us, char *seen,
                     char *wanted)
{
    const struct value *values = watch->expectation->values;
    (void)now_us;
    (void)snprintf(seen, TELL_MAX, "pin %s is %s", values[PIN_PIN].pin->name,
                   sim_pin_level(player->sim, values[PIN_PIN].pin) ? "high" : "low");
    (void)snprintf(wanted, TELL_MAX, "%s", values[PIN_LEVEL].number ? "high" : "low");
}

const struct expectation_kind expect_pin = {
    .name = "pin",
    .help = "the level at a pin",
    .fields = pin_fields,
    .field_count = COUNT(pin_fields),
    .events = EVENT_BIT(SIM_EVENT_PIN) | EVENT_BIT(SIM_EVENT_INPUT) | EVENT_BIT(SIM_EVENT_TASK) |
              EVENT_BIT(SIM_EVENT_WAIT) | EVENT_BIT(SIM_EVENT_END),
    .holds = pin_holds,
    .tell = pin_tell,
};

/* ---- console --------------------------------------------------------------------------------- */

enum { CONSOLE_TEXT, CONSOLE_MATCHES };

static const struct field console_fields[] = {
    {.name = "text", .help = "stands in a line", .kind = VALUE_TEXT},
    {.name = "matches",
     .help = "an extended regular expression of POSIX that fits a line",
     .kind = VALUE_PATTERN},
};
static const char *const either_text[] = {"text", "matches", NULL};

/* Lines that were looked at, from the console's first on; and what was found among them. */
struct reading {
    size_t checked;
    size_t cursor; /* of the console, when they were */
    bool found;
    size_t line;
};

static bool line_fits(const struct value *values, const char *line)
{
    return (!values[CONSOLE_TEXT].given || strstr(line, values[CONSOLE_TEXT].text)) &&
           (!values[CONSOLE_MATCHES].given ||
            regexec(values[CONSOLE_MATCHES].pattern, line, 0, NULL, 0) == 0);
}

/* Lines behind what the expectation before has found; none is looked at twice. */
static bool console_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    struct reading *reading = watch->memory;
    const struct console_log *console = &player->console;
    (void)now_us;
    if (reading->cursor != console->cursor || reading->checked < console->cursor)
        *reading = (struct reading){.checked = console->cursor, .cursor = console->cursor};
    for (; !reading->found && reading->checked < console->count; reading->checked++)
        if (line_fits(watch->expectation->values, console->lines[reading->checked])) {
            reading->found = true;
            reading->line = reading->checked;
        }
    return reading->found;
}

static void console_met(struct player *player, const struct watch *watch)
{
    const struct reading *reading = watch->memory;
    if (reading->found)
        player->console.cursor = reading->line + 1;
}

static void console_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                         char *seen, char *wanted)
{
    const struct value *values = watch->expectation->values;
    const struct reading *reading = watch->memory;
    const struct console_log *console = &player->console;
    const char *last = console->count > console->cursor ? console->lines[console->count - 1] : NULL;
    (void)now_us;
    if (reading->found)
        (void)snprintf(seen, TELL_MAX, "the console says %s",
                       quoted(console->lines[reading->line]).text);
    else if (last)
        (void)snprintf(seen, TELL_MAX, "none of %zu new lines on the console fits, the last is %s",
                       console->count - console->cursor, quoted(last).text);
    else
        (void)snprintf(seen, TELL_MAX, "the console says nothing new");
    if (values[CONSOLE_TEXT].given)
        (void)snprintf(wanted, TELL_MAX, "a line with %s", quoted(values[CONSOLE_TEXT].text).text);
    else
        (void)snprintf(wanted, TELL_MAX, "a line that matches %s",
                       quoted(values[CONSOLE_MATCHES].text).text);
}

const struct expectation_kind expect_console = {
    .name = "console",
    .help = "a program has printed a line; each is found once, in their order",
    .fields = console_fields,
    .field_count = COUNT(console_fields),
    .either = either_text,
    .memory_size = sizeof(struct reading),
    .events = EVENT_BIT(SIM_EVENT_PRINT),
    .holds = console_holds,
    .tell = console_tell,
    .met = console_met,
};
