/* main.c - property: core against a model, on programs from seeds. SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "dice.h"
#include "trial.h"

static const char usage[] =
    "Usage: property [--runs N] [--seconds N] [--seed N] [--cross-us N] [--counts]\n"
    "                [--early] [--spurious] [--noisy] [--vary] [--raw]\n"
    "\n"
    "Plays a program of random tasks for each seed from --seed (1) on, in core and in a model,\n"
    "and compares what they do, step by step; for so many --runs (4000) or --seconds. The clock\n"
    "begins up to 4 ms before --cross-us (1000000). With --early the port's idle returns before "
    "its\n"
    "time, now and then; with --spurious without reason; with --noisy there are interrupts in the\n"
    "middle of core that concern nobody; with --vary each seed decides about all of these. "
    "--counts tells how often each operation came, and how it "
    "ended.\n"
    "A program that fails is made small, and printed with both logs; the exit code is then 1. "
    "With\n"
    "--raw only its seed is printed.\n";

struct options {
    uint64_t runs; /* 0: until the seconds are over */
    uint64_t seconds;
    uint64_t seed;
    uint64_t cross_us;
    bool counts;
    bool vary;
    bool raw;
    struct habits habits;
};

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

/* ---- Options ------------------------------------------------------------------------------- */

static int refuse(const char *option, const char *why)
{
    fprintf(stderr, "property: %s: %s\nTry `property --help`.\n", option, why);
    return 2;
}

static bool *habit_of(struct options *options, const char *name)
{
    if (strcmp(name, "--early") == 0)
        return &options->habits.early;
    if (strcmp(name, "--spurious") == 0)
        return &options->habits.spurious;
    if (strcmp(name, "--noisy") == 0)
        return &options->habits.noisy;
    if (strcmp(name, "--vary") == 0)
        return &options->vary;
    if (strcmp(name, "--raw") == 0)
        return &options->raw;
    return strcmp(name, "--counts") == 0 ? &options->counts : NULL;
}

static uint64_t *number_of(struct options *options, const char *name)
{
    if (strcmp(name, "--runs") == 0)
        return &options->runs;
    if (strcmp(name, "--seconds") == 0)
        return &options->seconds;
    if (strcmp(name, "--seed") == 0)
        return &options->seed;
    return strcmp(name, "--cross-us") == 0 ? &options->cross_us : NULL;
}

static bool read_number(const char *text, uint64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && *end == '\0' && errno == 0;
}

static int read_options(int argc, char **argv, struct options *options)
{
    for (int i = 1; i < argc; i++) {
        bool *habit = habit_of(options, argv[i]);
        uint64_t *number = number_of(options, argv[i]);
        if (habit != NULL)
            *habit = true;
        else if (number == NULL)
            return refuse(argv[i], "there is no such option");
        else if (++i == argc || !read_number(argv[i], number))
            return refuse(argv[i - 1], "takes a whole number, 0 or more");
    }
    if (options->runs == 0 && options->seconds == 0)
        options->runs = 4000;
    return 0;
}

/* ---- Runs ---------------------------------------------------------------------------------- */

static uint64_t seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec;
}

static void vary(struct options *options, uint64_t seed)
{
    static const uint64_t crossings_us[] = {1000000, UINT64_C(1) << 32, 1000 * (UINT64_C(1) << 32),
                                            UINT64_C(1) << 63};
    struct dice dice = dice_of(~seed);
    options->cross_us = crossings_us[dice_below(&dice, 4)];
    options->habits.early = dice_below(&dice, 2) == 0;
    options->habits.spurious = dice_below(&dice, 2) == 0;
    options->habits.noisy = dice_below(&dice, 2) == 0;
}

static void prepare(struct program *program, struct options *options, uint64_t seed)
{
    options->habits.seed = seed;
    if (options->vary)
        vary(options, seed);
    program_generate(program, seed, options->cross_us);
}

/* In a child, which a crash may end. */
_Noreturn static void run_all(struct options *options)
{
    static struct program program;
    uint64_t end_s = seconds_now() + options->seconds;
    for (uint64_t i = 0; options->runs == 0 || i < options->runs; i++) {
        if (options->runs == 0 && seconds_now() >= end_s)
            break;
        trial_shared->seed = options->seed + i;
        prepare(&program, options, trial_shared->seed);
        trial_limit(10);
        if (trial_check(&program, &options->habits) != NULL)
            _exit(1);
        trial_shared->runs++;
    }
    _exit(0);
}

static void show_progress(const struct options *options, uint64_t begun_s)
{
    char bar[41] = {0};
    uint64_t seconds = seconds_now() - begun_s;
    uint64_t total = options->runs != 0 ? options->runs : options->seconds;
    uint64_t done = options->runs != 0 ? trial_shared->runs : seconds;
    memset(bar, '.', sizeof bar - 1);
    memset(bar, '#', (size_t)(done >= total ? 40 : done * 40 / total));
    fprintf(stderr, "\r[%s] %" PRIu64 " runs, %" PRIu64 " steps, %" PRIu64 " s ", bar,
            trial_shared->runs, trial_shared->steps, seconds);
}

/* Its exit status. */
static int await_child(pid_t child, const struct options *options)
{
    int status = 0;
    uint64_t begun_s = seconds_now();
    bool terminal = isatty(STDERR_FILENO);
    const struct timespec pause = {.tv_nsec = 200000000};
    while (waitpid(child, &status, terminal ? WNOHANG : 0) == 0) {
        show_progress(options, begun_s);
        nanosleep(&pause, NULL);
    }
    if (terminal)
        fprintf(stderr, "\r\033[K");
    return status;
}

/* ---- What is said at the end ---------------------------------------------------------------- */

static void print_counts(void)
{
    printf("%-18s %12s %12s %12s\n", "", "fine", "cancelled", "other");
    for (uint32_t code = 0; code < PROGRAM_CODES; code++) {
        const uint64_t *counts = trial_shared->counts[code];
        if (counts[0] + counts[1] + counts[2] > 0)
            printf("%-18s %12" PRIu64 " %12" PRIu64 " %12" PRIu64 "\n", program_words[code].name,
                   counts[0], counts[1], counts[2]);
    }
}

static void explain(const struct program *program, const struct habits *habits)
{
    const struct log *core = &trial_shared->core;
    const struct log *model = &trial_shared->model;
    log_clear(&trial_shared->core);
    bool fine = trial_survives(program, habits, 1);
    if (core->broken != NULL)
        printf("core: %s\n", core->broken);
    else if (model->count == 0)
        printf("core crashed, or ran for ever\n");
    else if (fine)
        printf("it does not fail each time\n");
    bool both = core->broken == NULL && model->count > 0;
    log_print(program, core, model, both ? log_difference(core, model) : -1, stdout);
}

static int report_failure(struct options *options)
{
    static struct program program;
    uint64_t seed = trial_shared->seed;
    prepare(&program, options, seed);
    printf("property: seed %" PRIu64 " fails, after %" PRIu64 " runs.%s\n", seed,
           trial_shared->runs, options->raw ? "" : " Made small:");
    fflush(stdout);
    if (options->raw)
        return 1;
    trial_shrink(&program, &options->habits);
    printf("idle %s early, %s without reason; interrupts %s in the middle of core\n",
           options->habits.early ? "returns" : "never returns",
           options->habits.spurious ? "returns" : "never returns",
           options->habits.noisy ? "come" : "never come");
    program_print(&program, stdout);
    explain(&program, &options->habits);
    return 1;
}

int main(int argc, char **argv)
{
    struct options options = {.seed = 1, .cross_us = 1000000};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        printf("%s", usage);
        return 0;
    }
    int error = read_options(argc, argv, &options);
    if (error != 0)
        return error;
    if (!trial_open())
        return 3;
    signal(SIGINT, on_interrupt); /* the child ends by it, and the summary follows */
    pid_t child = fork();
    if (child == 0) {
        signal(SIGINT, SIG_DFL);
        run_all(&options);
    }
    int status = await_child(child, &options);
    if (options.counts)
        print_counts();
    if (status != 0 && !interrupted)
        return report_failure(&options);
    printf("property: %" PRIu64 " runs from seed %" PRIu64 ", %" PRIu64 " steps: %s\n",
           trial_shared->runs, options.seed, trial_shared->steps,
           interrupted ? "interrupted; all were equal" : "all equal");
    return interrupted ? 130 : 0;
}
