/* test_list.c - lists that grow.                                   SPDX-License-Identifier: MIT */
#include "engine/list.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>

Test(list, keeps_what_it_has_and_new_room_is_zero)
{
    uint32_t *list = NULL;
    size_t capacity = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        list = list_room(list, i + 1, &capacity, sizeof *list);
        cr_assert_not_null(list);
        cr_assert_gt(capacity, i);
        cr_assert_eq(list[i], 0, "item %u", i);
        list[i] = i + 1;
    }
    for (uint32_t i = 0; i < 1000; i++)
        cr_assert_eq(list[i], i + 1);
    free(list);
}

Test(list, has_room_for_an_item_far_beyond)
{
    size_t capacity = 0;
    char *list = list_room(NULL, 1000, &capacity, 1);
    cr_assert_geq(capacity, 1000u);
    for (size_t i = 0; i < capacity; i++)
        cr_assert_eq(list[i], 0);
    free(list);
}

Test(list, moves_seldom)
{
    size_t capacity = 0, moves = 0;
    char *list = NULL;
    for (size_t i = 0; i < 100000; i++) {
        size_t before = capacity;
        list = list_room(list, i + 1, &capacity, 1);
        moves += capacity != before;
    }
    cr_assert_leq(moves, 20u);
    free(list);
}

Test(list, that_cannot_grow_stays_as_it_was)
{
    size_t capacity = 0;
    char *list = list_room(NULL, 1, &capacity, 8);
    size_t before = capacity;
    list[0] = 'a';
    cr_assert_null(list_room(list, SIZE_MAX / 4, &capacity, 8), "its size is beyond a size_t");
    cr_assert_eq(capacity, before);
    cr_assert_eq(list[0], 'a');
    free(list);
}
