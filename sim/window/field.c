/* field.c - a line of text that is being written.                    SPDX-License-Identifier: MIT
 */
#include "window/field.h"

#include <string.h>

#include "engine/utf8.h"

bool field_insert(struct field *field, const char *text)
{
    char clean[FIELD_SIZE];
    size_t size = 0;
    size_t used = strlen(field->text);
    size_t left = strlen(text);
    while (left > 0) {
        size_t length = 1;
        bool character =
            utf8_valid(text, left, &length) && (unsigned char)*text >= ' ' && *text != 0x7F;
        length = character ? length : 1;
        if (character && used + size + length >= FIELD_SIZE)
            return false;
        if (character)
            memcpy(clean + size, text, length);
        size += character ? length : 0;
        text += length;
        left -= length;
    }
    memmove(field->text + field->at + size, field->text + field->at, used - field->at + 1);
    memcpy(field->text + field->at, clean, size);
    field->at += size;
    return true;
}

void field_set(struct field *field, const char *text)
{
    size_t size = 0;
    for (size_t left = strlen(text); left > 0;) {
        size_t length = utf8_length(text + size, left);
        if (size + length >= FIELD_SIZE)
            break;
        size += length;
        left -= length;
    }
    memmove(field->text, text, size);
    field->text[size] = '\0';
    field->at = size;
}

/* ---- Going and deleting --------------------------------------------------------------------- */

static size_t before(const struct field *field, size_t at)
{
    while (at > 0 && ((unsigned char)field->text[--at] & 0xC0) == 0x80) {
    }
    return at;
}

static size_t behind(const struct field *field, size_t at)
{
    return field->text[at] ? at + utf8_length(field->text + at, strlen(field->text + at)) : at;
}

static size_t word_before(const struct field *field, size_t at)
{
    while (at > 0 && field->text[at - 1] == ' ')
        at--;
    while (at > 0 && field->text[at - 1] != ' ')
        at--;
    return at;
}

static size_t word_behind(const struct field *field, size_t at)
{
    while (field->text[at] == ' ')
        at++;
    while (field->text[at] && field->text[at] != ' ')
        at++;
    return at;
}

static void cut(struct field *field, size_t from, size_t to)
{
    memmove(field->text + from, field->text + to, strlen(field->text + to) + 1);
    field->at = from;
}

bool field_key(struct field *field, const SDL_Keysym *key)
{
    bool words = (key->mod & KMOD_CTRL) != 0;
    size_t left = words ? word_before(field, field->at) : before(field, field->at);
    size_t right = words ? word_behind(field, field->at) : behind(field, field->at);
    switch (key->sym) {
    case SDLK_LEFT:
        field->at = left;
        return true;
    case SDLK_RIGHT:
        field->at = right;
        return true;
    case SDLK_HOME:
        field->at = 0;
        return true;
    case SDLK_END:
        field->at = strlen(field->text);
        return true;
    case SDLK_BACKSPACE:
        cut(field, left, field->at);
        return true;
    case SDLK_DELETE:
        cut(field, field->at, right);
        return true;
    default:
        return false;
    }
}
