/* test.h - inside of `glowloop test`: what becomes of each scenario. SPDX-License-Identifier: MIT
 */
#ifndef CLI_TEST_H
#define CLI_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "cli/cli.h"

struct test_options {
    const char *junit_path; /* NULL: none */
    const char *trace_folder;
    bool json;
    bool quiet;
    bool update;
    unsigned jobs;            /* 0: as many as there are processors */
    uint64_t timeout_us;      /* of virtual time; 0: each scenario's own */
    uint64_t wall_timeout_us; /* 0: none */
};

/* Something that was wrong, with its place. */
struct finding {
    char *path; /* "": without a place */
    size_t line;
    size_t column;
    char *message;
    char *notes; /* one a line */
};

struct outcome {
    const char *path;
    int code; /* enum exit_code: fine, check, usage or io */
    char *name;
    char *text; /* the findings, as they are shown */
    struct finding *findings;
    size_t finding_count;
    uint64_t virtual_us;
    uint64_t wall_us;
    size_t steps;
    size_t step_count;
    size_t updated;
    bool done;
};

/* test_pool.c: play them all, at most `jobs` at once, each in a process of its own; tell `progress`
 * of each that is done. False: interrupted. */
typedef void (*test_progress)(void *context, const struct outcome *outcome);
bool test_play_all(struct outcome *outcomes, size_t count, const struct test_options *options,
                   test_progress progress, void *context);
void outcome_free(struct outcome *outcome);

/* test_child.c: play one, write what became of it to `fd`, and leave. */
_Noreturn void test_play_one(const char *path, const struct test_options *options, int fd);
/* What was written there; false if it is not whole. */
bool test_read_outcome(struct outcome *outcome, const char *bytes, size_t size);

/* test_report.c */
struct tally {
    size_t passed;
    size_t failed;
    size_t broken; /* could not be played */
    uint64_t virtual_us;
    uint64_t wall_us; /* from the first to the last */
};
void report_people(FILE *out, const struct outcome *outcomes, size_t count,
                   const struct tally *tally, bool quiet);
void report_github(FILE *out, const struct outcome *outcomes, size_t count);
void report_json(FILE *out, const struct outcome *outcomes, size_t count,
                 const struct tally *tally);
void report_junit(FILE *out, const struct outcome *outcomes, size_t count,
                  const struct tally *tally);

#endif
