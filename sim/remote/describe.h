/* describe.h - programs as messages: what a scene has to know.     SPDX-License-Identifier: MIT */
#ifndef REMOTE_DESCRIBE_H
#define REMOTE_DESCRIBE_H

#include "programs/programs.h"
#include "remote/channel.h"
#include "remote/remote.h"

/* Which object it is that has them. */
void describe_object(struct channel *channel, const struct remote *remote);
void describe_program(struct channel *channel, const struct program *program);

#endif
