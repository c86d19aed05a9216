/* scene_load.h - what the files that load a scene share.           SPDX-License-Identifier: MIT
 *
 * Each of them tells what is wrong and goes on; what could not be read stays as it was, and
 * flags such as `typed` keep one mistake from being told twice.
 */
#ifndef ENGINE_SCENE_LOAD_H
#define ENGINE_SCENE_LOAD_H

#include "engine/json.h"
#include "engine/scene.h"
#include "engine/scene_parts.h"

struct loader {
    struct scene *scene;
    const struct source *source;
    struct diagnostics *diagnostics;
    struct scene_programs own; /* besides those that all scenes may name */
    /* Of each part and control: where it stands; NULL for what cannot be referred to any more. */
    const struct json_node *part_nodes[SCENE_PARTS_MAX];
    const struct json_node *control_nodes[SCENE_CONTROLS_MAX];
    const struct json_node *task_nodes[SCENE_TASKS_MAX];
    bool part_typed[SCENE_PARTS_MAX]; /* its "type" was understood */
    bool control_typed[SCENE_CONTROLS_MAX];
};

/* An error at a value or, below, at its key; objects and arrays are marked by their bracket. */
#define ERROR_AT(loader_, node_, ...)                                                              \
    diagnose((loader_)->diagnostics, (loader_)->source, (node_)->offset, mark_length(node_),       \
             __VA_ARGS__)
#define ERROR_AT_KEY(loader_, node_, ...)                                                          \
    diagnose((loader_)->diagnostics, (loader_)->source, (node_)->key_offset, (node_)->key_length,  \
             __VA_ARGS__)
#define NOTE(loader_, ...) diagnose_note((loader_)->diagnostics, __VA_ARGS__)

size_t mark_length(const struct json_node *node);

/* A note of the form "INTRO a, b, c; did you mean "b"?". At most 64 candidates are listed. */
void note_words(struct loader *loader, const char *intro, const char *word,
                const char *const *candidates, size_t count);
/* A note that tells where something else stands: "WHAT at line 3, column 5". */
void note_place(struct loader *loader, const char *what, size_t offset);

/* Whether `node` is of that type; if not, it is an error. */
bool expect_type(struct loader *loader, const struct json_node *node, enum json_type type);
/* Each key of `object` that is none of these is an error; `owner` is the subject of the note. */
void check_keys(struct loader *loader, const struct json_node *object, const char *owner,
                const char *const *keys, size_t count);
/* The name of a part, control or task: [a-z][a-z0-9_]*, at most SCENE_NAME_MAX characters. */
bool valid_name(const char *name);
/* The key must be such a name; `what` is "a part" or the like. */
void check_name(struct loader *loader, const struct json_node *node, const char *what);
/* A whole number in a range; false, with an error, if it is none. */
bool load_whole(struct loader *loader, const struct json_node *node, double minimum, double maximum,
                double *value);
/* A setting of that type; its range is not checked. */
bool load_setting(struct loader *loader, const struct json_node *node, enum parameter_type type,
                  int32_t *value);
/* A copy that lives as long as the scene; "" if memory is out. */
const char *keep_text(struct loader *loader, const char *text);

/* The literal value of one of a program's settings, in its range; else an error. */
bool load_parameter(struct loader *loader, const struct parameter *parameter,
                    const struct json_node *node, int32_t *value);
/* NULL if there is none of that name. */
const struct program *find_program(const struct loader *loader, const char *name);
/* Tell which programs there are and, if `word` is not NULL, which was meant. */
void note_programs(struct loader *loader, const char *word);

/* A scene that is a value in another file. NULL, with errors, if it is wrong. */
struct scene *load_scene(const struct source *source, const struct json_node *root,
                         struct diagnostics *diagnostics);

/* An array of a color's three formulas. NULL, with errors, if it is wrong. *controls gets a bit for
 * each control that they use. */
const struct expression *load_formulas(struct loader *loader, const struct json_node *node,
                                       uint64_t *controls);

/* Add what a grid's list of words says, enum grid_wiring, to *wiring. False, and told, if it is
 * wrong. */
bool load_wiring(struct loader *loader, const struct json_node *node, unsigned *wiring);

/* Whether a part is a view of other pixels; those are loaded when all others have been. */
bool is_pixel_map(const struct json_node *part);
void load_maps(struct loader *loader, const struct json_node *parts);

void load_cost(struct loader *loader, const struct json_node *cost);
void load_parts(struct loader *loader, const struct json_node *parts);
void load_palettes(struct loader *loader, const struct json_node *list);
void load_controls(struct loader *loader, const struct json_node *controls);
void load_tasks(struct loader *loader, const struct json_node *tasks);
void load_main(struct loader *loader, const struct json_node *node);
/* What can be changed, once all of that is there. */
void load_settings_list(struct scene *scene);

/* Read a file that is meant to be a `noun`: "scene". False, and told, if it cannot be read or is
 * larger than SCENE_SIZE_MAX. source_free() in either case. */
bool load_file(struct source *source, const char *path, const char *noun,
               struct diagnostics *diagnostics);

#endif
