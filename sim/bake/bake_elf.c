/* bake_elf.c - what an image takes, and what is in it.             SPDX-License-Identifier: MIT
 *
 * Source: Tool Interface Standard, "Executable and Linking Format", 1.2: 32 bits, little-endian.
 */
#include <string.h>

#include "bake/bake.h"

enum { SECTION_SYMBOLS = 2, SECTION_EMPTY = 8, IS_ALLOCATED = 2 };

/* AVR tools add this to addresses of RAM, which else begin at 0 as those of flash do. */
#define AVR_RAM 0x800000u

struct section {
    uint32_t type, flags, address, offset, size, link, entry_size;
};

static uint32_t word(const struct bake_elf *elf, size_t place, unsigned bytes)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < bytes && place + i < elf->size; i++)
        value |= (uint32_t)elf->bytes[place + i] << (8 * i);
    return value;
}

static size_t section_count(const struct bake_elf *elf)
{
    static const uint8_t magic[] = {0x7F, 'E', 'L', 'F', 1, 1};
    if (elf->size < 52 || memcmp(elf->bytes, magic, sizeof magic) != 0)
        return 0;
    return word(elf, 48, 2);
}

static struct section section_at(const struct bake_elf *elf, size_t index)
{
    size_t place = word(elf, 32, 4) + index * word(elf, 46, 2);
    return (struct section){.type = word(elf, place + 4, 4),
                            .flags = word(elf, place + 8, 4),
                            .address = word(elf, place + 12, 4),
                            .offset = word(elf, place + 16, 4),
                            .size = word(elf, place + 20, 4),
                            .link = word(elf, place + 24, 4),
                            .entry_size = word(elf, place + 36, 4)};
}

void bake_elf_sizes(const struct bake_elf *elf, uint32_t *flash, uint32_t *ram)
{
    *flash = *ram = 0;
    for (size_t i = 0; i < section_count(elf); i++) {
        struct section section = section_at(elf, i);
        if ((section.flags & IS_ALLOCATED) == 0)
            continue;
        if (section.address >= AVR_RAM)
            *ram += section.size;
        if (section.type != SECTION_EMPTY)
            *flash += section.size;
    }
}

static bool is_named(const struct bake_elf *elf, size_t place, const char *name)
{
    size_t size = strlen(name) + 1;
    return place < elf->size && elf->size - place >= size &&
           memcmp(elf->bytes + place, name, size) == 0;
}

/* Where in the file an address of RAM has its first value; 0: nowhere. */
static size_t place_of(const struct bake_elf *elf, uint32_t address)
{
    for (size_t i = 0; i < section_count(elf); i++) {
        struct section section = section_at(elf, i);
        if ((section.flags & IS_ALLOCATED) != 0 && section.type != SECTION_EMPTY &&
            address >= section.address && address - section.address < section.size)
            return section.offset + (address - section.address);
    }
    return 0;
}

static size_t find_in(const struct bake_elf *elf, const struct section *symbols, const char *name)
{
    struct section names = section_at(elf, symbols->link);
    for (uint32_t at = 0; symbols->entry_size > 0 && at < symbols->size; at += symbols->entry_size)
        if (is_named(elf, (size_t)names.offset + word(elf, symbols->offset + at, 4), name))
            return place_of(elf, word(elf, symbols->offset + at + 4, 4));
    return 0;
}

/* The value of the variable of that name, as its place in the file; 0: there is none. */
static size_t find(const struct bake_elf *elf, const char *name)
{
    size_t place = 0;
    for (size_t i = 0; i < section_count(elf) && place == 0; i++) {
        struct section section = section_at(elf, i);
        if (section.type == SECTION_SYMBOLS)
            place = find_in(elf, &section, name);
    }
    return place;
}

/* Of struct program on an AVR: it follows four pointers. */
#define FRAME_SIZE_OFFSET 8

bool bake_elf_frames(const struct bake_elf *elf, struct baking *baking)
{
    const struct scene *scene = baking->scene;
    size_t count = scene->task_count + (scene->main != NULL);
    for (size_t i = 0; i < count; i++) {
        char name[128];
        (void)snprintf(name, sizeof name, "%s_program", bake_task(scene, i)->program->name);
        size_t place = find(elf, name);
        if (place == 0)
            return false;
        baking->frame_sizes[i] = (uint16_t)word(elf, place + FRAME_SIZE_OFFSET, 2);
    }
    return true;
}
