/* test_field.c - a line that is written holds whole characters.      SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "window/field.h"

static struct field field;

static void key(SDL_Keycode code, int count)
{
    const SDL_Keysym sym = {.sym = code};
    for (int i = 0; i < count; i++)
        cr_assert(field_key(&field, &sym));
}

static void control_key(SDL_Keycode code)
{
    const SDL_Keysym sym = {.sym = code, .mod = KMOD_LCTRL};
    cr_assert(field_key(&field, &sym));
}

static void set_up(void)
{
    memset(&field, 0, sizeof field);
}

TestSuite(field, .init = set_up);

Test(field, text_goes_in_where_the_place_is)
{
    cr_assert(field_insert(&field, "blau"));
    key(SDLK_LEFT, 2);
    cr_assert(field_insert(&field, "ü€𝄞"));
    cr_assert(eq(str, field.text, "blü€𝄞au"));
    cr_assert(eq(sz, field.at, 2 + 2 + 3 + 4));
}

Test(field, a_key_takes_a_whole_character)
{
    cr_assert(field_insert(&field, "aü€𝄞z"));
    key(SDLK_BACKSPACE, 2);
    cr_assert(eq(str, field.text, "aü€"));
    key(SDLK_LEFT, 2);
    cr_assert(eq(sz, field.at, 1));
    key(SDLK_DELETE, 1);
    cr_assert(eq(str, field.text, "a€"));
    key(SDLK_RIGHT, 1);
    cr_assert(eq(sz, field.at, 4));
}

Test(field, at_both_ends_keys_do_nothing)
{
    key(SDLK_LEFT, 1);
    key(SDLK_BACKSPACE, 1);
    cr_assert(field_insert(&field, "ab"));
    key(SDLK_RIGHT, 3);
    key(SDLK_DELETE, 1);
    key(SDLK_HOME, 1);
    key(SDLK_BACKSPACE, 1);
    key(SDLK_LEFT, 1);
    cr_assert(eq(str, field.text, "ab"));
    cr_assert(eq(sz, field.at, 0));
    key(SDLK_END, 1);
    cr_assert(eq(sz, field.at, 2));
}

Test(field, with_control_keys_go_by_words)
{
    cr_assert(field_insert(&field, "delay  250 now"));
    control_key(SDLK_LEFT);
    control_key(SDLK_LEFT);
    cr_assert(eq(sz, field.at, 7));
    control_key(SDLK_BACKSPACE);
    cr_assert(eq(str, field.text, "250 now"));
    control_key(SDLK_RIGHT);
    cr_assert(eq(sz, field.at, 3));
}

Test(field, what_is_no_text_is_left_out)
{
    cr_assert(field_insert(&field, "a\tb\x7f\x01\xff\xc3z\n"));
    cr_assert(eq(str, field.text, "abz"));
}

Test(field, what_does_not_fit_leaves_it_as_it_was)
{
    char long_line[FIELD_SIZE + 1];
    memset(long_line, 'x', sizeof long_line - 1);
    long_line[FIELD_SIZE] = '\0';
    cr_assert(field_insert(&field, "ab"));
    cr_assert(not(field_insert(&field, long_line)));
    cr_assert(eq(str, field.text, "ab"));
    field_set(&field, long_line);
    cr_assert(eq(sz, strlen(field.text), FIELD_SIZE - 1));
    cr_assert(eq(sz, field.at, FIELD_SIZE - 1));
    cr_assert(not(field_insert(&field, "x")));
    key(SDLK_BACKSPACE, 2);
    cr_assert(not(field_insert(&field, "€")));
    cr_assert(field_insert(&field, "ü"));
    cr_assert(eq(sz, strlen(field.text), FIELD_SIZE - 1));
}

Test(field, other_keys_have_no_use)
{
    const SDL_Keysym sym = {.sym = SDLK_a};
    cr_assert(not(field_key(&field, &sym)));
}
