/* colors.c - the two looks of the window.                            SPDX-License-Identifier: MIT
 */
#include "window/colors.h"

#include "render/render.h"

const struct colors colors_dark = {
    .ground = 0x0e1116u,
    .panel = 0x151a21u,
    .line = 0x2a313bu,
    .chosen = 0x222a35u,
    .key = 0x1d232cu,
    .key_edge = 0x3a4350u,
    .words = 0xe9ecf1u,
    .dim = 0x99a2b0u,
    .accent = 0xf2b04bu,
    .on_accent = 0x201503u,
    .error = 0xff8a7au,
    .run = 0x5cc8ffu,
    .wait = 0x34404fu,
    .wake = 0x8bd49cu,
    .ambient = RENDER_AMBIENT_ROOM,
};

/* The room is bright, yet dark enough for its lights to be seen. */
const struct colors colors_light = {
    .ground = 0xe4e7ecu,
    .panel = 0xf6f7f9u,
    .line = 0xc9ced6u,
    .chosen = 0xdde5f0u,
    .key = 0xffffffu,
    .key_edge = 0xaeb5c0u,
    .words = 0x171b21u,
    .dim = 0x535c69u,
    .accent = 0x8f5600u,
    .on_accent = 0xffffffu,
    .error = 0xb3261eu,
    .run = 0x0067a8u,
    .wait = 0xbac4d1u,
    .wake = 0x1f7a38u,
    .ambient = RENDER_AMBIENT_ROOM,
};
