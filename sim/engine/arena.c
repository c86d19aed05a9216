/* arena.c - memory that is given back all at once.                 SPDX-License-Identifier: MIT */
#include "engine/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 8192 };

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

static struct arena_block *add_block(struct arena *arena, size_t size)
{
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    struct arena_block *block = malloc(sizeof *block + room);
    if (!block) {
        arena->failed = true;
        return NULL;
    }
    *block = (struct arena_block){.next = arena->blocks, .size = room};
    arena->blocks = block;
    return block;
}

void *arena_get(struct arena *arena, size_t size)
{
    size_t rounded = (size + alignof(max_align_t) - 1) / alignof(max_align_t);
    rounded *= alignof(max_align_t);
    struct arena_block *block = arena->blocks;
    if (!block || block->size - block->used < rounded)
        block = add_block(arena, rounded);
    if (!block)
        return NULL;
    void *memory = block->bytes + block->used;
    block->used += rounded;
    return memset(memory, 0, rounded);
}

char *arena_text(struct arena *arena, const char *text, size_t size)
{
    char *copy = arena_get(arena, size + 1);
    if (copy && size > 0)
        memcpy(copy, text, size);
    return copy;
}

void arena_free(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    *arena = (struct arena){0};
}
