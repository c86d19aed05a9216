/* explore_write.c - a trial as a scenario file.                    SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "engine/setting.h"
#include "scenario/explore.h"
#include "scenario/play.h"

static void write_time(FILE *out, const char *key, uint64_t us)
{
    fprintf(out, ", \"%s\": \"%s\"", key, time_text(us).text);
}

static void write_value(FILE *out, const struct scene *scene, const struct scene_control *control,
                        int32_t value)
{
    char text[SETTING_TEXT_MAX];
    bool quoted = setting_quoted(control->type);
    setting_format(scene, control->type, value, text);
    fprintf(out, ", \"value\": %s%s%s", quoted ? "\"" : "", text, quoted ? "\"" : "");
}

static void write_deed(FILE *out, const struct deed *deed, const struct scene *scene)
{
    static const char *const names[] = {[DEED_PRESS] = "press",
                                        [DEED_RELEASE] = "release",
                                        [DEED_TAP] = "tap",
                                        [DEED_DROP] = "drop-edges"};
    if (deed->kind == DEED_DELAY) {
        fprintf(out, "    { \"delay\": \"%s\" }", time_text(deed->us).text);
        return;
    }
    if (deed->kind == DEED_CONTROL) {
        const struct scene_control *control = &scene->controls[deed->subject];
        fprintf(out, "    { \"set-control\": \"%s\"", control->name);
        write_value(out, scene, control, deed->value);
    } else if (deed->kind == DEED_STALL) {
        fprintf(out, "    { \"stall\": \"%s\"",
                scene->main ? "main" : scene->tasks[deed->subject].name);
        write_time(out, "for", deed->us);
    } else {
        fprintf(out, "    { \"%s\": \"%s\"", names[deed->kind], scene->parts[deed->subject].name);
        if (deed->kind == DEED_TAP)
            write_time(out, "for", deed->us);
        if (deed->kind != DEED_DROP && deed->bounce_us > 0)
            write_time(out, "bounce", deed->bounce_us);
    }
    fputs(" }", out);
}

/* A member as it stands in the scenario's own file. */
static void copy_member(FILE *out, const struct source *source, const struct json_node *node)
{
    fprintf(out, "  \"%s\": %.*s,\n", node->key, (int)node->length, source->text + node->offset);
}

static void copy_members(FILE *out, const struct trial *trial, const struct scenario *scenario,
                         const char *scene)
{
    static const char *const own[] = {"$schema", "version", "name", "seed", "steps"};
    struct diagnostics diagnostics = {0};
    struct json json;
    bool costs = false;
    (void)json_parse(&json, &scenario->source, &diagnostics);
    for (const struct json_node *node = json.root ? json.root->first : NULL; node;
         node = node->next) {
        bool replaced = false;
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            replaced = replaced || strcmp(node->key, own[i]) == 0;
        costs = costs || strcmp(node->key, "cost") == 0;
        if (scene && strcmp(node->key, "scene") == 0)
            fprintf(out, "  \"scene\": \"%s\",\n", scene);
        else if (!replaced)
            copy_member(out, &scenario->source, node);
    }
    if (trial->step_us > 0 && !costs)
        fprintf(out, "  \"cost\": { \"step_us\": %" PRIu32 " },\n", trial->step_us);
    json_free(&json);
    diagnostics_free(&diagnostics);
}

void trial_write(FILE *out, const struct trial *trial, const struct scenario *scenario,
                 const char *scene)
{
    fputs("{\n  \"version\": 1,\n  \"name\": \"Found by glowloop explore\",\n", out);
    copy_members(out, trial, scenario, scene);
    if (trial->seed > 0)
        fprintf(out, "  \"seed\": %" PRIu64 ",\n", trial->seed);
    fputs("  \"steps\": [", out);
    for (size_t i = 0; i < trial->count; i++) {
        fputs(i ? ",\n" : "\n", out);
        write_deed(out, &trial->deeds[i], scenario->scene);
    }
    fputs("\n  ]\n}\n", out);
}
