/* json_write.c - JSON as text, two spaces a level.                 SPDX-License-Identifier: MIT */
#include "engine/json_write.h"

#include <math.h>
#include <string.h>

#include "engine/utf8.h"

static void quote_byte(FILE *out, unsigned char c)
{
    if (c == '"' || c == '\\')
        fprintf(out, "\\%c", c);
    else if (c == '\n')
        fputs("\\n", out);
    else if (c < 0x20 || c == 0x7F)
        fprintf(out, "\\u%04x", c);
    else
        putc(c, out);
}

void json_quote(FILE *out, const char *text)
{
    size_t left = strlen(text), length;
    putc('"', out);
    for (; left > 0; text += length, left -= length) {
        if (!utf8_valid(text, left, &length)) {
            fputs("\\ufffd", out);
            length = 1;
        } else if (length == 1) {
            quote_byte(out, (unsigned char)*text);
        } else {
            fwrite(text, 1, length, out);
        }
    }
    putc('"', out);
}

static void new_line(struct json_writer *writer)
{
    fprintf(writer->out, "\n%*s", (int)(writer->depth * 2), "");
}

/* Comma, place and key: what comes before every value. */
static void begin(struct json_writer *writer, const char *key)
{
    if (writer->filled)
        putc(',', writer->out);
    if (writer->depth > 0)
        new_line(writer);
    writer->filled = true;
    if (key) {
        json_quote(writer->out, key);
        fputs(": ", writer->out);
    }
}

void json_open(struct json_writer *writer, const char *key, char bracket)
{
    begin(writer, key);
    putc(bracket, writer->out);
    writer->depth++;
    writer->filled = false;
}

void json_close(struct json_writer *writer, char bracket)
{
    writer->depth--;
    if (writer->filled)
        new_line(writer);
    putc(bracket, writer->out);
    writer->filled = true;
    if (writer->depth == 0)
        putc('\n', writer->out);
}

void json_text(struct json_writer *writer, const char *key, const char *text)
{
    begin(writer, key);
    json_quote(writer->out, text);
}

void json_truth(struct json_writer *writer, const char *key, bool truth)
{
    begin(writer, key);
    fputs(truth ? "true" : "false", writer->out);
}

void json_number(struct json_writer *writer, const char *key, double number)
{
    begin(writer, key);
    fprintf(writer->out, number == floor(number) ? "%.0f" : "%.15g", number);
}

void json_texts(struct json_writer *writer, const char *key, const char *const *texts, size_t count)
{
    begin(writer, key);
    putc('[', writer->out);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ", " : "", writer->out);
        json_quote(writer->out, texts[i]);
    }
    putc(']', writer->out);
}
