/* export.c - files of any kind: opening, closing, what goes wrong. SPDX-License-Identifier: MIT */
#include "export/export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/trace.h"
#include "export/internal.h"

const char *const export_names[EXPORT_KINDS] = {"trace",    "trace-full", "vcd",    "vcd-waveform",
                                                "perfetto", "frames",     "inputs", "scenario"};

static const struct export_writer *const writers[EXPORT_KINDS] = {
    &trace_writer,    &trace_writer,  &vcd_writer,    &vcd_writer,
    &perfetto_writer, &frames_writer, &inputs_writer, &scenario_writer};

uint32_t export_wants(enum export_kind kind)
{
    static const uint32_t wants[EXPORT_KINDS] = {
        [EXPORT_TRACE] = SIM_EVENT_BIT(SIM_EVENT_SHOW) | SIM_EVENT_BIT(SIM_EVENT_PIN) |
                         SIM_EVENT_BIT(SIM_EVENT_PRINT),
        [EXPORT_TRACE_FULL] = SIM_EVENT_ALL,
        [EXPORT_VCD] = SIM_EVENT_ALL,
        [EXPORT_VCD_WAVEFORM] = SIM_EVENT_ALL,
        [EXPORT_PERFETTO] = SIM_EVENT_ALL,
        [EXPORT_FRAMES] = SIM_EVENT_BIT(SIM_EVENT_SHOW),
        [EXPORT_INPUTS] = SIM_EVENT_BIT(SIM_EVENT_INPUT) | SIM_EVENT_BIT(SIM_EVENT_TYPE) |
                          SIM_EVENT_BIT(SIM_EVENT_SET),
        [EXPORT_SCENARIO] = SIM_EVENT_BIT(SIM_EVENT_INPUT) | SIM_EVENT_BIT(SIM_EVENT_TYPE) |
                            SIM_EVENT_BIT(SIM_EVENT_SET),
    };
    return wants[kind];
}

void export_fail(struct export *export, int error)
{
    if (export->error == 0)
        export->error = error == 0 ? EIO : error;
}

const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* ---- The kind that is written elsewhere ------------------------------------------------------
 */

static bool trace_begin(struct export *export)
{
    (void)export;
    return true;
}

static void write_trace(struct export *export, const struct sim_event *event)
{
    struct trace trace = {
        .out = export->out, .scene = export->scene, .full = export->kind == EXPORT_TRACE_FULL};
    trace_event(&trace, event);
}

static void trace_end(struct export *export)
{
    (void)export;
}

const struct export_writer trace_writer = {trace_begin, write_trace, trace_end};

/* ----------------------------------------------------------------------------------------------
 */

static void tell(char *why, const char *path, const char *what, int error)
{
    (void)snprintf(why, EXPORT_WHY_MAX, "%s: %s: %s",
                   strcmp(path, "-") == 0 ? "standard output" : path, what, strerror(error));
}

struct export *export_open(enum export_kind kind, const char *path, const struct scene *scene,
                           char *why)
{
    struct export *export = calloc(1, sizeof *export);
    if (export == NULL) {
        tell(why, path, "cannot write", ENOMEM);
        return NULL;
    }
    *export = (struct export){.kind = kind, .path = path, .scene = scene};
    export->out = strcmp(path, "-") == 0 ? stdout : fopen(path, "w");
    if (export->out == NULL) {
        tell(why, path, "cannot write", errno);
        free(export);
        return NULL;
    }
    if (!writers[kind]->begin(export)) {
        export_fail(export, ENOMEM);
        (void)export_close(export, 0, why);
        return NULL;
    }
    return export;
}

void export_event(struct export *export, const struct sim_event *event)
{
    if (export->error != 0)
        return;
    errno = 0;
    export->told_us = event->time_us + 1;
    writers[export->kind]->event(export, event);
    if (ferror(export->out))
        export_fail(export, errno);
}

bool export_failed(const struct export *export)
{
    return export->error != 0;
}

bool export_close(struct export *export, uint64_t end_us, char *why)
{
    if (export == NULL)
        return true;
    export->end_us = end_us;
    errno = 0;
    writers[export->kind]->end(export);
    if (fflush(export->out) != 0 || ferror(export->out))
        export_fail(export, errno);
    if (export->out != stdout && fclose(export->out) != 0)
        export_fail(export, errno);
    if (export->error != 0)
        tell(why, export->path, "not all could be written", export->error);
    bool arrived = export->error == 0;
    free(export);
    return arrived;
}
