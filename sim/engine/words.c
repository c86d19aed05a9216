/* words.c - what somebody may have meant, and how to show what they wrote.
 *                                                                  SPDX-License-Identifier: MIT */
#include <string.h>

#include "engine/diagnostics.h"
#include "engine/utf8.h"

enum { WORD_MAX = 48, QUOTED_MAX = 40 };

/* Case is never what makes a word different: "a1" means "A1". */
static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, substitutions and swaps of neighbours that turn one into the other
 * (optimal string alignment). Rows of the table rotate: the current, the last, the one before. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t cost = lower(a[i - 1]) != lower(b[j - 1]);
            row[j] = smaller(last[j - 1] + cost, smaller(last[j], row[j - 1]) + 1);
            bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped)
                row[j] = smaller(row[j], before[j - 2] + 1);
        }
    }
    return rows[a_size % 3][b_size];
}

/* How many slips a word of that length can have and still be recognised. */
static size_t slips_max(size_t size)
{
    return size <= 2 ? 0 : size <= 5 ? 1 : size <= 9 ? 2 : 3;
}

/* One of them begins with the other, of which there are at least three letters: "rainbow" for
 * "rainbow_cycle", "Spacebar" for "Space". */
static bool begins(const char *word, const char *candidate)
{
    size_t common = 0;
    while (word[common] && lower(word[common]) == lower(candidate[common]))
        common++;
    return common >= 3 && (!word[common] || !candidate[common]);
}

const char *nearest_word(const char *word, const char *const *candidates, size_t count)
{
    size_t size = strlen(word);
    if (size == 0 || size > WORD_MAX)
        return NULL;
    const char *nearest = NULL;
    size_t best = slips_max(size) + 1;
    for (size_t i = 0; i < count; i++) {
        size_t candidate_size = strlen(candidates[i]);
        if (candidate_size > WORD_MAX)
            continue;
        size_t slips = distance(word, size, candidates[i], candidate_size);
        if (slips < best) {
            best = slips;
            nearest = candidates[i];
        }
    }
    for (size_t i = 0; i < count && !nearest; i++)
        if (begins(word, candidates[i]))
            nearest = candidates[i];
    return nearest;
}

struct quoted quoted(const char *word)
{
    struct quoted result = {"\""};
    size_t size = strlen(word), used = 0;
    while (used < size) {
        size_t length = utf8_length(word + used, size - used);
        if (used + length > QUOTED_MAX)
            break;
        used += length;
    }
    memcpy(result.text + 1, word, used);
    strcpy(result.text + 1 + used, used < size ? "…\"" : "\"");
    return result;
}
