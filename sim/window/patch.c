/* patch.c - values put into the text of a scene.                     SPDX-License-Identifier: MIT
 */
#include "window/patch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/setting.h"

bool patches_open(struct patches *patches, const struct scene *scene, char *why, size_t why_size)
{
    struct diagnostics diagnostics = {0};
    memset(patches, 0, sizeof *patches);
    patches->scene = scene;
    if (!source_read(&patches->source, scene->path)) {
        (void)snprintf(why, why_size, "%s", strerror(errno));
        return false;
    }
    bool read = json_parse(&patches->json, &patches->source, &diagnostics);
    diagnostics_free(&diagnostics);
    if (!read)
        (void)snprintf(why, why_size, "it is no JSON any more");
    return read;
}

void patches_close(struct patches *patches)
{
    json_free(&patches->json);
    source_free(&patches->source);
}

/* ---- Places in the text ---------------------------------------------------------------------- */

static struct patch *add(struct patches *patches, size_t offset, size_t length)
{
    struct patch *patch = &patches->list[patches->count];
    patches->count += patches->count + 1 < PATCHES_MAX;
    *patch = (struct patch){.offset = offset, .length = length};
    return patch;
}

/* Set a member of an object, which may have to be added behind the others, or be the first. */
static void set_member(struct patches *patches, const struct json_node *object, const char *key,
                       const char *value)
{
    const struct json_node *node = json_member(object, key);
    if (node) {
        struct patch *patch = add(patches, node->offset, node->length);
        (void)snprintf(patch->text, sizeof patch->text, "%s", value);
        return;
    }
    const struct json_node *last = object->first;
    while (last && last->next)
        last = last->next;
    struct patch *patch = add(patches, last ? last->offset + last->length : object->offset + 1, 0);
    (void)snprintf(patch->text, sizeof patch->text, last ? ", \"%s\": %s" : " \"%s\": %s ", key,
                   value);
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* "-38", "12.5": mm, with as many digits as there are. */
static void write_mm(char text[24], int32_t um)
{
    const char *sign = um < 0 ? "-" : "";
    uint32_t size = um < 0 ? 0u - (uint32_t)um : (uint32_t)um;
    int length = snprintf(text, 24, "%s%u.%03u", sign, size / 1000, size % 1000);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
}

void patch_place(struct patches *patches, size_t part, int32_t x_um, int32_t y_um)
{
    const struct json_node *parts = json_member(patches->json.root, "parts");
    const struct json_node *object =
        parts ? json_member(parts, patches->scene->parts[part].name) : NULL;
    char x[24], y[24], value[64];
    write_mm(x, x_um);
    write_mm(y, y_um);
    (void)snprintf(value, sizeof value, "[%s, %s]", x, y);
    if (object && object->type == JSON_OBJECT)
        set_member(patches, object, "at", value);
}

static void write_value(const struct scene *scene, char text[64],
                        const struct scene_setting *setting, int32_t value)
{
    char plain[SETTING_TEXT_MAX];
    setting_format(scene, setting->type, value, plain);
    (void)snprintf(text, 64, setting_quoted(setting->type) ? "\"%s\"" : "%s", plain);
}

static const struct json_node *item(const struct json_node *array, size_t index)
{
    const struct json_node *node = array ? array->first : NULL;
    while (node && index-- > 0)
        node = node->next;
    return node;
}

/* Where a task stands: in the scene's list, or in that of the task which plays it. */
static const struct json_node *task_node(const struct patches *patches, size_t task)
{
    const struct scene *scene = patches->scene;
    const struct json_node *root = patches->json.root;
    if (task == scene->task_count)
        return json_member(root, "main");
    for (size_t i = 0; i < scene->task_count; i++) {
        size_t first = scene->tasks[i].child_first;
        if (task < first || task >= first + scene->tasks[i].child_count)
            continue;
        const struct json_node *parent = task_node(patches, i);
        return parent ? item(json_member(parent, "tasks"), task - first) : NULL;
    }
    return item(json_member(root, "tasks"), task);
}

void patch_setting(struct patches *patches, const struct scene_setting *setting, int32_t value)
{
    char text[64];
    char with[96];
    write_value(patches->scene, text, setting, value);
    const struct json_node *owner = setting->owner ? task_node(patches, setting->task)
                                                   : json_member(patches->json.root, "controls");
    if (!owner || owner->type != JSON_OBJECT)
        return;
    const struct json_node *object = setting->owner ? json_member(owner, "with") : owner;
    if (object) {
        set_member(patches, object, setting->name, text);
        return;
    }
    (void)snprintf(with, sizeof with, "{ \"%s\": %s }", setting->name, text);
    set_member(patches, owner, "with", with);
}

/* ---- Writing --------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    size_t one = ((const struct patch *)a)->offset;
    size_t other = ((const struct patch *)b)->offset;
    return (one > other) - (one < other);
}

/* The text with all patches, to be freed. NULL when memory is out. */
static char *patched(struct patches *patches, size_t *size)
{
    char *text = malloc(patches->source.size + patches->count * sizeof patches->list[0].text + 1);
    size_t from = 0;
    *size = 0;
    qsort(patches->list, patches->count, sizeof *patches->list, by_place);
    for (size_t i = 0; text && i < patches->count; i++) {
        const struct patch *patch = &patches->list[i];
        size_t length = strlen(patch->text);
        memcpy(text + *size, patches->source.text + from, patch->offset - from);
        *size += patch->offset - from;
        memcpy(text + *size, patch->text, length);
        *size += length;
        from = patch->offset + patch->length;
    }
    if (text) {
        memcpy(text + *size, patches->source.text + from, patches->source.size - from);
        *size += patches->source.size - from;
        text[*size] = '\0';
    }
    return text;
}

/* What would not be read again is not written. */
static bool in_order(const struct patches *patches, char *text, size_t size)
{
    struct diagnostics diagnostics = {0};
    struct source source = {.path = patches->source.path, .text = text, .size = size};
    struct scene *scene = scene_parse(&source, &diagnostics);
    diagnostics_free(&diagnostics);
    scene_free(scene);
    return scene != NULL;
}

static bool write_whole(const char *path, const char *text, size_t size, char *why, size_t why_size)
{
    char part[1024];
    (void)snprintf(part, sizeof part, "%s.part", path);
    FILE *file = fopen(part, "w");
    bool written = file && fwrite(text, 1, size, file) == size;
    written = file && fclose(file) == 0 && written;
    if (!written || rename(part, path) != 0) {
        (void)snprintf(why, why_size, "%s", strerror(errno));
        (void)remove(part);
        return false;
    }
    return true;
}

bool patches_write(struct patches *patches, char *why, size_t why_size)
{
    size_t size;
    char *text = patched(patches, &size);
    bool written = false;
    if (!text)
        (void)snprintf(why, why_size, "out of memory");
    else if (!in_order(patches, text, size))
        (void)snprintf(why, why_size, "the file is another scene by now");
    else
        written = write_whole(patches->scene->path, text, size, why, why_size);
    free(text);
    return written;
}
