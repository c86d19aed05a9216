/* typed.c - lines that are typed at the console.                   SPDX-License-Identifier: MIT
 *
 * One ring of bytes. The interrupt owns `heard`, `noted` and the lines, the scene's side owns
 * `passed`, `opened` and `taken`. All count up without end.
 */
#include "typed.h"

#include "boot_loader.h"
#include "pace.h"
#include "serial.h"

#define LINES_MAX 64 /* that wait for the scene's time, which a busy program holds up */

struct line {
    uint64_t time_us; /* of its end */
    uint32_t end;     /* of its bytes */
    bool lost;        /* there was no room for it, or for one right behind it */
};

coop_stream typed_stream;

static char bytes[TYPED_SIZE];
static struct line lines[LINES_MAX];
static uint32_t heard;          /* bytes, with those of a line that has not ended */
static volatile uint32_t noted; /* lines */
static volatile uint32_t passed;
static uint32_t opened; /* bytes that may be read */
static volatile uint32_t taken;
static coop_flag *reader; /* who watches; NULL: nobody */
static typed_told listener;

_Static_assert((TYPED_SIZE & (TYPED_SIZE - 1)) == 0, "counters wrap at a power of two");
_Static_assert((LINES_MAX & (LINES_MAX - 1)) == 0, "counters wrap at a power of two");

/* ---- The interrupt --------------------------------------------------------------------------- */

static bool put(char c)
{
    if (heard - taken == TYPED_SIZE)
        return false;
    bytes[heard % TYPED_SIZE] = c;
    heard++;
    return true;
}

/* A line comes as a whole or not at all: one that does not fit gives its room back. */
static void end_line(bool fits)
{
    static uint32_t begin;
    fits = fits && put('\n');
    bool listed = noted - passed < LINES_MAX;
    if (!fits || !listed)
        heard = begin;
    begin = heard;
    if (listed) {
        lines[noted % LINES_MAX] = (struct line){pace_real_us(), begin, !fits};
        noted++;
    } else {
        lines[(noted - 1) % LINES_MAX].lost = true;
    }
}

void typed_hear(char c)
{
    static bool after_cr, overflowed;
    bool second = c == '\n' && after_cr; /* of CR LF */
    boot_loader_hear(c);
    after_cr = c == '\r';
    if (c == '\r' || (c == '\n' && !second)) {
        end_line(!overflowed);
        overflowed = false;
    } else if ((unsigned char)c >= ' ' || c == '\t') {
        overflowed = overflowed || !put(c);
    }
}

/* ---- Lines come to pass ---------------------------------------------------------------------- */

static uint64_t next_us(void)
{
    return passed == noted ? COOP_NEVER : lines[passed % LINES_MAX].time_us;
}

static void tell_reader(void)
{
    if (reader != NULL)
        coop_flag_set(reader);
    reader = NULL;
}

/* The ring may have it in two pieces. */
static void tell_listener(uint32_t end)
{
    uint32_t place = opened % TYPED_SIZE, size = end - 1 - opened;
    uint32_t straight = size < TYPED_SIZE - place ? size : TYPED_SIZE - place;
    if (listener != NULL)
        listener(bytes + place, straight, bytes, size - straight);
}

void typed_listen(typed_told told)
{
    listener = told;
}

static void pass(void)
{
    struct line line = lines[passed % LINES_MAX];
    passed++;
    if (line.end != opened) {
        tell_listener(line.end);
        opened = line.end;
        tell_reader();
    }
    if (line.lost)
        serial_print("glowloop: a line typed at the console is lost: too many wait to be read");
}

/* ---- The stream ------------------------------------------------------------------------------ */

static int32_t read(void *context, void *into, uint32_t size)
{
    (void)context;
    char *to = into;
    uint32_t count = 0;
    if (taken == opened)
        return COOP_ERR_WOULD_BLOCK;
    for (; count < size && taken != opened; taken++)
        to[count++] = bytes[taken % TYPED_SIZE];
    return (int32_t)count;
}

static int32_t write(void *context, const void *from, uint32_t size)
{
    (void)context;
    (void)from;
    (void)size;
    return COOP_ERR_CLOSED;
}

static int32_t watch(void *context, enum coop_side side, coop_flag *ready)
{
    (void)context;
    (void)side;
    reader = ready;
    if (taken != opened)
        tell_reader();
    return COOP_OK;
}

static void unwatch(void *context, enum coop_side side)
{
    (void)context;
    (void)side;
    reader = NULL;
}

static void close(void *context)
{
    (void)context;
}

void typed_begin(coop_loop *loop)
{
    static struct pace_source source = {.next_us = next_us, .pass = pass};
    static const coop_io io = {
        .read = read, .write = write, .watch = watch, .unwatch = unwatch, .close = close};
    coop_stream_init(&typed_stream, loop, &io, NULL);
    pace_add_news(&source);
}
