/* test_keys.c - the keyboard of scenes is the window's.            SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "engine/scene_parts.h"
#include "window/keys.h"

Test(keys, each_that_a_scene_may_name_is_on_the_keyboard)
{
    for (size_t i = 0; i < key_name_count; i++) {
        const struct scene_part button = {.type = PART_BUTTON, .key = key_names[i]};
        cr_assert(ne(ptr, (void *)key_cap(&button), NULL), "%s", key_names[i]);
    }
}

Test(keys, of_the_scene_are_its_own_except_with_ctrl)
{
    struct scene_part button = {.type = PART_BUTTON, .key = "R"};
    const struct scene scene = {.parts = &button, .part_count = 1};
    SDL_Keysym key = {.sym = SDLK_r};
    cr_assert(eq(int, key_command(&scene, &key), COMMAND_NONE));
    key.mod = KMOD_LCTRL;
    cr_assert(eq(int, key_command(&scene, &key), COMMAND_RESTART));
    button.key = "Space";
    key.mod = KMOD_NONE;
    cr_assert(eq(int, key_command(&scene, &key), COMMAND_RESTART));
}
