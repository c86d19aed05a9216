/* diff.c - glowloop diff: where two traces part.                   SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "engine/duration.h"

#define AHEAD_MAX 1000 /* events in which one that is missed is looked for */

/* A trace, read event by event. */
struct trace_file {
    struct source source;
    size_t next; /* where the next line begins */
};

struct event {
    const char *line;
    size_t length;    /* without the line end */
    uint64_t time_us; /* its "t" */
    const char *rest; /* what follows that */
};

struct diff {
    uint64_t late_us; /* as much may times differ */
    struct trace_file files[2];
    struct diagnostics diagnostics;
};

/* ---- Options --------------------------------------------------------------------------------- */

static const char *take_late(void *into, const char *value)
{
    return duration_parse(value, &((struct diff *)into)->late_us);
}

static const struct cli_option options[] = {
    {"late", "TIME", "how far apart the times of an event may be (0ms)", take_late},
    {.name = NULL},
};

static const struct cli_verb verb = {
    .name = "diff",
    .arguments = "TRACE TRACE",
    .purpose = "Tell where two traces part: of two versions, or of a change in a scene.",
    .examples = "  glowloop run scenes/two_rings.json --for 10s --trace before.jsonl\n"
                "  glowloop diff before.jsonl after.jsonl\n",
    .notes =
        "Exit codes: 0 they are the same, 1 they differ, 2 usage, or a file is no trace, 3 one\n"
        "cannot be read.\n",
    .options = options,
    .operands_min = 2,
    .operands_max = 2,
};

/* ---- Reading --------------------------------------------------------------------------------- */

static bool parse(const char *line, size_t length, struct event *event)
{
    static const char begin[] = "{\"t\":";
    char *end;
    *event = (struct event){.line = line, .length = length};
    if (length < sizeof begin || strncmp(line, begin, sizeof begin - 1) != 0)
        return false;
    const char *digits = line + sizeof begin - 1;
    if (*digits < '0' || *digits > '9')
        return false;
    errno = 0;
    event->time_us = strtoull(digits, &end, 10);
    event->rest = end;
    return errno == 0 && *end == ',' && line[length - 1] == '}';
}

/* False at the end, and after what is no event, which is told. */
static bool read_event(struct diff *diff, struct trace_file *file, struct event *event)
{
    const char *line = file->source.text + file->next;
    size_t left = file->source.size - file->next;
    if (left == 0)
        return false;
    const char *end = memchr(line, '\n', left);
    size_t length = end == NULL ? left : (size_t)(end - line);
    if (!parse(line, length, event)) {
        diagnose(&diff->diagnostics, &file->source, file->next, length, "this is no event");
        diagnose_note(&diff->diagnostics, "a trace is what --trace writes: {\"t\":…, a line each");
        return false;
    }
    file->next += length + (end != NULL);
    return true;
}

static bool same_rest(const struct event *a, const struct event *b)
{
    size_t size = a->length - (size_t)(a->rest - a->line);
    return size == b->length - (size_t)(b->rest - b->line) && memcmp(a->rest, b->rest, size) == 0;
}

static uint64_t apart_us(const struct event *a, const struct event *b)
{
    return a->time_us > b->time_us ? a->time_us - b->time_us : b->time_us - a->time_us;
}

static bool same(const struct diff *diff, const struct event *a, const struct event *b)
{
    return same_rest(a, b) && apart_us(a, b) <= diff->late_us;
}

/* ---- Telling --------------------------------------------------------------------------------- */

/* How many events of `file` from `from` on come before one like `wanted`; AHEAD_MAX if there is
 * none among so many. */
static size_t events_before(struct diff *diff, struct trace_file file, const struct event *from,
                            const struct event *wanted)
{
    struct event event = *from;
    size_t count = 0;
    while (count < AHEAD_MAX && !same(diff, &event, wanted)) {
        count++;
        if (!read_event(diff, &file, &event))
            return AHEAD_MAX;
    }
    return count;
}

static void explain(struct diff *diff, const struct event *a, const struct event *b)
{
    size_t more = events_before(diff, diff->files[1], b, a);
    size_t fewer = events_before(diff, diff->files[0], a, b);
    if (more < AHEAD_MAX && more <= fewer)
        printf("the second has %zu event%s more here\n", more, more == 1 ? "" : "s");
    else if (fewer < AHEAD_MAX)
        printf("the second lacks %zu event%s here\n", fewer, fewer == 1 ? "" : "s");
    else if (same_rest(a, b))
        printf("the same event, %" PRIu64 " us %s\n", apart_us(a, b),
               b->time_us > a->time_us ? "later" : "earlier");
    else
        printf("another event\n");
}

static void print_event(const char *mark, bool there, const struct event *event)
{
    if (there)
        printf("%s %.*s\n", mark, (int)event->length, event->line);
    else
        printf("%s (its end)\n", mark);
}

static int tell(struct diff *diff, uint64_t count, const struct event *last,
                const struct event events[2], const bool there[2])
{
    if (diagnostics_any(&diff->diagnostics))
        return EXIT_USAGE;
    if (!there[0] && !there[1]) {
        printf("the same: %" PRIu64 " events, up to %" PRIu64 " us\n", count,
               count > 0 ? last->time_us : 0);
        return EXIT_FINE;
    }
    printf("%" PRIu64 " events are the same; then they part:\n", count);
    if (count > 0)
        print_event(" ", true, last);
    print_event("<", there[0], &events[0]);
    print_event(">", there[1], &events[1]);
    if (there[0] && there[1])
        explain(diff, &events[0], &events[1]);
    return EXIT_CHECK;
}

/* ---- The verb -------------------------------------------------------------------------------- */

static int compare(struct diff *diff)
{
    struct event events[2], last = {0};
    bool there[2];
    for (uint64_t count = 0;; count++) {
        for (size_t i = 0; i < 2; i++)
            there[i] = read_event(diff, &diff->files[i], &events[i]);
        if (!there[0] || !there[1] || !same(diff, &events[0], &events[1]))
            return tell(diff, count, &last, events, there);
        last = events[0];
    }
}

static bool open_file(struct diff *diff, struct trace_file *file, const char *path)
{
    if (source_read(&file->source, path))
        return true;
    diagnose_plain(&diff->diagnostics, "%s: cannot read: %s", path, strerror(errno));
    diff->diagnostics.io_error = true;
    return false;
}

static int act(void *into, const char *const *operands, size_t count)
{
    struct diff *diff = into;
    int code = EXIT_IO;
    (void)count;
    bool first = open_file(diff, &diff->files[0], operands[0]);
    if (open_file(diff, &diff->files[1], operands[1]) && first)
        code = compare(diff);
    int told = cli_finish_diagnostics(&diff->diagnostics);
    source_free(&diff->files[0].source);
    source_free(&diff->files[1].source);
    return told != EXIT_FINE ? told : code;
}

int cli_diff(int argc, char **argv)
{
    struct diff diff = {0};
    return cli_act(&verb, argc, argv, &diff, act);
}
