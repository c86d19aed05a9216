/* conformance.h - what the programs of this folder share.          SPDX-License-Identifier: MIT
 *
 * Each NAME.c does what MicroPython's test NAME.py, or a program of Peter Hinch's, checks, and
 * prints the same lines in the same order: expected/NAME.out is what the interpreters print. Where
 * coop differs on purpose, expected/NAME.differs is what is printed here, and the program's head
 * has a line `Differs: …` with the reason. Where no interpreter's output is on record,
 * expected/NAME.documents is what a line `Documents: …` there refers to.
 */
#ifndef CONFORMANCE_H
#define CONFORMANCE_H

#include <stdio.h>

#include "coop/keywords.h"
#include "fake_port.h"

/* Failures that programs raise. */
enum {
    VALUE_ERROR = COOP_ERR_USER, /* ValueError() */
    VALUE_ERROR_0 = COOP_ERR_USER - 10,
    VALUE_ERROR_1 = VALUE_ERROR_0 - 1, /* ValueError(1,), and so on */
    VALUE_ERROR_2 = VALUE_ERROR_0 - 2,
    VALUE_ERROR_3 = VALUE_ERROR_0 - 3,
};

extern struct fake_port fake; /* its time moves only when the loop is idle */
extern coop_port port;
extern coop_loop loop;

/* The environment may say START_US, the clock's first value, and RESTLESS: idle() returns early. */
void set_up_loop(void);

/* Of all steps from now on: how long each takes. */
void set_step_us(uint32_t us);

/* Milliseconds since the start. */
uint64_t now_ms(void);

/* As Python prints them: a status code as the exception that stands for it ("CancelledError()",
 * "CancelledError"), others as "?". */
const char *repr_of(int32_t code);
const char *type_of(int32_t code);
const char *true_or_false(bool value);

/* The result of a finished task, as an item of a Python list. The text is valid until the eighth
 * call after this one. */
const char *item_of(const coop_task *task);

#endif
