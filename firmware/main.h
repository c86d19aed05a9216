/* main.h - what watches the loop of a scene.                       SPDX-License-Identifier: MIT */
#ifndef MAIN_H
#define MAIN_H

#include "coop/coop.h"

/* Each step has its price and, if it never ends, its culprit. */
extern const coop_probe main_probe;

/* The task that starts and gathers the others, if no program of the scene is its main. */
const coop_task *main_gatherer(void);

#endif
