/* message.c - what a window and the process of a sim say to each other.
 *                                                                  SPDX-License-Identifier: MIT */
#include "remote/message.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_BYTES 10 /* at most */

static const struct {
    uint8_t numbers;
    uint8_t texts;
} shapes[MESSAGE_KINDS] = {
    [MESSAGE_OBJECT] = {0, 2},   [MESSAGE_SCENE] = {0, 2},   [MESSAGE_COST] = {2, 0},
    [MESSAGE_CONTROL] = {2, 0},  [MESSAGE_BEGIN] = {0, 0},   [MESSAGE_SET] = {3, 0},
    [MESSAGE_VALUE] = {2, 0},    [MESSAGE_GO] = {3, 0},      [MESSAGE_INPUT] = {3, 0},
    [MESSAGE_TYPE] = {1, 1},     [MESSAGE_PROGRAM] = {1, 2}, [MESSAGE_PARAMETER] = {5, 2},
    [MESSAGE_GIVEN] = {1, 0},    [MESSAGE_WORD] = {0, 1},    [MESSAGE_EVENT] = {15, 1},
    [MESSAGE_LEVEL] = {2, 0},    [MESSAGE_STATE] = {5, 1},   [MESSAGE_PROBLEM] = {0, 1},
    [MESSAGE_DESCRIBE] = {0, 0}, [MESSAGE_DONE] = {0, 0},    [MESSAGE_ALIVE] = {0, 0},
};

bool buffer_reserve(struct buffer *buffer, size_t size)
{
    size_t capacity = buffer->capacity ? buffer->capacity : 4096;
    while (capacity - buffer->size < size)
        capacity *= 2;
    if (capacity == buffer->capacity)
        return true;
    uint8_t *bytes = realloc(buffer->bytes, capacity);
    if (!bytes)
        return false;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

static void put_number(struct buffer *buffer, uint64_t number)
{
    for (; number > 0x7f; number >>= 7)
        buffer->bytes[buffer->size++] = (uint8_t)(number | 0x80);
    buffer->bytes[buffer->size++] = (uint8_t)number;
}

static void put_text(struct buffer *buffer, struct message_text text)
{
    put_number(buffer, text.size);
    if (text.size > 0)
        memcpy(buffer->bytes + buffer->size, text.data, text.size);
    buffer->size += text.size;
    buffer->bytes[buffer->size++] = '\0';
}

bool message_write(struct buffer *buffer, const struct message *message)
{
    size_t size = 1 + (MESSAGE_NUMBERS + MESSAGE_TEXTS) * NUMBER_BYTES;
    for (size_t i = 0; i < shapes[message->kind].texts; i++)
        size += message->texts[i].size + 1;
    if (!buffer_reserve(buffer, size))
        return false;
    buffer->bytes[buffer->size++] = (uint8_t)message->kind;
    for (size_t i = 0; i < shapes[message->kind].numbers; i++)
        put_number(buffer, message->numbers[i]);
    for (size_t i = 0; i < shapes[message->kind].texts; i++)
        put_text(buffer, message->texts[i]);
    return true;
}

/* ---- Reading -------------------------------------------------------------------------------- */

struct reader {
    const uint8_t *at;
    size_t left;
    enum { READ_FINE, READ_SHORT, READ_WRONG } result;
};

static uint64_t get_number(struct reader *reader)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 7 * NUMBER_BYTES; shift += 7) {
        if (reader->left == 0) {
            reader->result = READ_SHORT;
            return 0;
        }
        uint8_t byte = *reader->at++;
        reader->left--;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    reader->result = READ_WRONG;
    return 0;
}

static struct message_text get_text(struct reader *reader)
{
    struct message_text text = {.data = ""};
    uint64_t size = get_number(reader);
    if (reader->result == READ_FINE && size > MESSAGE_SIZE_MAX)
        reader->result = READ_WRONG;
    else if (reader->result == READ_FINE && size >= reader->left)
        reader->result = READ_SHORT;
    if (reader->result != READ_FINE)
        return text;
    text = message_text((const char *)reader->at, (size_t)size);
    if (reader->at[size] != '\0')
        reader->result = READ_WRONG;
    reader->at += size + 1;
    reader->left -= (size_t)size + 1;
    return text;
}

long message_read(struct message *message, const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    if (bytes[0] >= MESSAGE_KINDS)
        return -1;
    struct reader reader = {.at = bytes + 1, .left = size - 1};
    *message = (struct message){.kind = (enum message_kind)bytes[0]};
    for (size_t i = 0; i < shapes[message->kind].numbers && reader.result == READ_FINE; i++)
        message->numbers[i] = get_number(&reader);
    for (size_t i = 0; i < shapes[message->kind].texts && reader.result == READ_FINE; i++)
        message->texts[i] = get_text(&reader);
    if (reader.result != READ_FINE)
        return reader.result == READ_SHORT ? 0 : -1;
    return (long)(reader.at - bytes);
}
