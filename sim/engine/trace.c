/* trace.c - events as lines of JSON.                               SPDX-License-Identifier: MIT */
#include "engine/trace.h"

#include <inttypes.h>

/* The bulk of every trace, so in pieces rather than byte by byte. */
static void write_hex(FILE *out, const uint8_t *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    char piece[512];
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        piece[used++] = digits[bytes[i] >> 4];
        piece[used++] = digits[bytes[i] & 15];
        if (used == sizeof piece || i + 1 == count) {
            fwrite(piece, 1, used, out);
            used = 0;
        }
    }
}

static void write_show(const struct trace *trace, const struct sim_event *event)
{
    fprintf(trace->out, "{\"t\":%" PRIu64 ",\"ev\":\"show\",\"dev\":\"%s\",\"px\":\"",
            event->time_us, trace->scene->parts[event->part].name);
    write_hex(trace->out, event->bytes, event->byte_count);
    fputs("\"}\n", trace->out);
}

/* Whatever is not printable ASCII and not UTF-8's business is escaped. */
static void write_string(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c == '\n')
            fputs("\\n", out);
        else if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\u%04x", c);
        else
            fputc(c, out);
    }
}

static void write_text(const struct trace *trace, const struct sim_event *event, const char *type,
                       const char *key)
{
    fprintf(trace->out, "{\"t\":%" PRIu64 ",\"ev\":\"%s\",\"%s\":\"", event->time_us, type, key);
    write_string(trace->out, event->text);
    fputs("\"}\n", trace->out);
}

static void write_level(const struct trace *trace, const struct sim_event *event, const char *type)
{
    fprintf(trace->out, "{\"t\":%" PRIu64 ",\"ev\":\"%s\",\"dev\":\"%s\",\"v\":%d}\n",
            event->time_us, type, event->pin->name, event->level);
}

static void write_set(const struct trace *trace, const struct sim_event *event)
{
    fprintf(trace->out, "{\"t\":%" PRIu64 ",\"ev\":\"set\",\"dev\":\"%s\",\"v\":%d}\n",
            event->time_us, event->text, event->level);
}

void trace_event(const struct trace *trace, const struct sim_event *event)
{
    if (trace->until_us != 0 && event->time_us >= trace->until_us)
        return;
    switch (event->type) {
    case SIM_EVENT_SHOW:
        write_show(trace, event);
        break;
    case SIM_EVENT_PIN:
        write_level(trace, event, "pin");
        break;
    case SIM_EVENT_PRINT:
        write_text(trace, event, "print", "s");
        break;
    case SIM_EVENT_TASK:
        if (trace->full)
            write_text(trace, event, "task", "name");
        break;
    case SIM_EVENT_KEY:
        if (trace->full)
            write_level(trace, event, "key");
        break;
    case SIM_EVENT_TYPE:
        if (trace->full)
            write_text(trace, event, "type", "s");
        break;
    case SIM_EVENT_SET:
        if (trace->full)
            write_set(trace, event);
        break;
    case SIM_EVENT_INPUT:
    case SIM_EVENT_FAIL:
    case SIM_EVENT_WAKE:
    case SIM_EVENT_WAIT:
    case SIM_EVENT_END:
        break; /* causes and complaints, not what the board did */
    }
}
