/* bench.c - bench: runs every case; prints name, number, operations, nanoseconds for each.
 *                                                                  SPDX-License-Identifier: MIT */
#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

void measure(void (*run)(void));

/* Callgrind knows it by its name. */
__attribute__((noinline)) void measure(void (*run)(void))
{
    run();
}

static double now_ns(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void run_case(const struct bench *bench)
{
    uint32_t operations = bench->prepare(bench->number);
    double start_ns = now_ns();
    measure(bench->run);
    double each_ns = (now_ns() - start_ns) / operations;
    printf("%s %" PRIu32 " %" PRIu32 " %.1f\n", bench->name, bench->number, operations, each_ns);
}

int main(void)
{
    for (const struct bench *bench = bench_anchors; bench->name != NULL; bench++)
        run_case(bench);
    for (const struct bench *bench = bench_coop; bench->name != NULL; bench++)
        run_case(bench);
    return fflush(stdout) == 0 ? 0 : 3;
}
