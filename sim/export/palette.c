/* palette.c - few colors in the place of many: a median cut by variance.
 *                                                                  SPDX-License-Identifier: MIT */
#include "export/palette.h"

#include <stdlib.h>
#include <string.h>

/* Colors seen[first..first + count) become one. */
struct cut {
    size_t first;
    size_t count;
    uint64_t weight;
    uint64_t sums[3];
    uint64_t spread; /* along its longest side: the error that a cut there reduces */
    int side;
};

static uint32_t channel(uint32_t rgb, int side)
{
    return rgb >> (16 - 8 * side) & 255;
}

/* ---- Colors that were seen ------------------------------------------------------------------- */

static size_t place_of(const struct palette_table *palette, uint32_t rgb)
{
    size_t place = rgb * UINT32_C(2654435761) >> 7 & (palette->place_count - 1);
    while (palette->places[place] != 0 && palette->seen[palette->places[place] - 1].rgb != rgb)
        place = (place + 1) & (palette->place_count - 1);
    return place;
}

static bool grow(struct palette_table *palette)
{
    size_t capacity = palette->seen_capacity == 0 ? 4096 : 2 * palette->seen_capacity;
    struct palette_color *seen = realloc(palette->seen, capacity * sizeof *seen);
    if (seen == NULL)
        return false;
    palette->seen = seen;
    uint32_t *places = calloc(4 * capacity, sizeof *places);
    if (places == NULL)
        return false;
    free(palette->places);
    palette->places = places;
    palette->place_count = 4 * capacity;
    palette->seen_capacity = capacity;
    for (size_t i = 0; i < palette->seen_count; i++)
        places[place_of(palette, seen[i].rgb)] = (uint32_t)i + 1;
    return true;
}

void palette_begin(struct palette_table *palette)
{
    palette->count = palette->seen_count = 0;
    if (palette->places != NULL)
        memset(palette->places, 0, palette->place_count * sizeof *palette->places);
}

bool palette_see(struct palette_table *palette, uint32_t rgb)
{
    if (palette->seen_count == palette->seen_capacity && !grow(palette))
        return false;
    uint32_t *place = &palette->places[place_of(palette, rgb)];
    if (*place == 0) {
        palette->seen[palette->seen_count++] = (struct palette_color){.rgb = rgb};
        *place = (uint32_t)palette->seen_count;
    }
    palette->seen[*place - 1].count++;
    return true;
}

uint8_t palette_index(const struct palette_table *palette, uint32_t rgb)
{
    return palette->seen[palette->places[place_of(palette, rgb)] - 1].index;
}

/* ---- Cutting --------------------------------------------------------------------------------
 */

static void measure(const struct palette_color *seen, struct cut *cut)
{
    uint64_t squares[3] = {0};
    cut->weight = cut->spread = 0;
    memset(cut->sums, 0, sizeof cut->sums);
    for (size_t i = cut->first; i < cut->first + cut->count; i++) {
        cut->weight += seen[i].count;
        for (int side = 0; side < 3; side++) {
            uint64_t value = channel(seen[i].rgb, side);
            cut->sums[side] += value * seen[i].count;
            squares[side] += value * value * seen[i].count;
        }
    }
    for (int side = 0; side < 3; side++) {
        uint64_t spread = squares[side] - cut->sums[side] * cut->sums[side] / cut->weight;
        if (cut->count > 1 && spread > cut->spread) {
            cut->spread = spread;
            cut->side = side;
        }
    }
}

/* At the mean: what is brighter goes behind. Returns how many stay. */
static size_t part_colors(struct palette_color *seen, const struct cut *cut)
{
    uint64_t mean = cut->sums[cut->side] / cut->weight;
    size_t kept = cut->first;
    for (size_t i = cut->first; i < cut->first + cut->count; i++) {
        if (channel(seen[i].rgb, cut->side) > mean)
            continue;
        struct palette_color darker = seen[i];
        seen[i] = seen[kept];
        seen[kept++] = darker;
    }
    return kept - cut->first;
}

/* Cut what gains most, until there are enough. */
static size_t cut_all(struct palette_color *seen, size_t seen_count, struct cut *cuts)
{
    size_t count = 1;
    cuts[0] = (struct cut){.count = seen_count};
    measure(seen, &cuts[0]);
    while (count < PALETTE_MAX) {
        struct cut *most = &cuts[0];
        for (size_t i = 1; i < count; i++)
            if (cuts[i].spread > most->spread)
                most = &cuts[i];
        if (most->spread == 0)
            break;
        size_t kept = part_colors(seen, most);
        cuts[count] = (struct cut){.first = most->first + kept, .count = most->count - kept};
        most->count = kept;
        measure(seen, most);
        measure(seen, &cuts[count++]);
    }
    return count;
}

static uint32_t mean_color(const struct cut *cut)
{
    uint32_t rgb = 0;
    for (int side = 0; side < 3; side++)
        rgb = rgb << 8 | (uint32_t)((cut->sums[side] + cut->weight / 2) / cut->weight);
    return rgb;
}

void palette_choose(struct palette_table *palette)
{
    struct cut cuts[PALETTE_MAX];
    if (palette->seen_count == 0)
        return;
    palette->count = cut_all(palette->seen, palette->seen_count, cuts);
    for (size_t i = 0; i < palette->count; i++) {
        palette->colors[i] = mean_color(&cuts[i]);
        for (size_t j = cuts[i].first; j < cuts[i].first + cuts[i].count; j++)
            palette->seen[j].index = (uint8_t)i;
    }
    /* The cuts have moved them. */
    memset(palette->places, 0, palette->place_count * sizeof *palette->places);
    for (size_t i = 0; i < palette->seen_count; i++)
        palette->places[place_of(palette, palette->seen[i].rgb)] = (uint32_t)i + 1;
}

void palette_free(struct palette_table *palette)
{
    free(palette->seen);
    free(palette->places);
    *palette = (struct palette_table){.count = 0};
}
