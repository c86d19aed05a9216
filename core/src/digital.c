/* digital.c - one pin, in or out.                                  SPDX-License-Identifier: MIT */
#include "parts/digital.h"

#include "internal.h"

static void drive(struct digital *digital, bool level)
{
    digital->level = level;
    digital->board->write(digital->board->context, digital->pin, level);
}

void digital_output(struct digital *digital, bool level)
{
    digital->output = true;
    drive(digital, level);
}

void digital_input(struct digital *digital, enum pin_pull pull)
{
    digital->output = false;
    digital->board->listen(digital->board->context, digital->pin, pull);
}

void digital_write(struct digital *digital, bool level)
{
    COOP_ASSERT(digital->output);
    drive(digital, level);
}

void digital_toggle(struct digital *digital)
{
    digital_write(digital, !digital->level);
}

bool digital_read(const struct digital *digital)
{
    return digital->board->read(digital->board->context, digital->pin);
}

void digital_release(struct digital *digital)
{
    digital->output = false;
    digital->board->release(digital->board->context, digital->pin);
}
