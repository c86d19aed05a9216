/* export.h - what happens in a sim, as files for other programs.   SPDX-License-Identifier: MIT
 *
 *     char why[EXPORT_WHY_MAX];
 *     struct export *vcd = export_open(EXPORT_VCD, "run.vcd", scene, why);
 *     … for every sim_event: export_event(vcd, event);
 *     if (!export_close(vcd, sim_now_us(sim), why)) …
 *
 * Whoever owns a sim can attach any number of them to its listener. The bytes depend on the events
 * alone. docs/exports.md tells what each kind looks like.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/sim.h"

#define EXPORT_WHY_MAX 512 /* bytes of a reason, its zero included */

enum export_kind {
    EXPORT_TRACE,        /* lines of JSON: what the board did */
    EXPORT_TRACE_FULL,   /* and steps of tasks, and keys */
    EXPORT_VCD,          /* Value Change Dump, 1 us: pins, parts, tasks */
    EXPORT_VCD_WAVEFORM, /* the same at 10 ns, with the bits on the wires of pixels */
    EXPORT_PERFETTO,     /* Trace Event JSON */
    EXPORT_FRAMES,       /* a line of text for each time that pixels were sent */
    EXPORT_INPUTS,       /* what came from outside: for `run --inputs` */
    EXPORT_SCENARIO,     /* the same as a scenario: for `glowloop test` */
    EXPORT_KINDS
};

/* "trace", "vcd", …: the option of `glowloop run` for it. */
extern const char *const export_names[EXPORT_KINDS];

/* The types of events that a kind is made of, for sim_want(). */
uint32_t export_wants(enum export_kind kind);

struct export;

/* Begin to write `path`, which must outlive it; "-" is standard output. NULL, with the reason and
 * the path in `why`, if that cannot be. */
struct export *export_open(enum export_kind kind, const char *path, const struct scene *scene,
                           char *why);
/* One event, in their order. */
void export_event(struct export *export, const struct sim_event *event);
/* Whether it takes no more: the disk is full, memory is out. */
bool export_failed(const struct export *export);
/* The run has ended at `end_us`. Frees it. False, with the reason and the path in `why`, if not all
 * arrived. NULL is fine, and true. */
bool export_close(struct export *export, uint64_t end_us, char *why);

#endif
