/* hinch_switches_btncb.c - a button that calls functions.          SPDX-License-Identifier: MIT
 *
 * Documents: as hinch_switches_btn, but each event toggles its light.
 */
#include "hinch_pushbutton.h"

static void act(enum button_event event)
{
    light_toggle(&lights[index_of(event)]);
}

int main(void)
{
    begin_button(button_script_ms);
    act_on_events(act);
    return run_for(10000);
}
