/* message.h - what a window and the process of a sim say to each other.
 *                                                                  SPDX-License-Identifier: MIT
 * A message is its kind, so many numbers, then so many texts, as the table in message.c has it.
 * Numbers are sent with 7 bits a byte, the low ones first; texts as their size, their bytes, and a
 * zero. Whatever the bytes are, reading them is safe: what is no message is found to be none.
 */
#ifndef REMOTE_MESSAGE_H
#define REMOTE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum message_kind {
    /* To the sim's process. */
    MESSAGE_OBJECT,   /* texts: path of a file with programs, folder of their sources */
    MESSAGE_DESCRIBE, /* Answer: PROGRAM and PARAMETER of each, then DONE */
    MESSAGE_SCENE,    /* texts: its path, itself */
    MESSAGE_COST,     /* of the scene: which of board_cost_fields[], its value */
    MESSAGE_CONTROL,  /* of the scene: number, what it begins with */
    MESSAGE_BEGIN,    /* Answer: STATE */
    MESSAGE_GO,    /* until_us, whether it is one step, types of events. Answer: what happens, what
                      is seen, then STATE */
    MESSAGE_INPUT, /* pin, level, time_us. Answer: GIVEN */
    MESSAGE_TYPE,  /* time_us; text. Answer: GIVEN */
    MESSAGE_SET,   /* setting, value, time_us. Answer: GIVEN */
    /* From it. */
    MESSAGE_PROGRAM,   /* how many parameters follow; texts: name, help */
    MESSAGE_PARAMETER, /* type, written, minimum, maximum, fallback; texts: name, help */
    MESSAGE_DONE,
    MESSAGE_GIVEN,   /* time_us */
    MESSAGE_WORD,    /* text: what the next number of a word means, from 1 on */
    MESSAGE_EVENT,   /* see event.c; text: what is no word */
    MESSAGE_LEVEL,   /* part, level */
    MESSAGE_VALUE,   /* setting, value */
    MESSAGE_STATE,   /* time_us, steps, state, whether it failed, whether the console is read; text:
                        the problem */
    MESSAGE_PROBLEM, /* text: instead of an answer */
    MESSAGE_ALIVE,   /* it takes long */
    MESSAGE_KINDS
};

#define MESSAGE_NUMBERS  15
#define MESSAGE_TEXTS    2
#define MESSAGE_SIZE_MAX (4u * 1024 * 1024) /* of its texts, each */

struct message_text {
    const char *data; /* a zero follows */
    size_t size;
};

struct message {
    enum message_kind kind;
    uint64_t numbers[MESSAGE_NUMBERS];
    struct message_text texts[MESSAGE_TEXTS];
};

/* Bytes that grow. Zero-initialise; free(bytes) at last. */
struct buffer {
    uint8_t *bytes;
    size_t size;
    size_t capacity;
};

/* Make room for `size` more bytes. False when memory is out. */
bool buffer_reserve(struct buffer *buffer, size_t size);

/* Append a message. False when memory is out: then nothing was. */
bool message_write(struct buffer *buffer, const struct message *message);

/* Read the first message of `bytes`; its texts point there. Returns how many bytes it was; 0: more
 * have to come; negative: that is none. */
long message_read(struct message *message, const uint8_t *bytes, size_t size);

/* Numbers below 0, as small ones: 0, -1, 1, -2, … */
static inline uint64_t message_signed(int64_t number)
{
    return (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0);
}

static inline int64_t message_number(uint64_t sent)
{
    return (int64_t)(sent >> 1 ^ (sent & 1 ? UINT64_MAX : 0));
}

static inline struct message_text message_text(const char *text, size_t size)
{
    return (struct message_text){text, size};
}

#endif
