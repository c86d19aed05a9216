/* generate.c - a program from a seed.                              SPDX-License-Identifier: MIT
 *
 * Few objects, few lengths of time: so that what can meet does meet.
 */
#include <string.h>

#include "dice.h"
#include "program.h"

static const uint32_t step_costs_us[] = {0, 0, 0, 1, 50, 500, 1000};
static const uint32_t lengths_ms[] = {0, 0, 1, 1, 1, 2, 2, 3, 4, 7, 20};
static const uint32_t long_ms[] = {1000, 60000, 0x7FFFFFFF, UINT32_MAX};
static const uint32_t lengths_us[] = {0, 1, 499, 500, 1000, 1000, 2000, 3000};

#define ONE_OF(dice_, array_) ((array_)[dice_below((dice_), sizeof(array_) / sizeof((array_)[0]))])

static uint32_t some_ms(struct dice *dice)
{
    return dice_below(dice, 40) == 0 ? ONE_OF(dice, long_ms) : ONE_OF(dice, lengths_ms);
}

/* How often each operation comes in this program: half of them not at all, so that the others meet.
 * Source: Groce and others, "Swarm testing", 2012. */
static uint32_t weights[PROGRAM_CODES];
static uint32_t objects; /* of each sort */
/* A group that awaits itself, through other tasks, cannot even be cancelled: so where there are
 * groups, each task awaits only tasks of a higher number. */
static bool ordered;

static void roll_weights(struct dice *dice)
{
    bool all = dice_below(dice, 4) == 0;
    objects = 1 + dice_below(dice, PROGRAM_EACH);
    ordered = dice_below(dice, 2) == 0;
    for (uint32_t i = 0; i < PROGRAM_CODES; i++) {
        bool needed = i == OP_SLEEP_MS || i == OP_CANCEL;
        weights[i] = all || needed || dice_below(dice, 2) == 0 ? program_words[i].weight : 0;
    }
    if (!ordered)
        weights[OP_GROUP] = weights[OP_RACE] = 0;
}

static void roll_tasks(struct dice *dice, const struct program *program, uint32_t number,
                       struct program_op *op)
{
    const struct program_word *word = &program_words[op->code];
    uint32_t first = ordered && word->waits ? number + 1 : 0;
    op->count = 1;
    if (word->thing == SOME_TASKS)
        op->count = (uint8_t)dice_below(dice, PROGRAM_GATHER_MAX + 1);
    if (op->code == OP_RACE && op->count == 0)
        op->count = 1;
    for (uint32_t i = 0; i < op->count; i++)
        op->tasks[i] = (uint8_t)(first + dice_below(dice, program->task_count - first));
}

static enum program_code some_code(struct dice *dice)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < PROGRAM_CODES; i++)
        sum += weights[i];
    uint32_t number = dice_below(dice, sum);
    uint32_t code = 0;
    while (number >= weights[code])
        number -= weights[code++];
    return (enum program_code)code;
}

static int32_t some_value(struct dice *dice, const struct program_op *op)
{
    switch (program_words[op->code].thing) {
    case A_TIME:
        return (int32_t)(op->code == OP_SLEEP_MS ? some_ms(dice) : ONE_OF(dice, lengths_us));
    case AN_OBJECT:
        return (int32_t)dice_below(dice, objects);
    case A_CODE:
        return dice_below(dice, 3) == 0 ? 5 : -100 - (int32_t)dice_below(dice, 3);
    default:
        return 0;
    }
}

static void roll_op(struct dice *dice, const struct program *program, uint32_t number,
                    struct program_op *op)
{
    op->code = (uint8_t)some_code(dice);
    const struct program_word *word = &program_words[op->code];
    bool tasks = word->thing == A_TASK || word->thing == SOME_TASKS;
    if (tasks && ordered && word->waits && number + 1 == program->task_count)
        op->code = OP_SLEEP_MS;
    else if (tasks)
        roll_tasks(dice, program, number, op);
    word = &program_words[op->code];
    op->value = some_value(dice, op);
    if (op->code == OP_SLEEP_UNTIL)
        op->value += 1000 * (int32_t)dice_below(dice, 20);
    op->called = dice_below(dice, 6) == 0;
    if (!word->waits)
        return;
    uint32_t limits = dice_below(dice, 16);
    op->limits = limits == 0 ? 2 : limits < 6 ? 1 : 0;
    for (uint32_t i = 0; i < op->limits; i++)
        op->limit_ms[i] = some_ms(dice);
}

/* The model has room for so many. */
static void drop_limits(struct program *program)
{
    uint32_t helpers = 0;
    for (uint32_t task = 0; task < program->task_count; task++) {
        struct program_job *job = &program->jobs[task];
        for (uint32_t pc = 0; pc < job->op_count; pc++) {
            if (helpers + 2u * job->ops[pc].limits > PROGRAM_HELPERS_MAX)
                job->ops[pc].limits = 0;
            helpers += 2u * job->ops[pc].limits;
        }
    }
}

/* The main task starts some of the others at once, or nothing much would happen. */
static void roll_job(struct dice *dice, struct program *program, uint32_t number, uint32_t ops_max)
{
    struct program_job *job = &program->jobs[number];
    job->rounds = 1;
    job->stubborn = dice_below(dice, 6) == 0;
    job->op_count = 1 + dice_below(dice, ops_max);
    uint32_t pc = 0;
    if (number == 0) {
        for (uint32_t task = 1; task < program->task_count && pc < PROGRAM_OPS_MAX - 1; task++)
            if (dice_below(dice, 4) != 0)
                job->ops[pc++] =
                    (struct program_op){OP_SPAWN, .count = 1, .tasks = {(uint8_t)task}};
        job->op_count = pc + job->op_count > PROGRAM_OPS_MAX ? PROGRAM_OPS_MAX : pc + job->op_count;
    }
    for (; pc < job->op_count; pc++)
        roll_op(dice, program, number, &job->ops[pc]);
}

static void roll_irqs(struct dice *dice, struct program *program)
{
    uint32_t after_us = 0;
    program->irq_count = dice_below(dice, PROGRAM_IRQS_MAX + 1);
    for (uint32_t i = 0; i < program->irq_count; i++) {
        after_us += dice_below(dice, 2) == 0 ? ONE_OF(dice, lengths_us) : dice_below(dice, 4000);
        program->irqs[i].after_us = after_us;
        program->irqs[i].flag = (uint8_t)dice_below(dice, PROGRAM_EACH + 1);
    }
}

void program_generate(struct program *program, uint64_t seed, uint64_t cross_us)
{
    struct dice dice = dice_of(seed);
    memset(program, 0, sizeof *program);
    program->start_us = cross_us - dice_below(&dice, 4000);
    program->step_us = ONE_OF(&dice, step_costs_us);
    uint32_t size = dice_below(&dice, 64); /* 0: a large one, for thousands of steps */
    program->task_count = size == 0 ? PROGRAM_TASKS_MAX : 2 + dice_below(&dice, 5);
    for (uint32_t i = 0; i < PROGRAM_EACH; i++) {
        program->capacities[i] = 1 + dice_below(&dice, PROGRAM_ITEMS_MAX);
        program->places[i] = dice_below(&dice, 3) + (i == 1);
    }
    roll_weights(&dice);
    for (uint32_t i = 0; i < program->task_count; i++) {
        roll_job(&dice, program, i, size < 16 ? PROGRAM_OPS_MAX : 7);
        if (size == 0)
            program->jobs[i].rounds = 1 + dice_below(&dice, 100);
        else if (size < 6)
            program->jobs[i].rounds = 1 + dice_below(&dice, 3);
    }
    drop_limits(program);
    roll_irqs(&dice, program);
}
