/* main.c - a command line that draws by itself.                    SPDX-License-Identifier: MIT */
#include "firmware/port.h"
#include "window/window.h"
#include <SDL.h>
#include <cjson/cJSON.h>

int main(void)
{
    int n = 0;
    n += 1;
    n += 2;
    n += 3;
    n += 4;
    n += 5;
    n += 6;
    n += 7;
    n += 8;
    n += 9;
    return n;
}
