/* cache.h - where compiled things are kept, and by which marks.    SPDX-License-Identifier: MIT */
#ifndef PROJECT_CACHE_H
#define PROJECT_CACHE_H

#include <stddef.h>
#include <stdint.h>

/* $XDG_CACHE_HOME/glowloop/NAME, or that in ~/.cache, made if it is not there. NULL if that cannot
 * be, with the reason in *why: for people; NULL if memory is out. The caller frees both. */
char *cache_folder(const char *name, char **why);

/* A mark is a sum of all that a thing was made of; the first is CACHE_MARK. */
#define CACHE_MARK 0xCBF29CE484222325u
uint64_t cache_add(const void *bytes, size_t size, uint64_t mark);

#endif
