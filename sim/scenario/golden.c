/* golden.c - files that hold what must be seen.                    SPDX-License-Identifier: MIT */
#include "scenario/golden.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 1024 };

static bool write_file(const char *path, const char *text, size_t size, char *why)
{
    FILE *out = fopen(path, "wb");
    bool written = out && fwrite(text, 1, size, out) == size;
    if (out)
        written = fclose(out) == 0 && written;
    if (!written)
        (void)snprintf(why, TELL_MAX, "%.200s cannot be written: %.100s", path, strerror(errno));
    return written;
}

void golden_beside(const char *path, const char *ending, char *beside, size_t size)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    int stem = dot ? (int)(dot - path) : (int)strlen(path);
    (void)snprintf(beside, size, "%.*s.%s%s", stem, path, ending, dot ? dot : "");
}

/* A piece of a line, around the place where it differs. */
struct piece {
    char text[80];
};

static struct piece piece_of(const char *line, size_t from)
{
    struct piece piece;
    size_t length = strcspn(line, "\n");
    size_t shown = length - from < 60 ? length - from : 60;
    (void)snprintf(piece.text, sizeof piece.text, "%s%.*s%s", from > 0 ? "…" : "", (int)shown,
                   line + from, from + shown < length ? "…" : "");
    return piece;
}

/* How many bytes two lines have in common at their begin. */
static size_t common(const char *a, const char *b)
{
    size_t size = 0;
    while (a[size] == b[size] && a[size] != '\n' && a[size] != '\0')
        size++;
    return size;
}

static void tell_first(const char *path, const char *golden, const char *text, char *why)
{
    size_t line = 1, same = common(golden, text);
    while (golden[same] == '\n' && text[same] == '\n') {
        golden += same + 1;
        text += same + 1;
        same = common(golden, text);
        line++;
    }
    size_t from = same > 24 ? same - 16 : 0;
    int used = snprintf(why, TELL_MAX, "%.200s:%zu:%zu: ", path, line, same + 1);
    if (!*text)
        (void)snprintf(why + used, TELL_MAX - (size_t)used, "\"%s\" did not come",
                       piece_of(golden, 0).text);
    else if (!*golden)
        (void)snprintf(why + used, TELL_MAX - (size_t)used, "\"%s\" came besides",
                       piece_of(text, 0).text);
    else
        (void)snprintf(why + used, TELL_MAX - (size_t)used, "it is \"%s\", seen was \"%s\"",
                       piece_of(golden, from).text, piece_of(text, from).text);
}

bool golden_text(struct player *player, const char *path, const char *text, size_t size, char *why)
{
    struct source golden = {0};
    char actual[PATH_SIZE];
    if (player->options->update) {
        player->updated++;
        return write_file(path, text, size, why);
    }
    golden_beside(path, "actual", actual, sizeof actual);
    bool read = source_read(&golden, path);
    bool same = read && golden.size == size && memcmp(golden.text, text, size) == 0;
    if (!read)
        (void)snprintf(why, TELL_MAX, "%.200s cannot be read: %.100s; --update-snapshots makes it",
                       path, strerror(errno));
    else if (!same)
        tell_first(path, golden.text, text, why);
    source_free(&golden);
    if (same)
        (void)remove(actual);
    else if (read && !write_file(actual, text, size, why))
        return false;
    return same;
}
