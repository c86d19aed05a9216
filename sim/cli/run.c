/* run.c - glowloop run: a scene without a window.                  SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "cli/session.h"
#include "project/culprit.h"

#define SLICE_US    250000u  /* of virtual time, the first between two looks at the signals */
#define LOOK_US     20000u   /* of real time, between those looks, roughly */
#define PATIENCE_MS 500u     /* of real time, with a program that holds the CPU */
#define WORDS_US    5000000u /* of real time, to find out where it is */

static struct sim *volatile watched;
static volatile sig_atomic_t lost_output;

static int code_of_busy(void)
{
    if (lost_output)
        return EXIT_IO;
    return interrupt_came() ? EXIT_INTERRUPTED : EXIT_TIMEOUT;
}

static void on_alarm(int signal)
{
    (void)signal;
    _exit(code_of_busy());
}

static void tell(const char *words)
{
    (void)!write(STDERR_FILENO, words, strlen(words));
}

static void on_end(bool crashed, const char *words)
{
    tell("glowloop: ");
    if (!crashed)
        tell(interrupt_came() ? "interrupted: " : "timeout: ");
    tell(words);
    tell("\n");
    _exit(crashed ? EXIT_CRASHED : code_of_busy());
}

static void watch(struct sim *sim)
{
    watched = sim;
    culprit_guard(&watched, on_end);
    interrupt_catch(true);
    sim_patience(sim, PATIENCE_MS);
}

/* Each slice changes threads twice, so they become as long as is good for Ctrl-C. */
static uint64_t fitted_us(uint64_t slice_us, uint64_t took_us)
{
    if (took_us < LOOK_US / 2)
        return 2 * slice_us;
    return took_us > LOOK_US && slice_us > SLICE_US ? slice_us / 2 : slice_us;
}

/* Without an end, a scene whose tasks all wait for what never comes has ended. */
static enum sim_state run_slices(const struct session *session, struct sim *sim, uint64_t start_us,
                                 bool *late)
{
    uint64_t end_us = session_end_us(session);
    uint64_t slice_us = SLICE_US;
    enum sim_state state = SIM_RUNNING;
    while (!interrupt_came() && sim_now_us(sim) < end_us) {
        uint64_t left_us = end_us - sim_now_us(sim);
        uint64_t began_us = session_wall_us();
        *late = session->timeout_us != 0 && began_us - start_us >= session->timeout_us;
        if (*late)
            break;
        state = sim_run(sim, left_us < slice_us ? end_us : sim_now_us(sim) + slice_us);
        slice_us = fitted_us(slice_us, session_wall_us() - began_us);
        if (state == SIM_FINISHED || state == SIM_STANDSTILL)
            break;
        if ((state == SIM_IDLE && end_us == UINT64_MAX) || session_output_failed(session))
            break;
    }
    return state;
}

/* Its program still runs, and nothing can be freed: what was written is completed, then all ends
 * with a word about the program, in on_end(). The former takes no longer than patience does, even
 * if the program holds what it needs. */
static _Noreturn void leave_busy(struct session *session, struct sim *sim)
{
    sim_abandon(sim);
    culprit_on_alarm(on_alarm, PATIENCE_MS * UINT64_C(1000));
    lost_output = !session_finish(session, sim) || !cli_stdout_arrived();
    culprit_alarm_in(WORDS_US);
    culprit_ask();
    for (;;)
        (void)pause();
}

static int exit_code(const struct session *session, const struct sim *sim, enum sim_state state,
                     bool late)
{
    if (interrupt_came())
        return EXIT_INTERRUPTED;
    if (late) {
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
    watch(sim);
    uint64_t start_us = session_wall_us();
    bool late = false;
    enum sim_state state = run_slices(session, sim, start_us, &late);
    if (state == SIM_BUSY)
        leave_busy(session, sim);
    int code = exit_code(session, sim, state, late);
    if (!session->quiet)
        session_summarise(session, sim, session_wall_us() - start_us);
    if (!session_finish(session, sim))
        code = EXIT_IO;
    watched = NULL;
    session_stop(sim);
    return code;
}

int cli_run(int argc, char **argv)
{
    const struct cli_option options[] = {
        SESSION_OPTIONS, session_option_timeout, CLI_OPTION_SANITIZE, {0}};
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
        "write, 4 a program crashed, 124 timeout or standstill, 130 interrupted.\n",
        .options = options,
        .operands_min = 1,
        .operands_max = 1};
    struct session session = {0};
    return session_verb(&verb, argc, argv, &session, session_play_headless);
}
