/* test_child.c - one scenario in a process of its own.             SPDX-License-Identifier: MIT
 *
 * So that one that crashes, or never gives up control, takes nothing else with it.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/test.h"
#include "engine/trace.h"
#include "project/culprit.h"
#include "scenario/player.h"

/* ---- The watchdog --------------------------------------------------------------------------- */

static struct sim *volatile watched;
static int last_words_fd;

static void on_end(bool crashed, const char *words)
{
    (void)!write(last_words_fd, crashed ? "C" : "T", 1);
    (void)!write(last_words_fd, words, strlen(words));
    _exit(EXIT_CHECK);
}

static void on_alarm(int signal)
{
    (void)signal;
    culprit_ask();
}

/* ---- What goes through the pipe -------------------------------------------------------------- */

static void put_number(FILE *out, uint64_t number)
{
    (void)fwrite(&number, sizeof number, 1, out);
}

static void put_text(FILE *out, const char *text)
{
    size_t size = text ? strlen(text) : 0;
    put_number(out, size);
    if (size > 0)
        (void)fwrite(text, 1, size, out);
}

static char *shown(const struct diagnostics *diagnostics)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    diagnostics_print(diagnostics, out, cli_color());
    (void)fclose(out);
    return text;
}

static void put_findings(FILE *out, const struct diagnostics *diagnostics)
{
    put_number(out, diagnostics->count);
    for (size_t i = 0; i < diagnostics->count; i++) {
        struct diagnostic_view view = diagnostics_view(diagnostics, i);
        put_text(out, view.path);
        put_number(out, view.line);
        put_number(out, view.column);
        put_text(out, view.message);
        put_text(out, view.notes);
    }
}

static bool send_outcome(int fd, const struct outcome *outcome,
                         const struct diagnostics *diagnostics)
{
    FILE *out = fdopen(fd, "wb");
    char *text = shown(diagnostics);
    if (!out || !text)
        return false;
    putc('R', out);
    put_number(out, (uint64_t)outcome->code);
    put_number(out, outcome->virtual_us);
    put_number(out, outcome->steps);
    put_number(out, outcome->step_count);
    put_number(out, outcome->updated);
    put_text(out, outcome->name);
    put_text(out, text);
    put_findings(out, diagnostics);
    free(text);
    return fclose(out) == 0;
}

/* ---- Playing --------------------------------------------------------------------------------- */

static void on_event(void *context, const struct sim_event *event)
{
    trace_event(context, event);
}

/* FOLDER/a-b-c.jsonl, of a/b/c.scenario.json. */
static FILE *open_trace(const char *folder, const char *path)
{
    size_t size = strlen(folder) + strlen(path) + sizeof "/.jsonl";
    char *name = malloc(size);
    if (!name)
        return NULL;
    (void)snprintf(name, size, "%s/", folder);
    char *end = name + strlen(name);
    const char *ending = strstr(path, SCENARIO_ENDING);
    size_t length = ending ? (size_t)(ending - path) : strlen(path);
    for (size_t i = 0; i < length; i++)
        *end++ = path[i] == '/' ? '-' : path[i];
    (void)snprintf(end, sizeof ".jsonl", ".jsonl");
    FILE *out = fopen(name, "w");
    if (!out)
        cli_complain("%s cannot be written: %s", name, strerror(errno));
    free(name);
    return out;
}

static void play(const struct scenario *scenario, const struct test_options *options,
                 struct outcome *outcome, struct diagnostics *diagnostics)
{
    static const int codes[] = {
        [PLAY_PASSED] = EXIT_FINE, [PLAY_FAILED] = EXIT_CHECK, [PLAY_UNREADABLE] = EXIT_IO};
    struct trace trace = {.scene = scenario->scene, .full = true};
    struct play_options how = {
        .timeout_us = options->timeout_us, .update = options->update, .sim = &watched};
    bool arrived = true;
    if (options->trace_folder) {
        trace.out = open_trace(options->trace_folder, outcome->path);
        how.listener = trace.out ? on_event : NULL;
        how.context = &trace;
        arrived = trace.out != NULL;
    }
    struct play result = scenario_play(scenario, &how, diagnostics);
    outcome->code = codes[result.end];
    outcome->virtual_us = result.virtual_us;
    outcome->steps = result.steps;
    outcome->updated = result.updated;
    if (trace.out && (ferror(trace.out) | fclose(trace.out)) != 0)
        arrived = false;
    if (!arrived && outcome->code == EXIT_FINE)
        outcome->code = EXIT_IO;
}

void test_play_one(const char *path, const struct test_options *options, int fd)
{
    struct diagnostics diagnostics = {0};
    struct outcome outcome = {.path = path};
    last_words_fd = fd;
    culprit_on_alarm(on_alarm, options->wall_timeout_us);
    struct scenario *scenario = scenario_load(path, &diagnostics);
    culprit_guard(&watched, on_end);
    if (scenario) {
        outcome.name = (char *)(uintptr_t)scenario->name;
        outcome.step_count = scenario->step_count;
        play(scenario, options, &outcome, &diagnostics);
    } else {
        outcome.code = diagnostics.io_error ? EXIT_IO : EXIT_USAGE;
    }
    culprit_alarm_in(0);
    bool sent = send_outcome(fd, &outcome, &diagnostics);
    scenario_free(scenario);
    diagnostics_free(&diagnostics);
    exit(sent ? EXIT_FINE : EXIT_IO);
}

/* ---- Reading it ------------------------------------------------------------------------------ */

struct parcel {
    const char *at;
    size_t left;
    bool whole;
};

static uint64_t get_number(struct parcel *parcel)
{
    uint64_t number = 0;
    if (parcel->left < sizeof number) {
        parcel->whole = false;
        return 0;
    }
    memcpy(&number, parcel->at, sizeof number);
    parcel->at += sizeof number;
    parcel->left -= sizeof number;
    return number;
}

static char *get_text(struct parcel *parcel)
{
    uint64_t size = get_number(parcel);
    char *text = parcel->whole && size <= parcel->left ? strndup(parcel->at, size) : NULL;
    if (!text) {
        parcel->whole = false;
        return NULL;
    }
    parcel->at += size;
    parcel->left -= size;
    return text;
}

static void get_findings(struct parcel *parcel, struct outcome *outcome)
{
    uint64_t count = get_number(parcel);
    outcome->findings = count <= DIAGNOSTICS_MAX ? calloc(count + 1, sizeof(struct finding)) : NULL;
    if (!outcome->findings)
        parcel->whole = false;
    for (uint64_t i = 0; i < count && parcel->whole; i++) {
        struct finding *finding = &outcome->findings[outcome->finding_count++];
        finding->path = get_text(parcel);
        finding->line = get_number(parcel);
        finding->column = get_number(parcel);
        finding->message = get_text(parcel);
        finding->notes = get_text(parcel);
    }
}

bool test_read_outcome(struct outcome *outcome, const char *bytes, size_t size)
{
    if (size == 0 || bytes[0] != 'R')
        return false;
    struct parcel parcel = {bytes + 1, size - 1, true};
    outcome->code = (int)get_number(&parcel);
    outcome->virtual_us = get_number(&parcel);
    outcome->steps = get_number(&parcel);
    outcome->step_count = get_number(&parcel);
    outcome->updated = get_number(&parcel);
    outcome->name = get_text(&parcel);
    outcome->text = get_text(&parcel);
    get_findings(&parcel, outcome);
    return parcel.whole;
}
