/* live.h - own programs that are saved while they are seen.        SPDX-License-Identifier: MIT
 *
 * The process of a window never runs a user's code: scenes get tables of the programs, and sims of
 * such scenes have a process of their own (remote/remote.h). What is saved is compiled in the
 * background; when it is in order, the same scene, loaded again, gets the new programs.
 */
#ifndef CLI_LIVE_H
#define CLI_LIVE_H

#include "engine/sim.h"

struct live;

/* From now on, all scenes that are loaded find the programs of their folder so. `glowloop` is the
 * file of this program; NULL: as the system has it. NULL, and told, when memory is out. */
struct live *live_new(const char *glowloop, bool sanitized);
/* When there are neither scenes nor sims of it any more. NULL is fine. */
void live_free(struct live *live);

/* As sim_new(), wherever its programs run. If that is in another process, sim_run() returns
 * SIM_BUSY after `patience_ms` of real time; 0: never. */
struct sim *live_sim(struct live *live, const struct scene *scene, uint32_t patience_ms,
                     sim_listener listener, void *context);

enum live_news {
    LIVE_SAME,
    LIVE_READY, /* other programs: load the scene again */
    LIVE_WRONG  /* what was saved is not in order */
};

/* Look, without waiting, whether sources of the scene's own programs were saved, and go on
 * compiling. `why` gets lines as a compiler has them if they are wrong. */
enum live_news live_look(struct live *live, const struct scene *scene, char *why, size_t why_size);

/* Only this scene is played any more: programs of others, and old ones, go. */
void live_keep(struct live *live, const struct scene *scene);

#endif
