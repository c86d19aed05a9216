/* render.c - a renderer that knows more than it should.            SPDX-License-Identifier: MIT */
#include "engine/scene.h"
#include "render/render.h"
#include <cjson/cJSON.h>
#include <png.h>
