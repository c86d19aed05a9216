/* event.h - events of a sim as messages.                           SPDX-License-Identifier: MIT
 *
 * Names of tasks, files and kinds of waits come again and again: each is sent once, as a word, and
 * then its number. One struct words on either side keeps them.
 */
#ifndef REMOTE_EVENT_H
#define REMOTE_EVENT_H

#include "engine/sim.h"
#include "remote/message.h"

#define WORDS_MAX 2000

struct words {
    const char **list; /* by their numbers; the sender's own, or of the receiver's: */
    size_t count;
    size_t capacity;
    char **copies; /* each text once, so that one of them is one address */
    size_t copy_count;
    size_t copy_capacity;
};

void words_free(struct words *words);

/* Append an event to what is sent, and before it the words that it needs. False when memory is out.
 */
bool event_write(struct buffer *buffer, struct words *words, const struct sim_event *event);

/* Keep the word of a MESSAGE_WORD. False: there are too many, or no memory. */
bool event_word(struct words *words, const struct message *message);

/* The other way round. The event's texts live as long as `words`, but those of a SHOW, PRINT, FAIL
 * and TYPE: as long as the message's. `*task_count` is of those that were heard of, the scene's own
 * to begin with. False if it is none that such a scene can have. */
bool event_read(struct sim_event *event, const struct words *words, const struct scene *scene,
                size_t *task_count, const struct message *message);

#endif
