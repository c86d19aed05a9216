/* list.h - lists that grow.                                        SPDX-License-Identifier: MIT */
#ifndef ENGINE_LIST_H
#define ENGINE_LIST_H

#include <stddef.h>

/* Make room for `count` items, at least one, of `size` bytes. `list` has room for *capacity; it is
 * NULL if that is 0. Returns the list, which may have moved, for free(). NULL, with list and
 * capacity as they were, if memory is out. New room is zero. An item costs O(1) in the mean. */
void *list_room(void *list, size_t count, size_t *capacity, size_t size);

#endif
