/* scene_load.c - what the files that load a scene share.           SPDX-License-Identifier: MIT */
#include "engine/scene_load.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "engine/setting.h"
#include "parts/palette.h"

enum { LISTED_MAX = 64 };

size_t mark_length(const struct json_node *node)
{
    return node->type == JSON_OBJECT || node->type == JSON_ARRAY ? 1 : node->length;
}

void note_words(struct loader *loader, const char *intro, const char *word,
                const char *const *candidates, size_t count)
{
    char list[600] = "";
    size_t listed = 0;
    for (; listed < count && listed < LISTED_MAX; listed++) {
        if (strlen(list) + strlen(candidates[listed]) + 8 > sizeof list)
            break;
        strcat(strcat(list, listed ? ", " : " "), candidates[listed]);
    }
    if (listed < count)
        strcat(list, ", …");
    const char *nearest = word ? nearest_word(word, candidates, count) : NULL;
    if (nearest)
        NOTE(loader, "%s%s; did you mean \"%s\"?", intro, list, nearest);
    else
        NOTE(loader, "%s%s", intro, list);
}

void note_place(struct loader *loader, const char *what, size_t offset)
{
    diagnose_note_place(loader->diagnostics, loader->source, offset, what);
}

bool expect_type(struct loader *loader, const struct json_node *node, enum json_type type)
{
    if (node->type == type)
        return true;
    if (node->key)
        ERROR_AT(loader, node, "%s must be %s, not %s", quoted(node->key).text,
                 json_type_name(type), json_type_name(node->type));
    else
        ERROR_AT(loader, node, "expected %s, not %s", json_type_name(type),
                 json_type_name(node->type));
    return false;
}

void check_keys(struct loader *loader, const struct json_node *object, const char *owner,
                const char *const *keys, size_t count)
{
    for (const struct json_node *member = object->first; member; member = member->next) {
        size_t i = 0;
        while (i < count && strcmp(keys[i], member->key) != 0)
            i++;
        if (i < count || member->repeated)
            continue;
        ERROR_AT_KEY(loader, member, "unknown key %s", quoted(member->key).text);
        note_words(loader, owner, member->key, keys, count);
    }
}

bool valid_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char all[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    return *name && strchr(letters, *name) && name[strspn(name, all)] == '\0' &&
           strlen(name) <= SCENE_NAME_MAX;
}

void check_name(struct loader *loader, const struct json_node *node, const char *what)
{
    if (valid_name(node->key))
        return;
    ERROR_AT_KEY(loader, node, "%s cannot be called %s", what, quoted(node->key).text);
    NOTE(loader,
         "a name has small letters, digits and _, begins with a letter, and has at "
         "most %d characters",
         SCENE_NAME_MAX);
}

bool load_whole(struct loader *loader, const struct json_node *node, double minimum, double maximum,
                double *value)
{
    if (!expect_type(loader, node, JSON_NUMBER))
        return false;
    bool whole = node->number == floor(node->number);
    if (whole && node->number >= minimum && node->number <= maximum) {
        *value = node->number;
        return true;
    }
    ERROR_AT(loader, node, "%s must be a whole number from %.0f to %.0f",
             node->key ? quoted(node->key).text : "this", minimum, maximum);
    return false;
}

/* A bare number where a time is due is the commonest slip of all, so it gets its own words. */
static bool wrong_literal(struct loader *loader, const struct json_node *node,
                          enum parameter_type type)
{
    struct quoted name = node->key ? quoted(node->key) : (struct quoted){"this"};
    if (type == PARAMETER_TIME && node->type == JSON_NUMBER) {
        ERROR_AT(loader, node, "%s is a time, which needs a unit", name.text);
        NOTE(loader, "write \"%.10gms\"; units are ms, s, min and h", fabs(node->number));
        return false;
    }
    ERROR_AT(loader, node, "%s must be %s, not %s", name.text, parameter_type_noun(type),
             json_type_name(node->type));
    if (type == PARAMETER_TIME)
        NOTE(loader, "a time is a number and a unit, ms, s, min or h, as in \"500ms\"");
    else if (type == PARAMETER_COLOR)
        NOTE(loader, "a color is # and six hexadecimal digits, as in \"#ff8800\"");
    else if (type == PARAMETER_PALETTE)
        NOTE(loader, "a palette is a name, as in \"%s\"; a scene has its own in \"palettes\"",
             palettes[0].name);
    else if (node->type == JSON_STRING)
        NOTE(loader, "without quotes");
    return false;
}

static bool load_text_setting(struct loader *loader, const struct json_node *node,
                              enum parameter_type type, int32_t *value)
{
    struct setting_problem problem;
    if (setting_parse(loader->scene, type, node->text, value, &problem))
        return true;
    ERROR_AT(loader, node, "%s", problem.message);
    NOTE(loader, "%s", problem.note);
    return false;
}

bool load_setting(struct loader *loader, const struct json_node *node, enum parameter_type type,
                  int32_t *value)
{
    static const enum json_type literals[] = {
        [PARAMETER_SWITCH] = JSON_BOOLEAN, [PARAMETER_NUMBER] = JSON_NUMBER,
        [PARAMETER_TIME] = JSON_STRING,    [PARAMETER_COLOR] = JSON_STRING,
        [PARAMETER_PALETTE] = JSON_STRING,
    };
    double number = 0;
    if (node->type != literals[type])
        return wrong_literal(loader, node, type);
    if (node->type == JSON_STRING)
        return load_text_setting(loader, node, type, value);
    if (node->type == JSON_NUMBER && !load_whole(loader, node, INT32_MIN, INT32_MAX, &number))
        return false;
    *value = node->type == JSON_NUMBER ? (int32_t)number : node->truth;
    return true;
}

const char *keep_text(struct loader *loader, const char *text)
{
    const char *copy = arena_text(&loader->scene->memory, text, strlen(text));
    return copy ? copy : "";
}

bool load_file(struct source *source, const char *path, const char *noun,
               struct diagnostics *diagnostics)
{
    if (!source_read(source, path)) {
        diagnose_plain(diagnostics, "%s cannot be read: %s", path, strerror(errno));
        diagnostics->io_error = true;
        return false;
    }
    if (source->size <= SCENE_SIZE_MAX)
        return true;
    diagnose_plain(diagnostics, "%s is larger than 1 MiB, so it is no %s", path, noun);
    return false;
}
