/* bench.h - loops whose cost is counted.                           SPDX-License-Identifier: MIT
 *
 * A case prepares what it needs, runs it until it is warm, and then runs once more in measure().
 * Callgrind counts what measure() does and writes one file for each call of it.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdint.h>

#define TASKS_MAX 100000

struct bench {
    const char *name;
    uint32_t number;                      /* of tasks, or the capacity of the queue */
    uint32_t (*prepare)(uint32_t number); /* how many operations run() will make */
    void (*run)(void);
};

/* Cases end with a NULL name. */
extern const struct bench bench_anchors[];
extern const struct bench bench_coop[];

#endif
