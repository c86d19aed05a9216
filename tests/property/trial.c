/* trial.c - one program on both sides, in a process of its own.    SPDX-License-Identifier: MIT */
#include "trial.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

struct trial_shared *trial_shared;

bool trial_open(void)
{
    void *memory =
        mmap(NULL, sizeof *trial_shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        perror("property: memory for the logs");
        return false;
    }
    trial_shared = memory;
    return true;
}

static void count_results(const struct program *program, const struct log *log)
{
    for (uint32_t i = 0; i < log->count; i++) {
        const struct log_line *line = &log->lines[i];
        if (line->event != LOG_RESULT || line->task >= program->task_count)
            continue;
        uint8_t code = program->jobs[line->task].ops[line->pc].code;
        trial_shared->counts[code][line->result >= 0 ? 0 : line->result == -1 ? 1 : 2]++;
    }
}

const char *trial_check(const struct program *program, const struct habits *habits)
{
    struct log *core = &trial_shared->core;
    struct log *model = &trial_shared->model;
    log_clear(model);
    core_play(program, habits, core);
    model_play(program, model);
    trial_shared->steps += core->steps;
    count_results(program, core);
    if (core->broken != NULL)
        return core->broken;
    if (model->broken != NULL)
        return model->broken;
    return log_difference(core, model) < 0 ? NULL : "core and the model differ";
}

void trial_limit(unsigned cpu_s)
{
    struct itimerval limit = {.it_value.tv_sec = (time_t)cpu_s};
    setitimer(ITIMER_VIRTUAL, &limit, NULL);
}

bool trial_survives(const struct program *program, const struct habits *habits, unsigned cpu_s)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == NULL)
            _exit(2);
        trial_limit(cpu_s);
        _exit(trial_check(program, habits) == NULL ? 0 : 1);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        perror("property: a process of its own");
        exit(2);
    }
    return status == 0;
}

/* ---- Shrinking ----------------------------------------------------------------------------- */

static bool changed;
static const struct habits *shrinking;

/* Keep `smaller`, if it fails, too. */
static bool keep(struct program *program, const struct program *smaller)
{
    if (trial_survives(smaller, shrinking, 1))
        return false;
    *program = *smaller;
    changed = true;
    return true;
}

static void drop_op(struct program_job *job, uint32_t pc)
{
    for (job->op_count--; pc < job->op_count; pc++)
        job->ops[pc] = job->ops[pc + 1];
}

static void shrink_number(struct program *program, struct program *smaller, uint32_t *number)
{
    static const uint32_t simple[] = {0, 1, 2, 1000};
    uint32_t before = *number;
    for (uint32_t i = 0; i < sizeof simple / sizeof *simple && simple[i] < before; i++) {
        *number = simple[i];
        if (keep(program, smaller))
            return;
    }
    *number = before;
}

static void shrink_op(struct program *program, struct program *smaller, struct program_op *op)
{
    struct program_op before = *op;
    if (op->called) {
        op->called = false;
        if (!keep(program, smaller))
            *op = before;
    }
    while (op->limits > 0) {
        before = *op;
        op->limits--;
        if (!keep(program, smaller)) {
            *op = before;
            break;
        }
    }
    for (uint32_t i = 0; i < op->limits; i++)
        shrink_number(program, smaller, &op->limit_ms[i]);
    if (program_words[op->code].thing == A_TIME) {
        uint32_t value = (uint32_t)op->value;
        op->value = 0;
        if (value != 0 && !keep(program, smaller))
            op->value = value > 1000 ? 1000 : 1;
        if (op->value != 0 && ((uint32_t)op->value == value || !keep(program, smaller)))
            op->value = (int32_t)value;
    }
}

static void shrink_job(struct program *program, struct program *smaller, struct program_job *job)
{
    struct program_job before = *job;
    job->op_count = 0;
    if (before.op_count > 0 && keep(program, smaller))
        return;
    *job = before;
    job->rounds = 1;
    if (before.rounds > 1 && !keep(program, smaller))
        *job = before;
    job->stubborn = false;
    if (before.stubborn && !keep(program, smaller))
        job->stubborn = true;
    for (uint32_t pc = job->op_count; pc-- > 0;) {
        before = *job;
        drop_op(job, pc);
        if (!keep(program, smaller))
            *job = before;
    }
    for (uint32_t pc = 0; pc < job->op_count; pc++)
        shrink_op(program, smaller, &job->ops[pc]);
}

static void shrink_irqs(struct program *program)
{
    for (uint32_t i = program->irq_count; i-- > 0;) {
        struct program smaller = *program;
        smaller.irq_count--;
        for (uint32_t k = i; k < smaller.irq_count; k++)
            smaller.irqs[k] = smaller.irqs[k + 1];
        (void)keep(program, &smaller);
    }
}

void trial_shrink(struct program *program, const struct habits *habits)
{
    shrinking = habits;
    do {
        changed = false;
        struct program smaller = *program;
        smaller.step_us = 0;
        if (program->step_us != 0)
            (void)keep(program, &smaller);
        for (uint32_t task = program->task_count; task-- > 0;) {
            smaller = *program;
            shrink_job(program, &smaller, &smaller.jobs[task]);
        }
        shrink_irqs(program);
    } while (changed);
}
