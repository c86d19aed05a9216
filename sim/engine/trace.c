/* trace.c - events as lines of JSON.                               SPDX-License-Identifier: MIT */
#include "engine/trace.h"

#include <inttypes.h>

#include "engine/json_write.h"

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

static void write_show(FILE *out, const struct trace_line *line)
{
    fprintf(out, "{\"t\":%" PRIu64 ",\"ev\":\"show\",\"dev\":\"%s\",\"px\":\"", line->time_us,
            line->name);
    write_hex(out, line->bytes, line->byte_count);
    fputs("\"}\n", out);
}

static void write_text(FILE *out, const struct trace_line *line, const char *type, const char *key)
{
    fprintf(out, "{\"t\":%" PRIu64 ",\"ev\":\"%s\",\"%s\":", line->time_us, type, key);
    json_quote(out, line->text);
    fputs("}\n", out);
}

static void write_level(FILE *out, const struct trace_line *line, const char *type)
{
    fprintf(out, "{\"t\":%" PRIu64 ",\"ev\":\"%s\",\"dev\":\"%s\",\"v\":%d}\n", line->time_us, type,
            line->name, line->level);
}

void trace_write(FILE *out, const struct trace_line *line)
{
    switch (line->type) {
    case SIM_EVENT_SHOW:
        write_show(out, line);
        break;
    case SIM_EVENT_PIN:
        write_level(out, line, "pin");
        break;
    case SIM_EVENT_KEY:
        write_level(out, line, "key");
        break;
    case SIM_EVENT_PRINT:
        write_text(out, line, "print", "s");
        break;
    case SIM_EVENT_TYPE:
        write_text(out, line, "type", "s");
        break;
    case SIM_EVENT_TASK:
        write_text(out, line, "task", "name");
        break;
    case SIM_EVENT_SET:
        write_level(out, line, "set");
        break;
    case SIM_EVENT_INPUT:
    case SIM_EVENT_FAIL:
    case SIM_EVENT_WAKE:
    case SIM_EVENT_WAIT:
    case SIM_EVENT_END:
        break; /* causes and complaints, not what the board did */
    }
}

#define ALWAYS                                                                                     \
    (SIM_EVENT_BIT(SIM_EVENT_SHOW) | SIM_EVENT_BIT(SIM_EVENT_PIN) | SIM_EVENT_BIT(SIM_EVENT_PRINT))

void trace_event(const struct trace *trace, const struct sim_event *event)
{
    if (trace->until_us != 0 && event->time_us >= trace->until_us)
        return;
    if (!trace->full && (ALWAYS & SIM_EVENT_BIT(event->type)) == 0)
        return;
    const char *name = event->pin != NULL ? event->pin->name : NULL;
    if (event->type == SIM_EVENT_SHOW)
        name = trace->scene->parts[event->part].name;
    else if (event->type == SIM_EVENT_SET)
        name = event->text;
    trace_write(trace->out, &(struct trace_line){.time_us = event->time_us,
                                                 .type = event->type,
                                                 .name = name,
                                                 .level = event->level,
                                                 .bytes = event->bytes,
                                                 .byte_count = event->byte_count,
                                                 .text = event->text});
}
