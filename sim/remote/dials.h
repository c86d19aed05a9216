/* dials.h - values that both sides can change: controls, settings. SPDX-License-Identifier: MIT
 *
 * They are numbered: the scene's controls, then the parameters of each task, then those of main.
 */
#ifndef REMOTE_DIALS_H
#define REMOTE_DIALS_H

#include "engine/sim.h"
#include "remote/channel.h"

struct dials {
    int32_t **places; /* in the sim */
    int32_t *known;   /* what the other side has */
    size_t count;
};

/* Unless they are `known` to the other side, all will be told. False when memory is out; free it
 * in either case. */
bool dials_init(struct dials *dials, const struct scene *scene, struct sim *sim, bool known);
void dials_free(struct dials *dials);

/* Send what has changed. */
void dials_tell(struct dials *dials, struct channel *channel);
/* Take a MESSAGE_DIAL. False if there is none of that number. */
bool dials_hear(struct dials *dials, const struct message *message);

#endif
