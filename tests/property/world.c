/* world.c - core's side: the port, and the run from start to end.  SPDX-License-Identifier: MIT */
#include "world.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#if COOP_TASK_LIST
#include "coop/reset.h"
#endif
#include "dice.h"

struct world world;

static coop_port port;
static jmp_buf broken;
static struct dice dice; /* for habits */
static bool noise_ended;
static struct awaiting_task listener; /* at the end */
static uint32_t irqs_done;
static uint32_t irq_depth;
static coop_isr_queue noise;
static uint32_t noise_storage[2];

_Noreturn void world_break(const char *what)
{
    world.log->broken = what;
    longjmp(broken, 1);
}

_Noreturn void coop_assert_failed(const char *file, int line)
{
    static char text[120];
    snprintf(text, sizeof text, "assertion at %s:%d", file, line);
    world_break(text);
}

void world_log(uint8_t event, uint32_t task, uint32_t pc, int32_t result, uint32_t item)
{
    struct log_line line = {.at_us = world.now_us, .result = result, .item = item};
    line.task = (uint8_t)task;
    line.pc = (uint8_t)pc;
    line.event = event;
    log_add(world.log, line);
}

/* ---- Time and interrupts -------------------------------------------------------------------- */

static uint64_t next_irq_us(void)
{
    if (irqs_done == world.program->irq_count)
        return COOP_NEVER;
    return world.program->start_us + world.program->irqs[irqs_done].after_us;
}

static void interrupt(const struct program_irq *irq)
{
    if (irq->flag < PROGRAM_EACH) {
        coop_flag_set(&world.flags[irq->flag]);
        world_log(LOG_IRQ, LOG_NOBODY, 0, irq->flag, LOG_NO_ITEM);
    } else {
        uint32_t item = world.next_item++;
        int32_t result = coop_isr_queue_put(&world.arrivals, &item);
        world_log(LOG_IRQ, LOG_NOBODY, 0, result, item);
    }
}

void world_advance(uint64_t to_us)
{
    while (next_irq_us() <= to_us) {
        if (next_irq_us() > world.now_us)
            world.now_us = next_irq_us();
        interrupt(&world.program->irqs[irqs_done++]);
    }
    world.now_us = to_us;
}

static bool now_and_then(bool habit)
{
    return habit && dice_below(&dice, 3) == 0;
}

/* ---- The port ------------------------------------------------------------------------------- */

static uint64_t now_us(void *context)
{
    (void)context;
    uint32_t item = 0;
    if (irq_depth == 0 && !noise_ended && now_and_then(world.habits->noisy) &&
        coop_isr_queue_put(&noise, &item) == COOP_ERR_FULL)
        (void)(coop_isr_queue_get_nowait(&noise, &item) == COOP_OK);
    return world.now_us;
}

static bool idle(void *context, uint64_t until_us)
{
    (void)context;
    if (until_us <= world.now_us)
        world_break("idle() was called with a task due");
    if (now_and_then(world.habits->spurious))
        return true;
    uint64_t to_us = next_irq_us() < until_us ? next_irq_us() : until_us;
    if (to_us == COOP_NEVER)
        return false;
    if (to_us > world.now_us && now_and_then(world.habits->early))
        to_us = world.now_us + (to_us - world.now_us) / 2;
    world_advance(to_us > world.now_us ? to_us : world.now_us);
    return true;
}

static void wake(void *context)
{
    (void)context;
}

static uint32_t irq_save(void *context)
{
    (void)context;
    return irq_depth++;
}

static void irq_restore(void *context, uint32_t saved)
{
    (void)context;
    if (--irq_depth != saved)
        world_break("irq_save() and irq_restore() are no pair");
}

static void count_step(void *context, const coop_task *task)
{
    (void)context;
    (void)task;
    if (irq_depth != 0)
        world_break("interrupts were left out");
    if (++world.log->steps > SIDES_STEPS_MAX)
        world_break("it goes on for ever");
    world_advance(world.now_us + world.program->step_us);
}

static void failed(void *context, const coop_task *task)
{
    (void)context;
    uint32_t number = 0;
    while (number < world.program->task_count && task != &world.workers[number].task)
        number++;
    bool helper = number == world.program->task_count;
    world_log(LOG_FAILURE, helper ? LOG_HELPER : number, 0, coop_result(task), LOG_NO_ITEM);
}

/* ---- The run -------------------------------------------------------------------------------- */

static void prepare(const struct program *program, const struct habits *habits, struct log *log)
{
    static const coop_probe probe = {.stepped = count_step};
    memset(&world, 0, sizeof world);
    world.program = program;
    world.habits = habits;
    world.log = log;
    world.now_us = program->start_us;
    dice = dice_of(habits->seed);
    irqs_done = irq_depth = 0;
    noise_ended = false;
    memset(&listener, 0, sizeof listener);
    port = (coop_port){NULL, now_us, idle, wake, irq_save, irq_restore};
    coop_init(&world.loop, &port);
    coop_observe(&world.loop, &probe);
    coop_on_failure(&world.loop, failed, NULL);
    for (uint32_t i = 0; i < PROGRAM_EACH; i++) {
        coop_queue_init(&world.queues[i], world.storage[i], sizeof(uint32_t),
                        (uint16_t)program->capacities[i]);
        coop_flag_init(&world.flags[i], &world.loop);
    }
    coop_semaphore_init(&world.semaphores[0], program->places[0]);
    coop_semaphore_init_bounded(&world.semaphores[1], program->places[1]);
    coop_isr_queue_init(&world.arrivals, &world.loop, world.arrival_storage, sizeof(uint32_t),
                        PROGRAM_ITEMS_MAX);
    coop_isr_queue_init(&noise, &world.loop, noise_storage, sizeof(uint32_t), 2);
}

static void run_until_quiet(void)
{
    uint64_t until_us = 0;
    do
        until_us = coop_turn(&world.loop);
    while (until_us == 0 || idle(NULL, until_us));
    for (uint32_t i = 0; i < world.program->task_count; i++)
        if (worker_forgotten(i))
            world_break("a task waits for what is there");
}

/* Cancel `task`, if it has not ended. */
static bool cancel_left(coop_task *task, uint32_t name)
{
    if (coop_finished(task))
        return false;
    world_log(LOG_PHASE, name, 0, coop_cancel(task), LOG_NO_ITEM);
    return true;
}

/* How many `visit` says true of. */
static uint32_t each_worker(bool (*visit)(coop_task *task, uint32_t name))
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < world.program->task_count; i++)
        count += visit(&world.workers[i].task, i);
    return count;
}

static uint32_t each_helper(bool (*visit)(coop_task *task, uint32_t name))
{
    uint32_t count = 0;
    for (uint32_t task = 0; task < world.program->task_count; task++)
        for (uint32_t pc = 0; pc < world.program->jobs[task].op_count; pc++)
            for (uint32_t i = 0; i < world.program->jobs[task].ops[pc].limits; i++) {
                coop_limit *limit = &world.spots[task][pc].limits[i];
                count += visit(&limit->limited.task, LOG_HELPER);
                count += visit(&limit->watch.task, LOG_HELPER);
            }
    return count;
}

#if COOP_TASK_LIST
static bool is_left(coop_task *task, uint32_t name)
{
    (void)name;
    return !coop_finished(task);
}

/* The loop knows those that have not ended, and no others. */
static void check_task_list(void)
{
    uint32_t listed = 0;
    for (const coop_task *task = coop_first_task(&world.loop); task != NULL;
         task = coop_next_task(task))
        listed++;
    if (listed != each_worker(is_left) + each_helper(is_left))
        world_break("the loop's list of tasks has too many or too few");
}
#else
static void check_task_list(void)
{
}
#endif

static void cancel_all(void)
{
    for (uint32_t round = 0; round < SIDES_ROUNDS_MAX; round++) {
        check_task_list();
        if (each_worker(cancel_left) == 0 && each_helper(cancel_left) == 0)
            return;
        run_until_quiet();
    }
    world_break("a task does not end");
}

static void log_state(int32_t value)
{
    world_log(LOG_STATE, LOG_NOBODY, 0, value, LOG_NO_ITEM);
}

static void log_states(void)
{
    for (uint32_t i = 0; i < PROGRAM_EACH; i++) {
        log_state(coop_lock_held(&world.locks[i]));
        log_state((int32_t)world.semaphores[i].count);
        log_state(coop_queue_size(&world.queues[i]));
        log_state(world.events[i].set);
    }
}

/* All have ended, so none may be left in a list: whatever happens now, nobody is due. */
static void touch_everything(void)
{
    uint32_t item = 0;
    for (uint32_t i = 0; i < PROGRAM_EACH; i++) {
        coop_event_set(&world.events[i]);
        (void)coop_lock_release(&world.locks[i]);
        (void)coop_semaphore_release(&world.semaphores[i]);
        (void)coop_queue_push(&world.queues[i], &item);
        (void)(coop_queue_get_nowait(&world.queues[i], &item) == COOP_OK);
        while (coop_queue_task_done(&world.queues[i]) == COOP_OK)
            continue;
        coop_flag_set(&world.flags[i]);
    }
    (void)(coop_isr_queue_put(&world.arrivals, &item) == COOP_OK);
    if (coop_turn(&world.loop) != COOP_NEVER)
        world_break("a task that has ended was left in a list");
}

static void listen(coop_op op)
{
    coop_spawn(&world.loop, &listener, awaiting, .op = op);
    while (coop_turn(&world.loop) == 0)
        continue;
    if (coop_finished(&listener.task))
        world_break("a wait for an interrupt was over without one");
}

static void check_heard(void)
{
    while (coop_turn(&world.loop) == 0)
        continue;
    if (!coop_finished(&listener.task))
        world_break("an interrupt was lost");
}

static void check_isr_queue(coop_isr_queue *queue)
{
    static uint32_t item;
    while (coop_isr_queue_get_nowait(queue, &item) == COOP_OK)
        continue;
    listen(coop_isr_queue_get(queue, &item));
    (void)(coop_isr_queue_put(queue, &item) == COOP_OK);
    check_heard();
}

/* Whatever has been, interrupts still end a wait. */
static void check_interrupts(void)
{
    noise_ended = true;
    for (uint32_t i = 0; i < PROGRAM_EACH; i++) {
        coop_flag_clear(&world.flags[i]);
        listen(coop_flag_wait(&world.flags[i]));
        coop_flag_set(&world.flags[i]);
        check_heard();
    }
    check_isr_queue(&world.arrivals);
    check_isr_queue(&noise);
}

void core_play(const struct program *program, const struct habits *habits, struct log *log)
{
    log_clear(log);
    prepare(program, habits, log);
    if (setjmp(broken) != 0)
        return;
    worker_start(0);
    world_log(LOG_PHASE, LOG_NOBODY, 0, coop_run(&world.loop, &world.workers[0].task), LOG_NO_ITEM);
    world_log(LOG_PHASE, LOG_NOBODY, 0, coop_run_forever(&world.loop), LOG_NO_ITEM);
    cancel_all();
    log_states();
    touch_everything();
    check_interrupts();
}
