/* scenario.h - a scenario file as data: a scene, what is done to it, what must be seen.
 *                                                                  SPDX-License-Identifier: MIT
 * Everything in a struct scenario has been checked. scenes/scenario.schema.json describes the file;
 * docs/scenarios.md explains it.
 */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/diagnostics.h"
#include "engine/scene.h"
#include "scenario/field.h"

#define SCENARIO_VERSION 1 /* of the format */

/* Limits of a scenario file. */
#define SCENARIO_STEPS_MAX  10000
#define SCENARIO_ALWAYS_MAX 64
#define SCENARIO_VALUES_MAX 6 /* of one step, or one expectation */

#define SCENARIO_ENDING     ".scenario.json"
#define SCENARIO_TIMEOUT_US 600000000ull /* of virtual time, unless the file says otherwise */

/* Bytes of the file, for messages. */
struct place {
    size_t offset;
    size_t length;
};

struct expectation_kind;
struct step_kind;

struct expectation {
    const struct expectation_kind *kind;
    struct value values[SCENARIO_VALUES_MAX]; /* of its fields, in their order */
    bool negated;                             /* it must not be so */
    struct place place;
};

struct step {
    const struct step_kind *kind;             /* NULL: it expects something */
    struct value values[SCENARIO_VALUES_MAX]; /* of the kind's fields, in their order */
    struct expectation expectation;
    bool waits;         /* within_us counts: it becomes so by then */
    uint64_t within_us; /* UINT64_MAX: no limit of its own */
    uint64_t hold_us;   /* and stays so for that long */
    const char *name;   /* for people; NULL: none */
    struct place place;
};

struct scenario {
    struct source source;
    char *title;      /* by the file's name */
    const char *name; /* a title for people; the file's, unless it gives one */
    struct scene *scene;
    uint64_t seed; /* decides how contacts bounce */
    uint64_t timeout_us;
    bool tasks_may_fail;
    struct step *steps;
    size_t step_count;
    struct expectation *always; /* what holds all the time */
    size_t always_count;
};

/* Read and check `path` and the scene that it names. All that is wrong is told to `diagnostics`; if
 * anything was, NULL. The caller frees it with scenario_free(). */
struct scenario *scenario_load(const char *path, struct diagnostics *diagnostics);
/* The same of a text that is not read from there: it takes over what `text` points to. */
struct scenario *scenario_parse(const char *path, char *text, size_t size,
                                struct diagnostics *diagnostics);
void scenario_free(struct scenario *scenario);

/* Write scenes/scenario.schema.json, made from the tables that the loader reads. */
void scenario_schema_print(FILE *out);

#endif
