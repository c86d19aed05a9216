/* arena.h - memory that is given back all at once.                 SPDX-License-Identifier: MIT */
#ifndef ENGINE_ARENA_H
#define ENGINE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Zero-initialise, arena_free(). */
struct arena {
    struct arena_block *blocks; /* newest first */
    bool failed;                /* malloc() said no, some time */
};

/* `size` zeroed bytes, aligned for anything. NULL, and arena->failed, if memory is out. */
void *arena_get(struct arena *arena, size_t size);
/* A copy of `size` bytes of text and a zero. */
char *arena_text(struct arena *arena, const char *text, size_t size);
void arena_free(struct arena *arena);

#endif
