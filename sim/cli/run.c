/* run.c - glowloop run: a scene without a window.                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "cli/session.h"

#define SLICE_US 100000u  /* of virtual time, between two looks at the signals */
#define GRACE_US 1000000u /* of real time, for a slice to end after the timeout */

static const struct sim *watched;
static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t timed_out;

static void on_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

static void tell(const char *words)
{
    (void)!write(STDERR_FILENO, words, strlen(words));
}

/* What a task that never gives up control is told of: it still runs, so nothing can be asked later,
 * and a handler may not print but only write. */
static void tell_culprit(void)
{
    char digits[8];
    size_t first = sizeof digits - 1;
    const coop_task *task = sim_running(watched);
    tell("glowloop: timeout: ");
    if (task == NULL) {
        tell("a step never ends\n");
        return;
    }
    digits[first] = '\0';
    for (unsigned line = coop_line(task); line != 0; line /= 10)
        digits[--first] = (char)('0' + line % 10);
    tell("task \"");
    tell(sim_task_name(watched, task));
    tell("\" never gives up control; ");
    tell(digits[first] == '\0' ? "it has not come to an await yet: " : "its last await: ");
    tell(coop_file(task));
    tell(digits[first] == '\0' ? "" : ":");
    tell(digits + first);
    tell("\n");
}

static void alarm_in(uint64_t us)
{
    struct itimerval timer = {
        .it_value = {.tv_sec = (time_t)(us / 1000000), .tv_usec = (suseconds_t)(us % 1000000)}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

/* The second time round, a step has not ended since the first. */
static void on_alarm(int signal)
{
    (void)signal;
    if (timed_out) {
        tell_culprit();
        _exit(EXIT_TIMEOUT);
    }
    timed_out = 1;
    alarm_in(GRACE_US);
}

static void catch_signal(int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void watch(const struct session *session, const struct sim *sim)
{
    watched = sim;
    catch_signal(SIGINT, on_interrupt);
    catch_signal(SIGTERM, on_interrupt);
    if (session->timeout_us == 0)
        return;
    catch_signal(SIGALRM, on_alarm);
    alarm_in(session->timeout_us);
}

/* Without an end, a scene whose tasks all wait for what never comes has ended. */
static enum sim_state run_slices(const struct session *session, struct sim *sim)
{
    uint64_t end_us = session_end_us(session);
    enum sim_state state = SIM_RUNNING;
    while (!interrupted && !timed_out && sim_now_us(sim) < end_us) {
        uint64_t left_us = end_us - sim_now_us(sim);
        state = sim_run(sim, left_us < SLICE_US ? end_us : sim_now_us(sim) + SLICE_US);
        if (state == SIM_FINISHED || state == SIM_STANDSTILL)
            break;
        if ((state == SIM_IDLE && end_us == UINT64_MAX) || session_output_failed(session))
            break;
    }
    return state;
}

static int exit_code(const struct session *session, const struct sim *sim, enum sim_state state)
{
    if (interrupted)
        return EXIT_INTERRUPTED;
    if (timed_out) {
        cli_complain("timeout at %" PRIu64 " us of virtual time", sim_now_us(sim));
        return EXIT_TIMEOUT;
    }
    if (*sim_problem(sim) != '\0')
        cli_complain("%s", sim_problem(sim));
    if (state == SIM_IDLE && session_end_us(session) == UINT64_MAX)
        cli_complain("all tasks wait, and nothing can wake them any more");
    if (state == SIM_STANDSTILL)
        return EXIT_TIMEOUT;
    return session_verdict(session, sim);
}

int session_play_headless(struct session *session)
{
    struct sim *sim = session_start(session);
    if (sim == NULL)
        return EXIT_IO;
    watch(session, sim);
    uint64_t start_us = session_wall_us();
    enum sim_state state = run_slices(session, sim);
    alarm_in(0);
    int code = exit_code(session, sim, state);
    if (!session->quiet)
        session_summarise(session, sim, session_wall_us() - start_us);
    if (!session_finish(session, sim))
        code = EXIT_IO;
    sim_free(sim);
    return code;
}

int cli_run(int argc, char **argv)
{
    const struct cli_option options[] = {SESSION_OPTIONS, session_option_timeout, {0}};
    const struct cli_verb verb = {
        .name = "run",
        .arguments = "SCENE",
        .purpose =
            "Play a scene without a window, in virtual time, as fast as it goes. Without --for\n"
            "or --until-us it ends with its last task, or with Ctrl-C.",
        .examples = "  glowloop run scenes/two_rings.json --for 10s --press button@1.2s..2.05s\n"
                    "  glowloop run scenes/two_rings.json --for 2s --trace - | sha256sum\n",
        .notes = SESSION_FAILURES
        "\n"
        "Exit codes: 0 fine, 1 a task failed, 2 usage or invalid scene, 3 cannot read or\n"
        "write, 124 timeout or standstill, 130 interrupted.\n",
        .options = options,
        .operands_min = 1,
        .operands_max = 1};
    struct session session = {0};
    return session_verb(&verb, argc, argv, &session, session_play_headless);
}
