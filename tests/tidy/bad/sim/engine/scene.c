/* scene.c - an engine that knows the window.                       SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "parts/pixels.h"
#include "window/window.h"
#include <SDL2/SDL.h>
#include <cjson/cJSON.h>
#include <coop/coop.h>
#include <pico/stdlib.h>

int scene_long(int n);
int scene_long(int n)
{
    n += 1;
    n += 2;
    n += 3;
    n += 4;
    n += 5;
    n += 6;
    n += 7;
    n += 8;
    n += 9;
    n += 10;
    n += 11;
    n += 12;
    n += 13;
    n += 14;
    n += 15;
    n += 16;
    n += 17;
    n += 18;
    n += 19;
    n += 20;
    n += 21;
    n += 22;
    n += 23;
    n += 24;
    n += 25;
    n += 26;
    n += 27;
    n += 28;
    n += 29;
    n += 30;
    n += 31;
    n += 32;
    n += 33;
    n += 34;
    n += 35;
    n += 36;
    n += 37;
    n += 38;
    n += 39;
    n += 40;
    n += 41;
    n += 42;
    n += 43;
    n += 44;
    n += 45;
    n += 46;
    n += 47;
    n += 48;
    n += 49;
    n += 50;
    n += 51;
    n += 52;
    n += 53;
    n += 54;
    n += 55;
    n += 56;
    n += 57;
    n += 58;
    return n;
}
int scene_ugly( int n );
/* ä ö ü ß: a hundred characters are allowed, however many bytes they are, as they are right here */
/* But no more than that, which is why this line is one that the test has to name, since it has 102. */
	int tabbed;
int trailing; 
/* TODO: and FIXME */
