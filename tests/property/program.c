/* program.c - programs and logs in words.                          SPDX-License-Identifier: MIT */
#include "program.h"

#include <inttypes.h>

const struct program_word program_words[PROGRAM_CODES] = {
    [OP_WORK] = {"work", A_TIME, 3, false},
    [OP_SLEEP_US] = {"sleep_us", A_TIME, 6, true},
    [OP_SLEEP_MS] = {"sleep_ms", A_TIME, 12, true},
    [OP_SLEEP_UNTIL] = {"sleep_until", A_TIME, 4, true},
    [OP_SPAWN] = {"spawn", A_TASK, 8, false},
    [OP_CANCEL] = {"cancel", A_TASK, 8, false},
    [OP_JOIN] = {"join", A_TASK, 8, true},
    [OP_GATHER] = {"gather", SOME_TASKS, 5, true},
    [OP_SETTLED] = {"settled", SOME_TASKS, 4, true},
    [OP_GROUP] = {"group", SOME_TASKS, 4, true},
    [OP_RACE] = {"race", SOME_TASKS, 4, true},
    [OP_EVENT_WAIT] = {"event_wait", AN_OBJECT, 5, true},
    [OP_EVENT_SET] = {"event_set", AN_OBJECT, 5, false},
    [OP_EVENT_CLEAR] = {"event_clear", AN_OBJECT, 4, false},
    [OP_LOCK_ACQUIRE] = {"lock_acquire", AN_OBJECT, 8, true},
    [OP_LOCK_RELEASE] = {"lock_release", AN_OBJECT, 6, false},
    [OP_QUEUE_GET] = {"queue_get", AN_OBJECT, 8, true},
    [OP_QUEUE_PUT] = {"queue_put", AN_OBJECT, 8, true},
    [OP_QUEUE_GET_NOWAIT] = {"queue_get_nowait", AN_OBJECT, 2, false},
    [OP_QUEUE_PUT_NOWAIT] = {"queue_put_nowait", AN_OBJECT, 2, false},
    [OP_QUEUE_PUSH] = {"queue_push", AN_OBJECT, 2, false},
    [OP_QUEUE_DONE] = {"queue_task_done", AN_OBJECT, 5, false},
    [OP_QUEUE_JOIN] = {"queue_join", AN_OBJECT, 3, true},
    [OP_SEMAPHORE_ACQUIRE] = {"semaphore_acquire", AN_OBJECT, 6, true},
    [OP_SEMAPHORE_RELEASE] = {"semaphore_release", AN_OBJECT, 5, false},
    [OP_FLAG_WAIT] = {"flag_wait", AN_OBJECT, 5, true},
    [OP_FLAG_SET] = {"flag_set", AN_OBJECT, 3, false},
    [OP_FLAG_CLEAR] = {"flag_clear", AN_OBJECT, 2, false},
    [OP_ISR_QUEUE_GET] = {"isr_queue_get", NO_THING, 4, true},
    [OP_RETURN] = {"return", A_CODE, 2, false},
};

bool program_gathers(const struct program *program, uint32_t number)
{
    for (uint32_t task = 0; task < program->task_count; task++) {
        const struct program_job *job = &program->jobs[task];
        for (uint32_t pc = 0; pc < job->op_count; pc++) {
            const struct program_op *op = &job->ops[pc];
            for (uint32_t i = 0; op->code != OP_JOIN && i < op->count; i++)
                if (program_words[op->code].waits && op->tasks[i] == number)
                    return true;
        }
    }
    return false;
}

/* ---- In words ------------------------------------------------------------------------------ */

static void print_op(const struct program_op *op, FILE *out)
{
    const struct program_word *word = &program_words[op->code];
    fprintf(out, "%s", word->name);
    for (uint32_t i = 0; i < op->count; i++)
        fprintf(out, " %u", op->tasks[i]);
    if (op->count == 0 && word->thing != NO_THING)
        fprintf(out, " %" PRId32, op->value);
    for (uint32_t i = 0; i < op->limits; i++)
        fprintf(out, ", within %" PRIu32 " ms", op->limit_ms[i]);
    if (op->called)
        fprintf(out, word->waits ? ", called" : ", held or not");
}

void program_print(const struct program *program, FILE *out)
{
    fprintf(out, "start %" PRIu64 " us; %" PRIu32 " us a step; queues of %" PRIu32 " and %" PRIu32,
            program->start_us, program->step_us, program->capacities[0], program->capacities[1]);
    fprintf(out, "; semaphores of %" PRIu32 " and %" PRIu32 "\n", program->places[0],
            program->places[1]);
    for (uint32_t i = 0; i < program->irq_count; i++) {
        const struct program_irq *irq = &program->irqs[i];
        if (irq->flag < PROGRAM_EACH)
            fprintf(out, "interrupt after %" PRIu32 " us: flag %u\n", irq->after_us, irq->flag);
        else
            fprintf(out, "interrupt after %" PRIu32 " us: an item\n", irq->after_us);
    }
    for (uint32_t i = 0; i < program->task_count; i++) {
        const struct program_job *job = &program->jobs[i];
        if (job->op_count == 0)
            continue;
        fprintf(out, "task %" PRIu32 "%s, %" PRIu32 " rounds of\n", i,
                job->stubborn ? ", stubborn" : "", job->rounds);
        for (uint32_t pc = 0; pc < job->op_count; pc++) {
            fprintf(out, "  %2" PRIu32 "  ", pc);
            print_op(&job->ops[pc], out);
            fprintf(out, "\n");
        }
    }
}

/* ---- The log ------------------------------------------------------------------------------- */

void log_clear(struct log *log)
{
    log->broken = NULL;
    log->steps = 0;
    log->count = 0;
}

void log_add(struct log *log, struct log_line line)
{
    line.step = log->steps;
    if (log->count < LOG_LINES)
        log->lines[log->count++] = line;
    else
        log->broken = "the log is full";
}

static bool equal(const struct log_line *one, const struct log_line *other)
{
    return one->at_us == other->at_us && one->step == other->step && one->result == other->result &&
           one->item == other->item && one->task == other->task && one->pc == other->pc &&
           one->event == other->event;
}

int32_t log_difference(const struct log *one, const struct log *other)
{
    uint32_t i = 0;
    while (i < one->count && i < other->count && equal(&one->lines[i], &other->lines[i]))
        i++;
    return i == one->count && i == other->count ? -1 : (int32_t)i;
}

static const char *const events[LOG_EVENTS] = {
    [LOG_BEGIN] = "begins", [LOG_RESULT] = "result",        [LOG_SKIPPED] = "skipped",
    [LOG_END] = "ends",     [LOG_FAILURE] = "failure told", [LOG_IRQ] = "interrupt",
    [LOG_PHASE] = "phase",  [LOG_STATE] = "state",
};

static void print_line(const struct program *program, const struct log_line *line, FILE *out)
{
    fprintf(out, "%+" PRId64 " us, step %" PRIu32 ": ", (int64_t)(line->at_us - program->start_us),
            line->step);
    if (line->task == LOG_HELPER)
        fprintf(out, "a time limit's task: ");
    else if (line->task != LOG_NOBODY)
        fprintf(out, "task %u at %u: ", line->task, line->pc);
    if (line->event <= LOG_SKIPPED && line->task < program->task_count) {
        print_op(&program->jobs[line->task].ops[line->pc], out);
        fprintf(out, " ");
    }
    fprintf(out, "%s", events[line->event]);
    if (line->event != LOG_BEGIN && line->event != LOG_SKIPPED)
        fprintf(out, " %" PRId32, line->result);
    if (line->item != LOG_NO_ITEM)
        fprintf(out, " item %" PRIu32, line->item);
    fprintf(out, "\n");
}

static void print_from(const struct program *program, const struct log *log, uint32_t first,
                       FILE *out)
{
    for (uint32_t i = first; i < log->count && i < first + 5; i++)
        print_line(program, &log->lines[i], out);
    if (first >= log->count)
        fprintf(out, "nothing more\n");
}

void log_print(const struct program *program, const struct log *core, const struct log *model,
               int32_t line, FILE *out)
{
    uint32_t first = line < 0 ? core->count : (uint32_t)line;
    fprintf(out, "both:\n");
    for (uint32_t i = first > 25 ? first - 25 : 0; i < first; i++)
        print_line(program, &core->lines[i], out);
    if (line < 0)
        return;
    fprintf(out, "then core:\n");
    print_from(program, core, first, out);
    fprintf(out, "but the model:\n");
    print_from(program, model, first, out);
}
