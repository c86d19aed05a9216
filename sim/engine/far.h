/* far.h - a sim whose programs run elsewhere: a mirror of another.  SPDX-License-Identifier: MIT
 *
 * Everything of sim.h that looks at it, or does something to it, is as ever; running it is left to
 * whoever made it, who tells here what came of that. Only the faults, sim_task() and
 * sim_running() need the real one. While it is SIM_BUSY (sim_patience()), it may be looked at all
 * the same; an input then waits until it is not, and sim_free() ends it.
 */
#ifndef ENGINE_FAR_H
#define ENGINE_FAR_H

#include "engine/sim.h"

/* What does the work. All are called by the sim's owner. */
struct far {
    /* As sim_run(), or, if `single_step`, sim_step(): tell the events, then what is seen.
     * After SIM_BUSY it is called again, to go on with that, whatever it is told then. */
    enum sim_state (*go)(void *context, struct sim *sim, uint64_t until_us, bool single_step);
    /* As sim_input(), sim_type() and sim_set(). */
    uint64_t (*input)(void *context, const struct board_pin *pin, bool level, uint64_t time_us);
    uint64_t (*type)(void *context, const char *line, uint64_t time_us);
    uint64_t (*set)(void *context, size_t setting, int32_t value, uint64_t time_us);
    void (*free)(void *context); /* with the sim */
    void *context;
};

/* As sim_new(); `far` is copied. It shows what a scene shows before anything ran. NULL only when
 * memory is out: then far->free() is not called. */
struct sim *sim_new_far(const struct scene *scene, const struct far *far, sim_listener listener,
                        void *context);

/* ---- For far->go() -------------------------------------------------------------------------- */

/* To the listener, if it wants those. What pixels are sent, SIM_EVENT_SHOW, has to be told always:
 * sim_pixels() is made of it. */
void far_tell(struct sim *sim, const struct sim_event *event);
uint32_t far_wanted(const struct sim *sim); /* the types that it does */

/* How long to wait before SIM_BUSY, in ms of real time; 0: for ever. */
uint32_t far_patience(const struct sim *sim);

/* Whether the listener has called sim_halt() since the run began. */
bool far_halted(const struct sim *sim);
void far_resume(struct sim *sim); /* it has been obeyed */

void far_level(struct sim *sim, size_t part, bool level); /* at its pin */
void far_value(struct sim *sim, size_t setting, int32_t value);

struct far_moment {
    uint64_t now_us;
    uint64_t steps;
    bool failed;         /* sim_failed() */
    bool console_read;   /* sim_console_read() */
    const char *problem; /* sim_problem(): copied */
};
void far_reach(struct sim *sim, const struct far_moment *moment);
/* Nothing will happen any more, for that reason. */
void far_end(struct sim *sim, const char *problem);

#endif
