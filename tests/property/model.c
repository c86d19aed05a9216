/* model.c - the order of tasks, their beginning and their end.     SPDX-License-Identifier: MIT */
#include "model.h"

#include <string.h>

struct model model;

/* ---- Time ---------------------------------------------------------------------------------- */

void model_log(uint8_t event, int task, int pc, int32_t result, uint32_t item)
{
    struct log_line line = {.at_us = model.now_us, .result = result, .item = item};
    bool helper = task >= (int)model.program->task_count;
    line.task = (uint8_t)(task == NOBODY ? (int)LOG_NOBODY : helper ? (int)LOG_HELPER : task);
    line.pc = (uint8_t)pc;
    line.event = event;
    log_add(model.log, line);
}

static bool irq_left(void)
{
    return model.irqs_done < model.program->irq_count;
}

static uint64_t irq_us(void)
{
    return model.program->start_us + model.program->irqs[model.irqs_done].after_us;
}

void model_advance(uint64_t to_us)
{
    while (irq_left() && irq_us() <= to_us) {
        if (model.now_us < irq_us())
            model.now_us = irq_us();
        uint8_t flag = model.program->irqs[model.irqs_done++].flag;
        if (flag < PROGRAM_EACH) {
            model_raise(flag);
            model_log(LOG_IRQ, NOBODY, 0, flag, LOG_NO_ITEM);
        } else {
            uint32_t item = model.next_item++;
            model_log(LOG_IRQ, NOBODY, 0, model_arrive(item), item);
        }
    }
    model.now_us = to_us;
}

/* ---- Lists --------------------------------------------------------------------------------- */

void model_queue_up(struct line_up *line, int task)
{
    line->tasks[line->count++] = task;
    model.tasks[task].line = line;
}

static void step_out(int task)
{
    struct line_up *line = model.tasks[task].line;
    int place = 0;
    while (line->tasks[place] != task)
        place++;
    line->count--;
    for (; place < line->count; place++)
        line->tasks[place] = line->tasks[place + 1];
    model.tasks[task].line = NULL;
}

int model_first_out(struct line_up *line)
{
    int task = line->tasks[0];
    step_out(task);
    return task;
}

void model_schedule(int task, uint64_t due_us)
{
    model.tasks[task].queued = true;
    model.tasks[task].due_us = due_us;
    model.tasks[task].age = ++model.age;
}

void model_wake(int task, int32_t result)
{
    model.tasks[task].result = result;
    model_schedule(task, model.now_us);
}

void model_wake_all(struct line_up *line, int32_t result)
{
    while (line->count > 0)
        model_wake(model_first_out(line), result);
}

bool model_wait(enum model_wait wait, int object, struct line_up *line)
{
    struct model_task *task = &model.tasks[model.current];
    task->wait = wait;
    task->object = object;
    task->granted = false;
    if (line != NULL)
        model_queue_up(line, model.current);
    return false;
}

/* ---- From beginning to end ------------------------------------------------------------------ */

static void bury(int number)
{
    model.tasks[number].queued = false;
    model_log(LOG_FAILURE, number, 0, model.tasks[number].result, LOG_NO_ITEM);
}

void model_birth(int number)
{
    struct model_task *task = &model.tasks[number];
    if (task->births > 0 && task->queued)
        bury(number);
    task->births++;
    task->ended = false;
    task->cancelled = false;
    task->wait = FOR_TURN;
    task->gatherer = NOBODY;
    task->result = DONE;
    task->round = 0;
    if (task->role == A_WORKER)
        task->pc = 0;
    model_schedule(number, model.now_us);
}

void model_hear(int task)
{
    model.tasks[task].queued = false;
}

void model_end(int number, int32_t result)
{
    struct model_task *task = &model.tasks[number];
    task->ended = true;
    task->result = result;
    if (task->gatherer != NOBODY) {
        model_child_ended(number);
    } else if (task->waiters.count > 0) {
        model_wake_all(&task->waiters, result);
    } else if (result < 0 && result != CANCELLED && number != model.main) {
        task->wait = FOR_FUNERAL;
        model_schedule(number, model.now_us);
    }
}

static bool awaits_task(const struct model_task *task)
{
    return !task->queued && (task->wait == FOR_TASK || task->wait == FOR_OVERDUE);
}

int32_t model_cancel(int number)
{
    struct model_task *task = &model.tasks[number];
    if (task->births == 0 || task->ended)
        return FINISHED;
    while (number != model.current && awaits_task(task)) {
        number = task->object;
        task = &model.tasks[number];
    }
    if (number == model.current)
        return SELF;
    if (task->line != NULL)
        step_out(number);
    if (task->wait == FOR_FLAG && !task->queued)
        model.flag_waiter[task->object] = NOBODY;
    if (!task->queued || task->due_us > model.now_us)
        model_schedule(number, model.now_us);
    task->cancelled = true;
    return DONE;
}

/* ---- The run ------------------------------------------------------------------------------- */

static int next_task(void)
{
    int best = NOBODY;
    for (int i = 0; i < model.task_count; i++) {
        const struct model_task *task = &model.tasks[i];
        const struct model_task *least = &model.tasks[best == NOBODY ? 0 : best];
        if (task->queued && (best == NOBODY || task->due_us < least->due_us ||
                             (task->due_us == least->due_us && task->age < least->age)))
            best = i;
    }
    return best;
}

static void step(int number)
{
    if (model.tasks[number].ended) {
        bury(number);
    } else {
        model.tasks[number].queued = false;
        model.current = number;
        model_go_on();
        model.current = NOBODY;
    }
    if (++model.log->steps > SIDES_STEPS_MAX)
        model.log->broken = "the model goes on for ever";
    model_advance(model.now_us + model.program->step_us);
}

/* One step, or the time until there may be one. False: nothing will ever happen. */
static bool turn(void)
{
    model_deliver();
    int number = next_task();
    if (number != NOBODY && model.tasks[number].due_us <= model.now_us) {
        step(number);
    } else if (irq_left() && (number == NOBODY || irq_us() < model.tasks[number].due_us)) {
        model_advance(irq_us() > model.now_us ? irq_us() : model.now_us);
    } else if (number != NOBODY) {
        model_advance(model.tasks[number].due_us);
    } else {
        return false;
    }
    return model.log->broken == NULL;
}

static void prepare(const struct program *program, struct log *log)
{
    memset(&model, 0, sizeof model);
    model.program = program;
    model.log = log;
    model.now_us = program->start_us;
    model.current = NOBODY;
    model.task_count = (int)program->task_count;
    for (int task = 0; task < (int)program->task_count; task++)
        for (uint32_t pc = 0; pc < program->jobs[task].op_count; pc++) {
            model.helpers[task][pc] = model.task_count;
            for (int i = 0; i < 2 * program->jobs[task].ops[pc].limits; i++)
                model.tasks[model.task_count++] =
                    (struct model_task){.role = i % 2 == 0 ? A_LIMITED : A_WATCH,
                                        .owner = task,
                                        .pc = (int)pc,
                                        .level = i / 2};
        }
    for (int i = 0; i < PROGRAM_EACH; i++) {
        model.queues[i].capacity = (int)program->capacities[i];
        model.free_places[i] = program->places[i];
        model.flag_waiter[i] = model.granted_to[i] = NOBODY;
    }
    model.arrivals.capacity = PROGRAM_ITEMS_MAX;
}

static bool cancel_left(int from, int to)
{
    bool found = false;
    for (int i = from; i < to; i++) {
        if (model.tasks[i].births == 0 || model.tasks[i].ended)
            continue;
        model_log(LOG_PHASE, i, 0, model_cancel(i), LOG_NO_ITEM);
        found = true;
    }
    return found;
}

static void log_state(int32_t value)
{
    model_log(LOG_STATE, NOBODY, 0, value, LOG_NO_ITEM);
}

static void log_states(void)
{
    for (int i = 0; i < PROGRAM_EACH; i++) {
        log_state(model.held[i]);
        log_state((int32_t)model.free_places[i]);
        log_state(model.queues[i].count);
        log_state(model.event_set[i]);
    }
}

void model_play(const struct program *program, struct log *log)
{
    log_clear(log);
    prepare(program, log);
    model_birth(0);
    while (!model.tasks[0].ended && turn())
        continue;
    model_log(LOG_PHASE, NOBODY, 0, model.tasks[0].ended ? model.tasks[0].result : STOPPED,
              LOG_NO_ITEM);
    model.main = NOBODY;
    while (turn())
        continue;
    model_log(LOG_PHASE, NOBODY, 0, STOPPED, LOG_NO_ITEM);
    int workers = (int)program->task_count;
    for (uint32_t round = 0; round < SIDES_ROUNDS_MAX; round++) {
        if (!cancel_left(0, workers) && !cancel_left(workers, model.task_count))
            break;
        while (turn())
            continue;
    }
    log_states();
}
