/* board_reader.c - bytes of a board's console.                     SPDX-License-Identifier: MIT */
#include "cli/board_reader.h"

#include <stdlib.h>
#include <string.h>

#define FAR_US (1u << 31) /* times of two records that follow one another are nearer */

/* ---- Names ----------------------------------------------------------------------------------- */

static char **name_at(struct board_reader *reader, uint8_t kind, uint8_t subject)
{
    static const uint8_t kinds[BOARD_READER_KINDS] = {RECORD_TASK, RECORD_SHOW, RECORD_PIN};
    for (size_t i = 0; i < BOARD_READER_KINDS; i++)
        if (kinds[i] == kind)
            return &reader->names[i][subject];
    return NULL;
}

/* What stands for a name that got lost. */
static const char *name_of(struct board_reader *reader, uint8_t kind, uint8_t subject)
{
    const char *name = *name_at(reader, kind, subject);
    if (name == NULL)
        reader->listener.ask(reader->listener.context);
    return name == NULL ? "?" : name;
}

/* Traces write names as they are. */
static void make_plain(char *name)
{
    for (; *name != '\0'; name++)
        if ((unsigned char)*name < ' ' || *name == '"' || *name == '\\')
            *name = '?';
}

static bool take_name(struct board_reader *reader, uint8_t subject)
{
    char **place =
        reader->data_size > 0 ? name_at(reader, (uint8_t)reader->data[0], subject) : NULL;
    if (place == NULL)
        return true;
    free(*place);
    *place = strdup(reader->data + 1);
    if (*place != NULL)
        make_plain(*place);
    return *place != NULL;
}

/* ---- Records --------------------------------------------------------------------------------- */

static uint32_t number_in(const char *data)
{
    const uint8_t *bytes = (const uint8_t *)data;
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void take_hello(struct board_reader *reader, bool started, uint32_t lower_us)
{
    const struct board_listener *listener = &reader->listener;
    if (reader->data_size < 5 || reader->data[0] != RECORD_VERSION)
        return;
    reader->time_us = (uint64_t)number_in(reader->data + 1) << 32 | lower_us;
    reader->synced = true;
    listener->hello(listener->context, started, reader->time_us, reader->data + 5);
}

static void tell_event(struct board_reader *reader, struct trace_line line)
{
    line.time_us = reader->time_us;
    reader->listener.event(reader->listener.context, &line);
}

static void take_level(struct board_reader *reader, enum sim_event_type type, uint8_t subject)
{
    int level = reader->data[0] == 2 ? -1 : reader->data[0];
    if (reader->data_size == 1)
        tell_event(reader, (struct trace_line){.type = type,
                                               .name = name_of(reader, RECORD_PIN, subject),
                                               .level = level});
}

static void take_event(struct board_reader *reader, const struct record *record)
{
    const char *text = reader->data;
    switch (record->kind) {
    case RECORD_TASK:
        if (record->subject != RECORD_UNNAMED)
            text = name_of(reader, RECORD_TASK, record->subject);
        tell_event(reader, (struct trace_line){.type = SIM_EVENT_TASK, .text = text});
        break;
    case RECORD_SHOW:
        tell_event(reader,
                   (struct trace_line){.type = SIM_EVENT_SHOW,
                                       .name = name_of(reader, RECORD_SHOW, record->subject),
                                       .bytes = (const uint8_t *)reader->data,
                                       .byte_count = reader->data_size});
        break;
    case RECORD_PIN:
        take_level(reader, SIM_EVENT_PIN, record->subject);
        break;
    case RECORD_KEY:
        take_level(reader, SIM_EVENT_KEY, record->subject);
        break;
    case RECORD_PRINT:
        tell_event(reader, (struct trace_line){.type = SIM_EVENT_PRINT, .text = text});
        break;
    case RECORD_TYPE:
        tell_event(reader, (struct trace_line){.type = SIM_EVENT_TYPE, .text = text});
        break;
    case RECORD_LOST:
        if (reader->data_size == 4)
            reader->listener.lost(reader->listener.context, reader->time_us,
                                  number_in(reader->data), true);
        break;
    default:
        break; /* of a later version */
    }
}

/* Its time, from the half of it that a record has. One that is too far ahead lies before: the
 * board has started again, and nothing that told so has arrived. */
static bool take_time(struct board_reader *reader, uint32_t lower_us)
{
    uint32_t ahead_us = lower_us - (uint32_t)reader->time_us;
    reader->synced = reader->synced && ahead_us < FAR_US;
    if (reader->synced)
        reader->time_us += ahead_us;
    else
        reader->listener.ask(reader->listener.context);
    return reader->synced;
}

static bool take_record(struct board_reader *reader, const struct record *record)
{
    if (record->kind == RECORD_HELLO)
        take_hello(reader, record->subject == 1, record->time_us);
    else if (record->kind == RECORD_NAME)
        return take_name(reader, record->subject);
    else if (take_time(reader, record->time_us))
        take_event(reader, record);
    return true;
}

/* ---- Records in pieces ----------------------------------------------------------------------- */

/* Room for `size` bytes and a zero behind them. */
static bool reserve(struct board_reader *reader, size_t size)
{
    if (size < reader->data_capacity)
        return true;
    size_t capacity = 2 * size + RECORD_FRAME_MAX;
    char *data = realloc(reader->data, capacity);
    if (data == NULL)
        return false;
    reader->data = data;
    reader->data_capacity = capacity;
    return true;
}

static void check_number(struct board_reader *reader, const struct record *record)
{
    bool started = record->kind == RECORD_HELLO && record->subject == 1 && record->number == 0;
    uint8_t missing = (uint8_t)(record->number - reader->number);
    if (reader->counting && !started && missing > 0) {
        reader->open = false;
        reader->listener.lost(reader->listener.context, reader->time_us, missing, false);
    }
    reader->counting = true;
    reader->number = (uint8_t)(record->number + 1);
}

/* Of what began before a gap, the rest is left out. */
static bool gather(struct board_reader *reader, const struct record *record)
{
    check_number(reader, record);
    if (record->continued && !reader->open)
        return true;
    if (!record->continued)
        reader->data_size = 0;
    if (!reserve(reader, reader->data_size + record->size))
        return false;
    memcpy(reader->data + reader->data_size, record->data, record->size);
    reader->data_size += record->size;
    reader->data[reader->data_size] = '\0';
    reader->open = record->more;
    return record->more || take_record(reader, record);
}

/* ---- Text and frames ------------------------------------------------------------------------- */

static bool is_text(char c)
{
    return (unsigned char)c >= ' ' ? c != 0x7F : c == '\n' || c == '\r' || c == '\t';
}

void board_reader_flush(struct board_reader *reader)
{
    if (reader->text_size > 0)
        reader->listener.text(reader->listener.context, reader->text, reader->text_size);
    reader->text_size = 0;
}

/* A frame whose begin was not heard looks like text, but hardly ever all of it. */
static void end_text(struct board_reader *reader)
{
    for (size_t i = 0; i < reader->text_size; i++)
        if (!is_text(reader->text[i])) {
            reader->text_size = 0;
            return;
        }
    board_reader_flush(reader);
}

static void add_text(struct board_reader *reader, char c)
{
    reader->text[reader->text_size++] = c;
    if (c == '\n' || reader->text_size == sizeof reader->text)
        board_reader_flush(reader);
}

/* No frame is as long: no zero came for the end of one, and text has followed. */
static void leave_frame(struct board_reader *reader)
{
    reader->inside = false;
    for (size_t i = 0; i < reader->frame_size; i++)
        add_text(reader, (char)reader->frame[i]);
    reader->frame_size = 0;
}

/* What is no frame may have lost the zero that began it, or ended it: this zero begins another. */
static bool end_frame(struct board_reader *reader)
{
    struct record record;
    size_t size = reader->frame_size;
    reader->frame_size = 0;
    if (size == 0 || !record_decode(&record, reader->frame, (uint32_t)size))
        return true;
    reader->inside = false;
    return gather(reader, &record);
}

static bool add_byte(struct board_reader *reader, uint8_t byte)
{
    if (byte == 0 && reader->inside)
        return end_frame(reader);
    if (byte == 0) {
        end_text(reader);
        reader->inside = true;
    } else if (!reader->inside) {
        add_text(reader, (char)byte);
    } else {
        reader->frame[reader->frame_size++] = byte;
        if (reader->frame_size == sizeof reader->frame)
            leave_frame(reader);
    }
    return true;
}

bool board_reader_feed(struct board_reader *reader, const uint8_t *bytes, size_t size)
{
    bool fine = true;
    for (size_t i = 0; i < size && fine; i++)
        fine = add_byte(reader, bytes[i]);
    return fine;
}

void board_reader_restart(struct board_reader *reader)
{
    board_reader_flush(reader);
    reader->inside = reader->synced = reader->counting = reader->open = false;
    reader->frame_size = 0;
}

void board_reader_free(struct board_reader *reader)
{
    free(reader->data);
    for (size_t kind = 0; kind < BOARD_READER_KINDS; kind++)
        for (size_t i = 0; i < BOARD_READER_NAMES; i++)
            free(reader->names[kind][i]);
}
