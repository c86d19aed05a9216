/* window.c - a window that knows who calls it.                     SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "engine/sim.h"
#include "render/render.h"
#include "window/panel.h"
#include <SDL.h>
#include <png.h>
