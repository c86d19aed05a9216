/* hinch_switches_btn_dynamic.c - a button that changes what it does. SPDX-License-Identifier: MIT
 *
 * Documents: as hinch_switches_btn, but a long press changes the functions: from then on a press
 * pulses blue, its release red, a double click green, and a long press yellow, for 2 s.
 */
#include "hinch_pushbutton.h"

static const uint32_t presses_ms[] = {1010, 1110, 3010,  5010,  8010, 8110,
                                      8210, 8310, 12010, 13510, 0};
static const size_t before[] = {RED, GREEN, YELLOW}, after[] = {BLUE, RED, GREEN, YELLOW};
static bool changed;

static void act(enum button_event event)
{
    if (changed) {
        light_pulse(&lights[after[index_of(event)]], 2000);
    } else if (event == BUTTON_LONG) {
        puts("Functions are changed");
        changed = true;
    } else {
        light_pulse(&lights[before[index_of(event)]], 900);
    }
}

int main(void)
{
    begin_button(presses_ms);
    act_on_events(act);
    return run_for(16000);
}
