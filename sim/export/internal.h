/* internal.h - what the kinds of exports share.                    SPDX-License-Identifier: MIT */
#ifndef EXPORT_INTERNAL_H
#define EXPORT_INTERNAL_H

#include <stdio.h>

#include "export/export.h"

struct export
{
    enum export_kind kind;
    const char *path;
    const struct scene *scene;
    FILE *out;
    void *state;      /* the kind's own */
    int error;        /* errno of the first failure, 0: none */
    uint64_t told_us; /* the first microsecond behind all events so far */
    uint64_t end_us;
};

/* Of a kind. begin() may set `state`; end() writes what is left, if nothing failed, and frees
 * `state`, which is NULL if begin() failed at once. */
struct export_writer {
    bool (*begin)(struct export *export);
    void (*event)(struct export *export, const struct sim_event *event);
    void (*end)(struct export *export);
};

extern const struct export_writer trace_writer;
extern const struct export_writer vcd_writer;
extern const struct export_writer perfetto_writer;
extern const struct export_writer frames_writer;
extern const struct export_writer inputs_writer;
extern const struct export_writer scenario_writer;

/* The first failure stays. */
void export_fail(struct export *export, int error);

/* The name of a source without its folders. */
const char *base_name(const char *path);

#endif
