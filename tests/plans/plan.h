/* plan.h - a task plan: tasks that need no device.                 SPDX-License-Identifier: MIT */
#ifndef PLAN_H
#define PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#ifndef PLAN_TASKS_MAX /* else a small board says all of them */
#define PLAN_TASKS_MAX  32
#define PLAN_OPS_MAX    64 /* of a task */
#define PLAN_ARGS_MAX   16
#define PLAN_THINGS_MAX 16 /* events, and locks */
#endif

struct plan_op {
    const char *word; /* one of plan.c's table */
    uint32_t line;
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
    const char *path;
    struct plan_job jobs[PLAN_TASKS_MAX];
};

/* Read a plan. False, and told to stderr, if it is none. `path` is for that, and kept. */
bool plan_read(struct plan *plan, FILE *in, const char *path);

/* Run it, and write its events to stdout. If a task does what cannot be done, tell it, and exit(2).
 */
void plan_run(const struct plan *plan);

/* Tell what is wrong, and where. Always false. */
bool plan_refuse(const struct plan *plan, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
