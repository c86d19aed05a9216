/* plan.h - a task plan: tasks that need no device.                 SPDX-License-Identifier: MIT */
#ifndef PLAN_H
#define PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define PLAN_TASKS_MAX 16
#define PLAN_OPS_MAX   64
#define PLAN_ARGS_MAX  16

struct plan_op {
    char word[12];
    uint32_t args[PLAN_ARGS_MAX];
    uint32_t arg_count;
};

struct plan_job {
    bool used;
    bool stubborn;
    uint32_t op_count;
    struct plan_op ops[PLAN_OPS_MAX];
};

struct plan {
    struct plan_job jobs[PLAN_TASKS_MAX];
};

/* Read a plan. False, and told to stderr, if it is none. */
bool plan_read(struct plan *plan, FILE *in, const char *path);

/* Run it, and write its events to stdout. */
void plan_run(const struct plan *plan);

#endif
