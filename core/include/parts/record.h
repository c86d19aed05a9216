/* record.h - what a board tells of its scene, as bytes for a serial line.
 *                                                                  SPDX-License-Identifier: MIT
 * Firmware makes frames of records, `glowloop monitor` reads them, and text may stand between them:
 *
 *     0   kind   number   subject   time_us, 4 bytes   data   checksum, 2 bytes   0
 *
 * Numbers have their low byte first. Between its two zeros a frame has none, by COBS, so a reader
 * finds the next one after whatever was lost. The checksum is CRC-16/XMODEM.
 * Source: Cheshire and Baker, Consistent Overhead Byte Stuffing, 1999.
 */
#ifndef PARTS_RECORD_H
#define PARTS_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#define RECORD_VERSION 1
/* What a monitor sends to be told RECORD_HELLO and all names: ENQ, which is part of no line. */
#define RECORD_ASK 5

enum record_kind {
    RECORD_HELLO = 1, /* subject 1: the board has started, 0: it was asked; data: RECORD_VERSION,
                         the upper 4 bytes of time_us, name of the scene */
    RECORD_NAME,      /* subject: what is named; data: kind of the records that mean it, name */
    RECORD_TASK,      /* a step begins; subject: the task, or RECORD_UNNAMED, then data: its name */
    RECORD_SHOW,      /* subject: pin; data: bytes on the wire */
    RECORD_PIN,       /* subject: pin; data: its level, 0 or 1, or 2 for let go */
    RECORD_KEY,       /* subject: pin, which is named as of RECORD_PIN; data: 1 pressed, 0 not */
    RECORD_PRINT,     /* data: a line, without its end */
    RECORD_TYPE,      /* data: a line, without its end */
    RECORD_LOST       /* data: 4 bytes, how many events have found no room since the last such */
};

#define RECORD_UNNAMED   255

#define RECORD_DATA_MAX  200                    /* longer data is in several records */
#define RECORD_FRAME_MAX (RECORD_DATA_MAX + 12) /* bytes of a frame, its zeros included */

struct record {
    uint8_t kind;     /* enum record_kind */
    bool continued;   /* it goes on with the data of the one before */
    bool more;        /* and the next one with these */
    uint8_t number;   /* counts records, so that those that are lost are noticed; wraps */
    uint8_t subject;  /* a pin or a task, by its number */
    uint32_t time_us; /* of the scene: the lower half */
    const uint8_t *data;
    uint8_t size; /* 0 to RECORD_DATA_MAX */
};

/* Write its frame; returns the number of bytes. O(size). */
uint32_t record_encode(const struct record *record, uint8_t frame[RECORD_FRAME_MAX]);

/* Read what was between two zeros: `size` bytes, which are changed, and in which the data then
 * lies. False if they are no frame, or a damaged one. O(size). */
bool record_decode(struct record *record, uint8_t *bytes, uint32_t size);

#endif
