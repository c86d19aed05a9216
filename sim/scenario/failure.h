/* failure.h - what was not as expected, told as a compiler tells it.
 *                                                                  SPDX-License-Identifier: MIT
 * Each sets player->failed, and leaves one error in player->diagnostics.
 */
#ifndef SCENARIO_FAILURE_H
#define SCENARIO_FAILURE_H

#include "scenario/play.h"

/* The step's expectation; `held`: it was met, and then it was not any more. */
void failure_expected(struct player *player, const struct step *step, const struct watch *watch,
                      bool held);
/* What must hold always does not. */
void failure_always(struct player *player, const struct watch *watch, uint64_t now_us);
/* The scene itself failed, whatever was expected. */
void failure_scene(struct player *player, uint64_t now_us, const char *why);
/* The scenario took longer than it may. */
void failure_timeout(struct player *player);

#endif
