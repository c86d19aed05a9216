/* record.c - records as frames.                                    SPDX-License-Identifier: MIT */
#include "parts/record.h"

#define HEAD      7u    /* bytes before the data */
#define CHECK     2u    /* and behind it */
#define MORE      0x80u /* in the byte of the kind */
#define CONTINUED 0x40u
#define CODE_MAX  255u

struct encoder {
    uint8_t *code; /* where the length of the run goes that is under way */
    uint8_t *next;
    uint16_t check;
};

/* A byte more of CRC-16/XMODEM: polynomial 0x1021, from 0 on, high bit first. */
static uint16_t checked(uint16_t check, uint8_t byte)
{
    uint32_t x = (uint32_t)check >> 8 ^ byte;
    x ^= x >> 4;
    return (uint16_t)((uint32_t)check << 8 ^ x << 12 ^ x << 5 ^ x);
}

/* A zero ends a run, and is told by the length of it. */
static void add(struct encoder *encoder, uint8_t byte)
{
    encoder->check = checked(encoder->check, byte);
    if (byte != 0) {
        *encoder->next++ = byte;
        return;
    }
    *encoder->code = (uint8_t)(encoder->next - encoder->code);
    encoder->code = encoder->next++;
}

static void add_number(struct encoder *encoder, uint32_t number, uint32_t size)
{
    for (; size > 0; size--, number >>= 8)
        add(encoder, (uint8_t)number);
}

uint32_t record_encode(const struct record *record, uint8_t frame[RECORD_FRAME_MAX])
{
    struct encoder encoder = {.code = frame + 1, .next = frame + 2};
    frame[0] = 0;
    add(&encoder,
        (uint8_t)(record->kind | (record->more ? MORE : 0) | (record->continued ? CONTINUED : 0)));
    add(&encoder, record->number);
    add(&encoder, record->subject);
    add_number(&encoder, record->time_us, 4);
    for (uint8_t i = 0; i < record->size; i++)
        add(&encoder, record->data[i]);
    add_number(&encoder, encoder.check, CHECK);
    *encoder.code = (uint8_t)(encoder.next - encoder.code);
    *encoder.next++ = 0;
    return (uint32_t)(encoder.next - frame);
}

/* Put the zeros back. Returns the number of bytes; 0 if the lengths of runs make no sense. */
static uint32_t unstuff(uint8_t *bytes, uint32_t size)
{
    uint32_t from = 0, to = 0;
    while (from < size) {
        uint32_t end = from + bytes[from];
        if (bytes[from] == 0 || bytes[from] == CODE_MAX || end > size)
            return 0;
        while (++from < end)
            bytes[to++] = bytes[from];
        if (from < size)
            bytes[to++] = 0;
    }
    return to;
}

bool record_decode(struct record *record, uint8_t *bytes, uint32_t size)
{
    uint16_t check = 0;
    size = size > RECORD_FRAME_MAX ? 0 : unstuff(bytes, size);
    if (size < HEAD + CHECK || size > HEAD + RECORD_DATA_MAX + CHECK)
        return false;
    for (uint32_t i = 0; i < size - CHECK; i++)
        check = checked(check, bytes[i]);
    if (check != (bytes[size - CHECK] | (uint32_t)bytes[size - 1] << 8))
        return false;
    *record = (struct record){.kind = (uint8_t)(bytes[0] & ~(MORE | CONTINUED)),
                              .continued = (bytes[0] & CONTINUED) != 0,
                              .more = (bytes[0] & MORE) != 0,
                              .number = bytes[1],
                              .subject = bytes[2],
                              .data = bytes + HEAD,
                              .size = (uint8_t)(size - HEAD - CHECK)};
    for (uint32_t i = 4; i-- > 0;)
        record->time_us = record->time_us << 8 | bytes[3 + i];
    return true;
}
