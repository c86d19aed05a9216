/* heap.c - core with a heap, a console and a C library. */
#include "../elsewhere.h"
#include "engine/sim.h"
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int *heap_new(void);
int *heap_new(void)
{
    printf("a malloc(1) in a text, or free() in a comment, is none\n");
    return malloc(4); /* free() */
}
