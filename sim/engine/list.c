/* list.c - lists that grow.                                        SPDX-License-Identifier: MIT */
#include "engine/list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_MIN = 16 };

void *list_room(void *list, size_t count, size_t *capacity, size_t size)
{
    if (count <= *capacity)
        return list;
    if (count > SIZE_MAX / 2 / size)
        return NULL;
    size_t wanted = count <= ROOM_MIN / 2 ? ROOM_MIN : 2 * count;
    char *grown = realloc(list, wanted * size);
    if (grown == NULL)
        return NULL;
    memset(grown + *capacity * size, 0, (wanted - *capacity) * size);
    *capacity = wanted;
    return grown;
}
