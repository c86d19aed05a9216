/* expect_tasks.c - what tasks do, how long their turns take, how long they wait for one.
 *                                                                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "scenario/expect.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TASK_EVENTS                                                                                \
    (EVENT_BIT(SIM_EVENT_TASK) | EVENT_BIT(SIM_EVENT_WAIT) | EVENT_BIT(SIM_EVENT_WAKE) |           \
     EVENT_BIT(SIM_EVENT_END))

/* ---- task ------------------------------------------------------------------------------------ */

enum { TASK_TASK, TASK_STATE, TASK_RESULT };

/* As it is seen from outside: what it waits for is told with the failure. */
static const char *const state_words[] = {"new", "waiting", "due", "running", "finished", NULL};

static const struct field task_fields[] = {
    {.name = "task",
     .help = "its name in the scene, main, or the name of a coroutine",
     .kind = VALUE_TASK,
     .required = true},
    {.name = "state", .help = "what it does", .kind = VALUE_WORD, .words = state_words},
    {.name = "result",
     .help = "what it has returned; below 0, a failure",
     .kind = VALUE_WHOLE,
     .minimum = INT32_MIN,
     .maximum = INT32_MAX},
};
static const char *const either_state[] = {"state", "result", NULL};

static const char *state_of(const struct task_view *task, uint64_t now_us)
{
    static const char *const own[] = {"new", "running", "finished"};
    if (!task)
        return "new";
    for (size_t i = 0; i < COUNT(own); i++)
        if (strcmp(task->state, own[i]) == 0)
            return own[i];
    return task->due_us <= now_us ? "due" : "waiting";
}

static bool task_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    const struct value *values = watch->expectation->values;
    const struct task_view *task = player_task(player, values[TASK_TASK].text);
    const char *state = state_of(task, now_us);
    if (values[TASK_STATE].given && strcmp(state, state_words[values[TASK_STATE].number]) != 0)
        return false;
    return !values[TASK_RESULT].given ||
           (strcmp(state, "finished") == 0 && task->result == values[TASK_RESULT].number);
}

static void task_tell(struct player *player, const struct watch *watch, uint64_t now_us, char *seen,
                      char *wanted)
{
    const struct value *values = watch->expectation->values;
    const struct task_view *task = player_task(player, values[TASK_TASK].text);
    const char *state = state_of(task, now_us);
    int used = snprintf(seen, TELL_MAX, "task \"%s\" is %s", values[TASK_TASK].text, state);
    if (!task)
        used += snprintf(seen + used, TELL_MAX - (size_t)used, ": none of that name has run");
    else if (strcmp(state, "finished") == 0)
        used += snprintf(seen + used, TELL_MAX - (size_t)used, " with %" PRId32, task->result);
    else if (strcmp(state, "waiting") == 0)
        used += snprintf(seen + used, TELL_MAX - (size_t)used, " (%s)", task->state);
    if (task && task->line)
        (void)snprintf(seen + used, TELL_MAX - (size_t)used, " at %s:%u", task->file, task->line);
    const char *word =
        values[TASK_STATE].given ? state_words[values[TASK_STATE].number] : "finished";
    used = snprintf(wanted, TELL_MAX, "%s", word);
    if (values[TASK_RESULT].given)
        (void)snprintf(wanted + used, TELL_MAX - (size_t)used, " with %" PRId64,
                       values[TASK_RESULT].number);
}

const struct expectation_kind expect_task = {
    .name = "task",
    .help = "what a task does, or has returned",
    .fields = task_fields,
    .field_count = COUNT(task_fields),
    .either = either_state,
    .events = TASK_EVENTS,
    .holds = task_holds,
    .tell = task_tell,
};

/* ---- turn and starved ------------------------------------------------------------------------ */

enum { LIMIT_MAX_TIME, LIMIT_TASK };

static const struct field turn_fields[] = {
    {.name = "max", .help = "of any turn so far", .kind = VALUE_TIME, .required = true},
    {.name = "task", .help = "of that task; of each, if left out", .kind = VALUE_TASK},
};
static const struct field starved_fields[] = {
    {.name = "max",
     .help = "from when a task may run to its turn",
     .kind = VALUE_TIME,
     .required = true},
    {.name = "task", .help = "that task; each of them, if left out", .kind = VALUE_TASK},
};

/* Which of the two: the time, and when it began. */
struct stretch {
    uint64_t us;
    uint64_t at_us;
};
typedef struct stretch (*stretch_of)(const struct task_view *task, uint64_t now_us);

/* With the one that is under way. */
static struct stretch longest_turn(const struct task_view *task, uint64_t now_us)
{
    if (strcmp(task->state, "running") == 0 && now_us - task->began_us > task->longest_us)
        return (struct stretch){now_us - task->began_us, task->began_us};
    return (struct stretch){task->longest_us, task->longest_at_us};
}

static struct stretch longest_wait(const struct task_view *task, uint64_t now_us)
{
    bool due = strcmp(task->state, "running") != 0 && strcmp(task->state, "finished") != 0 &&
               task->due_us <= now_us;
    if (due && now_us - task->due_us > task->starved_us)
        return (struct stretch){now_us - task->due_us, task->due_us};
    return (struct stretch){task->starved_us, task->starved_at_us};
}

/* The task with the longest; NULL: there is none yet. */
static const struct task_view *worst(const struct player *player, const struct watch *watch,
                                     uint64_t now_us, stretch_of of)
{
    const struct value *only = &watch->expectation->values[LIMIT_TASK];
    const struct task_view *found = NULL;
    for (size_t i = 0; i < player->task_count; i++) {
        const struct task_view *task = &player->tasks[i];
        if (!task->name || (only->given && strcmp(task->name, only->text) != 0))
            continue;
        if (!found || of(task, now_us).us > of(found, now_us).us)
            found = task;
    }
    return found;
}

static bool below(struct player *player, const struct watch *watch, uint64_t now_us, stretch_of of)
{
    const struct task_view *task = worst(player, watch, now_us, of);
    uint64_t limit_us = (uint64_t)watch->expectation->values[LIMIT_MAX_TIME].number;
    return !task || of(task, now_us).us <= limit_us;
}

static void tell_stretch(struct player *player, const struct watch *watch, uint64_t now_us,
                         stretch_of of, const char *what, char *seen, char *wanted)
{
    const struct task_view *task = worst(player, watch, now_us, of);
    struct stretch stretch = task ? of(task, now_us) : (struct stretch){0};
    if (!task)
        (void)snprintf(seen, TELL_MAX, "no such task has run");
    else
        (void)snprintf(seen, TELL_MAX, "task \"%s\" %s %s from %s on", task->name, what,
                       time_text(stretch.us).text, time_text(stretch.at_us).text);
    if (task && task->line)
        (void)snprintf(seen + strlen(seen), TELL_MAX - strlen(seen), ", and is now at %s:%u",
                       task->file, task->line);
    (void)snprintf(wanted, TELL_MAX, "at most %s",
                   time_text((uint64_t)watch->expectation->values[LIMIT_MAX_TIME].number).text);
}

static bool turn_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    return below(player, watch, now_us, longest_turn);
}

static void turn_tell(struct player *player, const struct watch *watch, uint64_t now_us, char *seen,
                      char *wanted)
{
    tell_stretch(player, watch, now_us, longest_turn, "held the CPU for", seen, wanted);
}

static bool starved_holds(struct player *player, const struct watch *watch, uint64_t now_us)
{
    return below(player, watch, now_us, longest_wait);
}

static void starved_tell(struct player *player, const struct watch *watch, uint64_t now_us,
                         char *seen, char *wanted)
{
    tell_stretch(player, watch, now_us, longest_wait, "was due for", seen, wanted);
}

const struct expectation_kind expect_turn = {
    .name = "turn",
    .help = "no turn of a task has taken longer",
    .fields = turn_fields,
    .field_count = COUNT(turn_fields),
    .events = EVENT_ANY,
    .holds = turn_holds,
    .tell = turn_tell,
};

const struct expectation_kind expect_starved = {
    .name = "starved",
    .help = "no task that may run has waited longer for its turn",
    .fields = starved_fields,
    .field_count = COUNT(starved_fields),
    .events = EVENT_ANY,
    .holds = starved_holds,
    .tell = starved_tell,
};
