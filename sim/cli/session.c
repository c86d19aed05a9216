/* session.c - a scene with all that goes in and comes out.         SPDX-License-Identifier: MIT */
#include "cli/session.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/live.h"
#include "project/culprit.h"
#include "project/project.h"

/* ---- Opening -------------------------------------------------------------------------------- */

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Two fields of the oracle's cost model are not about cost; they may be given in its way too. */
static bool set_session_field(struct session *session, const char *name, const char *value)
{
    const struct cli_option *option = &session_option_until_us;
    if (strcmp(name, "until_us") == 0)
        return option->take(session, value) == NULL;
    if (strcmp(name, "full") == 0 && (strcmp(value, "0") == 0 || strcmp(value, "1") == 0)) {
        session->trace_full = *value == '1';
        return true;
    }
    return false;
}

static void apply_set(struct session *session, const char *word, struct diagnostics *diagnostics)
{
    char name[64], why[256];
    const char *value = strchr(word, '=');
    size_t length = value == NULL ? 0 : (size_t)(value - word);
    if (length == 0 || length >= sizeof name) {
        diagnose_plain(diagnostics, "--set %s: write NAME=VALUE, as in board.step_us=120", word);
        return;
    }
    memcpy(name, word, length);
    name[length] = '\0';
    value++;
    if (starts(name, "board.") && set_session_field(session, name + 6, value))
        return;
    bool fine = false;
    if (starts(name, "board."))
        fine = board_cost_set(&session->scene->cost, name + 6, value, why, sizeof why);
    else if (starts(name, "controls."))
        fine = scene_control_set(session->scene, name + 9, value, why, sizeof why);
    else
        (void)snprintf(why, sizeof why, "write board.FIELD or controls.NAME before the =");
    if (!fine)
        diagnose_plain(diagnostics, "--set %s: %s", word, why);
}

static void read_inputs(struct session *session, struct diagnostics *diagnostics)
{
    /* Any seed makes another sequence; zero would make none. */
    session->inputs.random = (session->seed + 1) * 0x9E3779B97F4A7C15ull;
    if (session->inputs_path != NULL)
        (void)inputs_load(&session->inputs, session->inputs_path, session->scene, diagnostics);
    for (size_t i = 0; i < session->press_count; i++)
        (void)inputs_press(&session->inputs, session->presses[i], session->bounce_us,
                           session->scene, diagnostics);
    for (size_t i = 0; i < session->typed_count; i++)
        (void)inputs_type(&session->inputs, session->typed[i], session->scene, diagnostics);
}

static void open_export(struct session *session, enum export_kind kind,
                        struct diagnostics *diagnostics)
{
    char why[EXPORT_WHY_MAX];
    enum export_kind detailed = kind;
    if (kind == EXPORT_TRACE && session->trace_full)
        detailed = EXPORT_TRACE_FULL;
    if (kind == EXPORT_VCD && session->vcd_waveform)
        detailed = EXPORT_VCD_WAVEFORM;
    session->exports[kind] =
        export_open(detailed, session->export_paths[kind], session->scene, why);
    if (session->exports[kind] != NULL)
        return;
    diagnose_plain(diagnostics, "%s", why);
    diagnostics->io_error = true;
}

static void open_outputs(struct session *session, struct diagnostics *diagnostics)
{
    unsigned on_stdout = 0;
    for (int kind = 0; kind < EXPORT_KINDS; kind++) {
        if (session->export_paths[kind] == NULL)
            continue;
        on_stdout += strcmp(session->export_paths[kind], "-") == 0;
        open_export(session, (enum export_kind)kind, diagnostics);
    }
    if (on_stdout > 1)
        diagnose_plain(diagnostics, "standard output can take one file only; name the others");
    if (session->vcd_waveform && session->export_paths[EXPORT_VCD] == NULL)
        diagnose_plain(diagnostics, "--vcd-waveform adds to a file: write --vcd FILE, too");
}

int session_open(struct session *session, const char *scene_path)
{
    struct diagnostics diagnostics = {0};
    if (session->apart && (session->live = live_new(NULL, project_sanitized())) == NULL)
        return EXIT_IO;
    session->scene = scene_load(scene_path, &diagnostics);
    if (session->scene != NULL) {
        for (size_t i = 0; i < session->set_count; i++)
            apply_set(session, session->sets[i], &diagnostics);
        read_inputs(session, &diagnostics);
        session->frames = calloc(session->scene->part_count + 1, sizeof *session->frames);
        if (session->frames == NULL)
            diagnose_plain(&diagnostics, "out of memory");
    }
    if (session->scene != NULL && !diagnostics_any(&diagnostics))
        open_outputs(session, &diagnostics);
    return cli_finish_diagnostics(&diagnostics);
}

uint64_t session_end_us(const struct session *session)
{
    uint64_t end_us = session->until_us == 0 ? UINT64_MAX : session->until_us;
    uint64_t boot_us = session->scene->cost.boot_us;
    if (session->for_us != 0 && boot_us + session->for_us < end_us)
        end_us = boot_us + session->for_us;
    return end_us;
}

/* What session_event() counts and shows, and what the exports are made of. */
static uint32_t wanted_events(const struct session *session)
{
    uint32_t types = SIM_EVENT_BIT(SIM_EVENT_SHOW) | SIM_EVENT_BIT(SIM_EVENT_PRINT) |
                     SIM_EVENT_BIT(SIM_EVENT_KEY) | SIM_EVENT_BIT(SIM_EVENT_FAIL);
    for (int kind = 0; kind < EXPORT_KINDS; kind++)
        if (session->exports[kind] != NULL)
            types |=
                export_wants(kind == EXPORT_TRACE && session->trace_full ? EXPORT_TRACE_FULL
                                                                         : (enum export_kind)kind);
    return types;
}

static struct sim *volatile watched;

static void tell(const char *words)
{
    (void)!write(STDERR_FILENO, words, strlen(words));
}

static void on_end(bool crashed, const char *words)
{
    tell(crashed ? "glowloop: " : "glowloop: timeout: ");
    tell(words);
    tell("\n");
    _exit(crashed ? EXIT_CRASHED : EXIT_TIMEOUT);
}

struct sim *session_start(struct session *session)
{
    project_rewind();
    struct sim *sim = live_sim(session->live, session->scene, 0, session_event, session);
    if (sim != NULL)
        sim_want(sim, wanted_events(session));
    if (sim != NULL && inputs_give(&session->inputs, sim)) {
        watched = sim;
        culprit_guard(&watched, on_end);
        return sim;
    }
    sim_free(sim);
    cli_complain("out of memory");
    return NULL;
}

void session_stop(struct sim *sim)
{
    watched = NULL;
    sim_free(sim);
}

/* ---- Events ---------------------------------------------------------------------------------- */

/* Data goes to standard output, so nothing else does. */
static bool data_on_stdout(const struct session *session)
{
    for (size_t kind = 0; kind < EXPORT_KINDS; kind++)
        if (session->export_paths[kind] != NULL && strcmp(session->export_paths[kind], "-") == 0)
            return true;
    return false;
}

void session_event(void *context, const struct sim_event *event)
{
    struct session *session = context;
    if (event->time_us >= session_end_us(session))
        return;
    for (size_t kind = 0; kind < EXPORT_KINDS; kind++)
        if (session->exports[kind] != NULL)
            export_event(session->exports[kind], event);
    switch (event->type) {
    case SIM_EVENT_SHOW:
        session->frames[event->part]++;
        break;
    case SIM_EVENT_PRINT:
        session->prints++;
        if (!session->quiet && !data_on_stdout(session))
            puts(event->text);
        break;
    case SIM_EVENT_KEY:
        session->keys++;
        break;
    case SIM_EVENT_FAIL:
        session->failures++;
        cli_complain("at %" PRIu64 " us: %s", event->time_us, event->text);
        break;
    default:
        break;
    }
}

/* ---- The end -----------------------------------------------------------------------------------
 */

bool session_output_failed(const struct session *session)
{
    for (size_t kind = 0; kind < EXPORT_KINDS; kind++)
        if (session->exports[kind] != NULL && export_failed(session->exports[kind]))
            return true;
    return ferror(stdout) != 0;
}

uint64_t session_wall_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

void session_summarise(const struct session *session, const struct sim *sim, uint64_t wall_us)
{
    const struct scene *scene = session->scene;
    uint64_t end_us = session_end_us(session);
    uint64_t now_us = sim_now_us(sim) < end_us ? sim_now_us(sim) : end_us;
    uint64_t played_us = now_us > scene->cost.boot_us ? now_us - scene->cost.boot_us : 0;
    fprintf(stderr, "%s: %" PRIu64 ".%03" PRIu64 " s in %" PRIu64 ".%03" PRIu64 " s", scene->name,
            played_us / 1000000, played_us / 1000 % 1000, wall_us / 1000000, wall_us / 1000 % 1000);
    fprintf(stderr, ", %" PRIu64 " steps", sim_steps(sim));
    if (scene->main == NULL)
        fprintf(stderr, " of %zu tasks", scene->task_count + 1);
    fputc('\n', stderr);
    for (size_t i = 0; i < scene->part_count; i++)
        if (scene->parts[i].type == PART_NEOPIXEL)
            fprintf(stderr, "  %-16s %8" PRIu64 " frames\n", scene->parts[i].name,
                    session->frames[i]);
    if (session->keys > 0)
        fprintf(stderr, "  %-16s %8" PRIu64 " events\n", "keys", session->keys);
    if (session->prints > 0)
        fprintf(stderr, "  %-16s %8" PRIu64 " lines\n", "console", session->prints);
}

static bool close_exports(struct session *session, uint64_t end_us)
{
    bool arrived = true;
    char why[EXPORT_WHY_MAX];
    for (size_t kind = 0; kind < EXPORT_KINDS; kind++) {
        if (!export_close(session->exports[kind], end_us, why)) {
            cli_complain("%s", why);
            arrived = false;
        }
        session->exports[kind] = NULL;
    }
    return arrived;
}

bool session_finish(struct session *session, const struct sim *sim)
{
    uint64_t end_us = session_end_us(session);
    return close_exports(session, sim_now_us(sim) < end_us ? sim_now_us(sim) : end_us);
}

void session_restart(struct session *session)
{
    struct diagnostics diagnostics = {0};
    for (int kind = 0; kind < EXPORT_KINDS; kind++) {
        char why[EXPORT_WHY_MAX];
        const char *path = session->export_paths[kind];
        if (session->exports[kind] == NULL)
            continue;
        if (strcmp(path, "-") == 0)
            cli_complain("restarted: what was written before stays in the output");
        (void)export_close(session->exports[kind], 0, why);
        open_export(session, (enum export_kind)kind, &diagnostics);
    }
    (void)cli_finish_diagnostics(&diagnostics);
    memset(session->frames, 0, session->scene->part_count * sizeof *session->frames);
    session->prints = session->keys = session->failures = 0;
}

void session_write_down(struct diagnostics *diagnostics, char *why, size_t why_size)
{
    FILE *out = fmemopen(why, why_size, "w");
    if (out != NULL) {
        diagnostics_print(diagnostics, out, false);
        (void)fclose(out);
    }
    why[why_size - 1] = '\0';
    diagnostics_free(diagnostics);
}

struct scene *session_change_scene(struct session *session, const char *path, char *why,
                                   size_t why_size)
{
    struct diagnostics diagnostics = {0};
    struct scene *before = session->scene;
    for (int kind = 0; kind < EXPORT_KINDS; kind++)
        if (session->exports[kind] != NULL) {
            (void)snprintf(why, why_size, "%s is being written, and tells of this scene",
                           session->export_paths[kind]);
            return NULL;
        }
    struct scene *scene = scene_load(path, &diagnostics);
    uint64_t *frames = scene == NULL ? NULL : calloc(scene->part_count + 1, sizeof *frames);
    session_write_down(&diagnostics, why, why_size);
    if (frames == NULL) {
        scene_free(scene);
        return NULL;
    }
    if (strcmp(path, before->path) != 0)
        inputs_free(&session->inputs);
    free(session->frames);
    session->frames = frames;
    session->scene = scene;
    session->prints = session->keys = session->failures = 0;
    return before;
}

int session_close(struct session *session, int code)
{
    bool arrived = close_exports(session, 0);
    if (fflush(stdout) != 0)
        arrived = false;
    free(session->frames);
    inputs_free(&session->inputs);
    scene_free(session->scene);
    live_free(session->live);
    return arrived ? code : EXIT_IO;
}

/* ---- A verb ------------------------------------------------------------------------------------
 */

int session_verdict(const struct session *session, const struct sim *sim)
{
    return session->failures > 0 || sim_failed(sim) ? EXIT_CHECK : EXIT_FINE;
}

static int act(void *into, const char *const *operands, size_t count)
{
    struct session *session = into;
    (void)count;
    int code = session_open(session, operands[0]);
    if (code == EXIT_FINE)
        code = session->play(session);
    return session_close(session, code);
}

int session_verb(const struct cli_verb *verb, int argc, char **argv, struct session *session,
                 int (*play)(struct session *session))
{
    session->play = play;
    return cli_act(verb, argc, argv, session, act);
}
