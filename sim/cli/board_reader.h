/* board_reader.h - bytes of a board's console: its text, and what a traced image tells.
 *                                                                  SPDX-License-Identifier: MIT
 * Feed it the bytes as they come, in pieces of any size; it calls back. What is damaged or missing
 * is counted and told, never guessed.
 */
#ifndef CLI_BOARD_READER_H
#define CLI_BOARD_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/trace.h"
#include "parts/record.h"

#define BOARD_READER_KINDS 3 /* of names: tasks, strips, pins */
#define BOARD_READER_NAMES 256
#define BOARD_READER_TEXT  256 /* bytes of a line of text that are gathered before it is shown */

/* Who is told; every function gets `context` back. */
struct board_listener {
    void *context;
    /* Text outside of records: `size` bytes, which may be a part of a line. */
    void (*text)(void *context, const char *text, size_t size);
    /* An event. All it points to is valid during the call. */
    void (*event)(void *context, const struct trace_line *line);
    /* A traced image says what it plays: because it has started, or because it was asked. */
    void (*hello)(void *context, bool started, uint64_t time_us, const char *scene);
    /* `count` events found no room on the board or, if not on_board, records were damaged on their
     * way. */
    void (*lost)(void *context, uint64_t time_us, uint32_t count, bool on_board);
    /* RECORD_ASK is to be sent: a name or the time is not known. */
    void (*ask)(void *context);
};

/* All members are private. Zero-initialise all but the listener. */
struct board_reader {
    struct board_listener listener;

    uint8_t frame[RECORD_FRAME_MAX];
    size_t frame_size;
    bool inside; /* a zero has begun a frame */
    char text[BOARD_READER_TEXT];
    size_t text_size;

    bool synced;      /* the time is known */
    bool counting;    /* so is the number of the next record */
    uint8_t number;   /* of that */
    uint64_t time_us; /* of the last record */

    char *data; /* of a record that is not complete */
    size_t data_size, data_capacity;
    bool open;

    char *names[BOARD_READER_KINDS][BOARD_READER_NAMES];
};

/* False if memory is out. */
bool board_reader_feed(struct board_reader *reader, const uint8_t *bytes, size_t size);
/* Nothing more comes, now or ever: show what there is of a line. */
void board_reader_flush(struct board_reader *reader);
/* The port was closed and opened: what follows has nothing to do with what came before. */
void board_reader_restart(struct board_reader *reader);
void board_reader_free(struct board_reader *reader);

#endif
