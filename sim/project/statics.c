/* statics.c - variables of own programs that outlive a run.        SPDX-License-Identifier: MIT
 *
 * A program keeps its state in its frame. One that does not, but in static variables, would see in
 * a second run what the first has left there, and time could not be turned back.
 */
#define _GNU_SOURCE /* dl_iterate_phdr() */

#include <stdlib.h>
#include <string.h>

#include "project/internal.h"

#ifdef __linux__

#include <link.h>

/* Byte by byte, and unseen by a sanitizer: between variables it has places where nobody may go. */
__attribute__((no_sanitize_address)) static void copy(volatile char *to, const volatile char *from,
                                                      size_t size)
{
    for (size_t i = 0; i < size; i++)
        to[i] = from[i];
}

/* What the loader itself has written, and made read-only since, lies at the beginning. */
static uintptr_t end_of_fixed(const struct dl_phdr_info *info)
{
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_GNU_RELRO)
            return info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
    return 0;
}

static void take_segment(struct loaded *loaded, const struct dl_phdr_info *info, int index)
{
    uintptr_t begin = info->dlpi_addr + info->dlpi_phdr[index].p_vaddr;
    uintptr_t end = begin + info->dlpi_phdr[index].p_memsz;
    uintptr_t fixed = end_of_fixed(info);
    if (end > loaded->end)
        loaded->end = end;
    if ((info->dlpi_phdr[index].p_flags & PF_W) == 0)
        return;
    loaded->statics = (char *)(fixed > begin && fixed < end ? fixed : begin);
    loaded->statics_size = (size_t)(end - (uintptr_t)loaded->statics);
}

static int take_object(struct dl_phdr_info *info, size_t size, void *context)
{
    struct loaded *loaded = context;
    (void)size;
    if (strcmp(info->dlpi_name, loaded->path) != 0)
        return 0;
    loaded->base = loaded->begin = loaded->end = info->dlpi_addr;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD)
            take_segment(loaded, info, i);
    return 1;
}

bool statics_keep(struct loaded *loaded)
{
    (void)dl_iterate_phdr(take_object, loaded);
    loaded->kept = loaded->statics_size == 0 ? NULL : malloc(loaded->statics_size);
    if (loaded->kept != NULL)
        copy(loaded->kept, loaded->statics, loaded->statics_size);
    return loaded->kept != NULL || loaded->statics_size == 0;
}

void project_rewind(void)
{
    for (const struct loaded *loaded = all_loaded; loaded != NULL; loaded = loaded->next)
        copy(loaded->statics, loaded->kept, loaded->statics_size);
}

#else

bool statics_keep(struct loaded *loaded)
{
    (void)loaded;
    return true;
}

void project_rewind(void)
{
}

#endif
