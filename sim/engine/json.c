/* json.c - JSON whose values know where they stand in the file.    SPDX-License-Identifier: MIT */
#include "engine/json.h"

#include <stdlib.h>
#include <string.h>

const char *json_type_name(enum json_type type)
{
    static const char *const names[] = {"null",     "true or false", "a number",
                                        "a string", "an array",      "an object"};
    return names[type];
}

const struct json_node *json_member(const struct json_node *object, const char *key)
{
    if (object->type != JSON_OBJECT)
        return NULL;
    const struct json_node *member = object->first;
    while (member && strcmp(member->key, key) != 0)
        member = member->next;
    return member;
}

/* Bytes of UTF-8 for an escape \\uXXXX; half of a pair's four. */
static size_t escaped_size(const char *digits)
{
    char text[5] = "";
    memcpy(text, digits, 4);
    unsigned long code = strtoul(text, NULL, 16);
    if (code < 0x80)
        return 1;
    return code < 0x800 || (code >= 0xD800 && code < 0xE000) ? 2 : 3;
}

size_t json_text_offset(const struct json_node *node, const struct source *source, size_t index)
{
    size_t at = node->offset + 1;
    size_t end = node->offset + node->length - 1;
    size_t size = 0;
    while (at < end && size < index) {
        bool escaped = source->text[at] == '\\';
        bool long_one = escaped && source->text[at + 1] == 'u';
        size += long_one ? escaped_size(source->text + at + 2) : 1;
        at += long_one ? 6 : escaped ? 2 : 1;
    }
    return at;
}

/* Scanner and cJSON read the same text, so their trees have the same shape; anything else would
 * be a bug, and ends as if memory were out. Depth is limited by the scanner. */
static bool pair(struct json_node *node, const cJSON *item)
{
    if (!item)
        return false;
    node->key = node->key_length ? item->string : NULL;
    node->text = cJSON_GetStringValue(item);
    node->truth = cJSON_IsTrue(item);
    node->number = cJSON_IsNumber(item) ? item->valuedouble : 0;
    const cJSON *child = item->child;
    for (struct json_node *inner = node->first; inner; inner = inner->next) {
        if (!pair(inner, child))
            return false;
        child = child->next;
    }
    return !child;
}

/* ---- Keys that are used twice ---------------------------------------------------------------- */

static int compare_keys(const void *a, const void *b)
{
    const struct json_node *left = *(struct json_node *const *)a;
    const struct json_node *right = *(struct json_node *const *)b;
    int order = strcmp(left->key, right->key);
    if (order != 0)
        return order;
    return (left->offset > right->offset) - (left->offset < right->offset);
}

static void tell_repeated(const struct json_node *node, const struct json_node *first,
                          const struct source *source, struct diagnostics *diagnostics)
{
    diagnose(diagnostics, source, node->key_offset, node->key_length, "%s stands here twice",
             quoted(node->key).text);
    diagnose_note_place(diagnostics, source, first->key_offset, "it stands first");
}

/* Sorted, equal keys are neighbours, and the first in the file comes first. */
static bool check_keys(const struct json_node *object, const struct source *source,
                       struct diagnostics *diagnostics)
{
    struct json_node **members = malloc(object->count * sizeof *members);
    if (!members)
        return false;
    size_t count = 0, first = 0;
    for (struct json_node *member = object->first; member; member = member->next)
        members[count++] = member;
    qsort(members, count, sizeof *members, compare_keys);
    for (size_t i = 1; i < count; i++) {
        members[i]->repeated = strcmp(members[i]->key, members[first]->key) == 0;
        if (members[i]->repeated)
            tell_repeated(members[i], members[first], source, diagnostics);
        else
            first = i;
    }
    free(members);
    return true;
}

static bool check_all_keys(const struct json_node *node, const struct source *source,
                           struct diagnostics *diagnostics)
{
    if (node->type == JSON_OBJECT && node->count > 1 && !check_keys(node, source, diagnostics))
        return false;
    for (const struct json_node *inner = node->first; inner; inner = inner->next)
        if (!check_all_keys(inner, source, diagnostics))
            return false;
    return true;
}

/* ---------------------------------------------------------------------------------------------- */

bool json_parse(struct json *json, const struct source *source, struct diagnostics *diagnostics)
{
    *json = (struct json){0};
    struct json_node *root = json_scan(source, &json->arena, diagnostics);
    if (!root) {
        diagnostics->memory_out |= json->arena.failed;
        return false;
    }
    json->tree = cJSON_ParseWithLength(source->text, source->size);
    if (!json->tree || !pair(root, json->tree) || !check_all_keys(root, source, diagnostics)) {
        diagnostics->memory_out = true;
        return false;
    }
    json->root = root;
    return true;
}

void json_free(struct json *json)
{
    cJSON_Delete(json->tree);
    arena_free(&json->arena);
    *json = (struct json){0};
}
