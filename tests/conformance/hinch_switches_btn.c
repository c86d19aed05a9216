/* hinch_switches_btn.c - a button that launches coroutines.        SPDX-License-Identifier: MIT
 *
 * Documents: Hinch's Pushbutton, whose presses are not suppressed, launches one function for each
 * press and release, another for a double click (400 ms) and a long press (1 s). Each pulses its
 * light for 0.9 s: red, green, yellow, blue. The second press of a double click pulses twice.
 */
#include "hinch_pushbutton.h"

static void act(enum button_event event)
{
    light_pulse(&lights[index_of(event)], 900);
}

int main(void)
{
    begin_button(button_script_ms);
    act_on_events(act);
    return run_for(10000);
}
