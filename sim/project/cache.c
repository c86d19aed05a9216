/* cache.c - what has been compiled before.                         SPDX-License-Identifier: MIT
 *
 * An object lies at MARK.so, what the compiler said of it at MARK.txt, and what it was made of at
 * MARK.d. The mark is of all C files and headers in the project's folder; what else is included, as
 * headers of the system, must have been there, unchanged, when the object was made.
 */
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "project/internal.h"

enum {
    KEPT_MAX = 32,   /* objects */
    FILES_MAX = 512, /* in the folder, that are looked at */
    LEFT_SECONDS = 3600
};

char *project_text(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text == NULL)
        return NULL;
    va_start(arguments, format);
    (void)vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

static bool make_folders(char *path)
{
    for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    return mkdir(path, 0777) == 0 || errno == EEXIST;
}

char *cache_folder(const char *name, char **why)
{
    const char *cache = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    bool given = cache != NULL && *cache == '/';
    *why = NULL;
    if (!given && home == NULL) {
        *why = project_text("neither XDG_CACHE_HOME nor HOME says where to build");
        return NULL;
    }
    char *folder =
        project_text("%s%s/glowloop/%s", given ? cache : home, given ? "" : "/.cache", name);
    if (folder == NULL || make_folders(folder))
        return folder;
    *why = project_text("%s: cannot build there: %s", folder, strerror(errno));
    free(folder);
    return NULL;
}

/* ---- Marks ----------------------------------------------------------------------------------- */

/* Source: FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv */
uint64_t cache_add(const void *bytes, size_t size, uint64_t mark)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < size; i++)
        mark = (mark ^ byte[i]) * 0x100000001B3u;
    return mark;
}

static uint64_t mark_file(const char *folder, const char *name, uint64_t mark)
{
    char *path = project_text("%s/%s", folder, name);
    struct source source = {0};
    if (path != NULL && source_read(&source, path))
        mark = cache_add(source.text, source.size + 1, cache_add(name, strlen(name) + 1, mark));
    source_free(&source);
    free(path);
    return mark;
}

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name);
    return length > strlen(ending) && strcmp(name + length - strlen(ending), ending) == 0;
}

/* Folders list their files in any order, so marks of headers are added up. */
static uint64_t mark_headers(const struct project *project)
{
    uint64_t sum = 0;
    DIR *entries = opendir(project->whole);
    const struct dirent *entry;
    while (entries != NULL && (entry = readdir(entries)) != NULL)
        if (ends_in(entry->d_name, ".h"))
            sum += mark_file(project->whole, entry->d_name, CACHE_MARK);
    if (entries != NULL)
        (void)closedir(entries);
    return sum;
}

uint64_t cache_mark(const struct project *project, const struct compiler *compiler)
{
    uint64_t headers = mark_headers(project);
    uint64_t mark = compiler_mark(compiler, CACHE_MARK);
    mark = cache_add(project->whole, strlen(project->whole) + 1, mark);
    mark = cache_add(&headers, sizeof headers, mark);
    for (size_t i = 0; i < project->source_count; i++)
        mark = mark_file(project->whole, project->sources[i], mark);
    return mark;
}

/* ---- Freshness ------------------------------------------------------------------------------- */

static bool later(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec > b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
}

/* The next name in a list as make has it, in place: `\ ` is a space, `\` before a line end none. */
static char *next_name(char **rest)
{
    char *from = *rest + strspn(*rest, " \n\\"), *to = from, *name = from;
    while (*from != '\0' && *from != ' ' && *from != '\n') {
        if (from[0] == '\\' && (from[1] == ' ' || from[1] == '#'))
            from++;
        *to++ = *from++;
    }
    *rest = *from == '\0' ? from : from + 1;
    *to = '\0';
    return name;
}

static bool is_marked(const struct project *project, const char *name)
{
    size_t length = strlen(project->whole);
    return (ends_in(name, ".c") || ends_in(name, ".h")) &&
           strncmp(name, project->whole, length) == 0 && name[length] == '/' &&
           strchr(name + length + 1, '/') == NULL;
}

/* A change of any kind, even a rename, moves the time of a file's status. Targets end in a colon.
 */
static bool unchanged(const struct project *project, const char *name, const struct timespec *since)
{
    struct stat status;
    size_t length = strlen(name);
    if (length == 0 || name[length - 1] == ':' || is_marked(project, name))
        return true;
    return stat(name, &status) == 0 && !later(&status.st_ctim, since);
}

bool cache_fresh(const struct project *project, const char *object)
{
    struct stat status;
    struct source list = {0};
    char *path = project_text("%.*s.d", (int)strlen(object) - 3, object);
    bool fresh = path != NULL && stat(object, &status) == 0 && source_read(&list, path);
    for (char *rest = list.text; fresh && *rest != '\0';)
        fresh = unchanged(project, next_name(&rest), &status.st_mtim);
    source_free(&list);
    free(path);
    return fresh;
}

/* ---- Cleaning -------------------------------------------------------------------------------- */

void cache_remove(const char *folder)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        char *path = project_text("%s/%s", folder, entry->d_name);
        if (path != NULL)
            (void)unlink(path);
        free(path);
    }
    if (entries != NULL)
        (void)closedir(entries);
    (void)rmdir(folder);
}

struct kept {
    char *path; /* without its ending */
    struct timespec used;
};

static int compare_kept(const void *a, const void *b)
{
    const struct kept *one = a, *other = b;
    return later(&one->used, &other->used) ? -1 : later(&other->used, &one->used) ? 1 : 0;
}

static void forget(const char *path)
{
    static const char *const endings[] = {"so", "txt", "d"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *file = project_text("%s.%s", path, endings[i]);
        if (file != NULL)
            (void)unlink(file);
        free(file);
    }
}

/* A file MARK.txt is an object's; a folder is a build's, which somebody may have killed. */
static size_t look_at(const char *folder, const char *name, struct kept *kept)
{
    struct stat status;
    char *path = project_text("%s/%s", folder, name);
    bool there = path != NULL && name[0] != '.' && stat(path, &status) == 0;
    if (there && S_ISDIR(status.st_mode) && status.st_mtim.tv_sec + LEFT_SECONDS < time(NULL))
        cache_remove(path);
    if (there && ends_in(name, ".txt")) {
        path[strlen(path) - 4] = '\0';
        *kept = (struct kept){path, status.st_mtim};
        return 1;
    }
    free(path);
    return 0;
}

void cache_prune(const char *folder)
{
    struct kept kept[FILES_MAX];
    size_t count = 0;
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    while (entries != NULL && count < FILES_MAX && (entry = readdir(entries)) != NULL)
        count += look_at(folder, entry->d_name, &kept[count]);
    if (entries != NULL)
        (void)closedir(entries);
    qsort(kept, count, sizeof *kept, compare_kept);
    for (size_t i = 0; i < count; i++) {
        if (i >= KEPT_MAX)
            forget(kept[i].path);
        free(kept[i].path);
    }
}
