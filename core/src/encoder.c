/* encoder.c - a knob that turns.                                   SPDX-License-Identifier: MIT
 *
 * The levels of x and y go through 00 10 11 01 and around again in one direction, and backwards in
 * the other. So an edge of x leads to another level than y's in the one and to the same in the
 * other, and an edge of y the other way round.
 */
#include "parts/encoder.h"

#include "coop/driver.h"
#include "internal.h"

/* In an interrupt. Of several edges before it, none may be left: then nothing has moved. */
static void see(struct encoder *encoder, bool *seen, bool level, bool forward)
{
    if (*seen == level)
        return;
    *seen = level;
    encoder->fresh += forward ? 1 : -1;
    coop_flag_set(&encoder->turned);
}

static bool level_at(const struct encoder *encoder, uint8_t pin)
{
    return encoder->board->read(encoder->board->context, pin);
}

static void x_happens(struct pin_watch *watch, bool level)
{
    struct encoder *encoder = (struct encoder *)(void *)watch;
    see(encoder, &encoder->x_level, level, level != level_at(encoder, encoder->config.y));
}

static void y_happens(struct pin_watch *watch, bool level)
{
    unsigned char *bytes = (unsigned char *)watch - offsetof(struct encoder, y_watch);
    struct encoder *encoder = (struct encoder *)(void *)bytes;
    see(encoder, &encoder->y_level, level, level == level_at(encoder, encoder->config.x));
}

static void listen(struct encoder *encoder, struct pin_watch *watch, uint8_t pin,
                   void (*happen)(struct pin_watch *watch, bool level))
{
    const struct board *board = encoder->board;
    *watch = (struct pin_watch){.happen = happen, .pin = pin, .edges = PIN_BOTH};
    board->listen(board->context, pin, encoder->config.pull);
}

void encoder_open(struct encoder *encoder, const struct board *board, coop_loop *loop,
                  const struct encoder_config *config)
{
    *encoder = (struct encoder){.board = board, .config = *config, .position = config->start};
    if (config->division == 0)
        encoder->config.division = 1;
    if (config->minimum == 0 && config->maximum == 0) {
        encoder->config.minimum = INT32_MIN;
        encoder->config.maximum = INT32_MAX;
    }
    COOP_ASSERT(encoder->config.minimum <= config->start);
    COOP_ASSERT(config->start <= encoder->config.maximum);
    encoder->counted = config->start;
    encoder->edges = (int64_t)config->start * encoder->config.division;
    coop_flag_init(&encoder->turned, loop);
    listen(encoder, &encoder->x_watch, config->x, x_happens);
    listen(encoder, &encoder->y_watch, config->y, y_happens);
    encoder->x_level = level_at(encoder, config->x);
    encoder->y_level = level_at(encoder, config->y);
    board->watch(board->context, &encoder->x_watch);
    board->watch(board->context, &encoder->y_watch);
}

void encoder_close(struct encoder *encoder)
{
    const struct board *board = encoder->board;
    COOP_ASSERT(!coop_flag_awaited(&encoder->turned));
    board->unwatch(board->context, &encoder->x_watch);
    board->unwatch(board->context, &encoder->y_watch);
    board->release(board->context, encoder->config.x);
    board->release(board->context, encoder->config.y);
}

/* ---- What has moved ---------------------------------------------------------------------------
 */

static int32_t take_fresh(struct encoder *encoder)
{
    coop_flag_clear(&encoder->turned);
    uint32_t saved = coop_irq_save_(encoder->turned.loop);
    int32_t fresh = encoder->fresh;
    encoder->fresh = 0;
    coop_irq_restore_(encoder->turned.loop, saved);
    return fresh;
}

/* To the nearest; halves to the even one, as Python's round(). */
static int64_t divided(int64_t edges, int32_t division)
{
    int64_t below = edges / division;
    int64_t rest = edges % division;
    if (rest < 0) {
        below--;
        rest += division;
    }
    bool up = rest * 2 > division || (rest * 2 == division && below % 2 != 0);
    return up ? below + 1 : below;
}

static int32_t kept_within(const struct encoder_config *config, int64_t position)
{
    if (position > config->maximum)
        position = config->maximum;
    if (position < config->minimum)
        position = config->minimum;
    if (config->modulo > 0)
        position %= config->modulo;
    if (config->modulo > 0 && position < 0)
        position += config->modulo;
    return (int32_t)position;
}

/* Look at what interrupts have counted. True if that is another position. */
static bool look(struct encoder *encoder)
{
    encoder->edges += take_fresh(encoder);
    int64_t counted = divided(encoder->edges, encoder->config.division);
    int64_t moved = counted - encoder->counted;
    int32_t before = encoder->position;
    encoder->counted = counted;
    encoder->position = kept_within(&encoder->config, before + moved);
    if (encoder->position == before)
        return false;
    encoder->moved = encoder->position - before;
    return true;
}

COOP_DEFINE(encoder_turn)
{
    COOP_BODY {
        do {
            COOP_AWAIT(coop_flag_wait(&self->encoder->turned));
            COOP_AWAIT(coop_sleep_ms(self->encoder->config.delay_ms));
        } while (!look(self->encoder));
    }
    return COOP_DONE;
}
