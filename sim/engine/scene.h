/* scene.h - a scene file as data: board, parts, controls, tasks.   SPDX-License-Identifier: MIT
 *
 * Everything in a struct scene has been checked: names resolve, pins exist and are used once,
 * values are in range. scenes/scene.schema.json describes the file; docs/scenes.md explains it.
 */
#ifndef ENGINE_SCENE_H
#define ENGINE_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/arena.h"
#include "engine/board.h"
#include "engine/diagnostics.h"
#include "parts/expression.h"
#include "parts/palette.h"
#include "parts/pixels.h"
#include "programs/programs.h"

#define SCENE_VERSION 1            /* of the format */
#define SCENE_FILE    "scene.json" /* of a folder that is a project */

/* Limits of a scene file. */
#define SCENE_SIZE_MAX     (1024 * 1024) /* bytes */
#define SCENE_PARTS_MAX    64
#define SCENE_MAPS_MAX     64
#define SCENE_PLACES_MAX   4096 /* of one map's pixels together */
#define SCENE_CONTROLS_MAX 64
#define SCENE_TASKS_MAX    64
#define SCENE_COLORS_MAX   64   /* that a scene says of one palette */
#define SCENE_SETTINGS_MAX 256  /* that are listed; a scene may have more */
#define SCENE_PIXELS_MAX   1024 /* of one part */
#define SCENE_NAME_MAX     32   /* characters of the name of a part, control or task */
#define SCENE_TITLE_MAX    64   /* the same of the scene's own name */

enum part_type { PART_NEOPIXEL, PART_LED, PART_BUTTON };

enum part_shape { SHAPE_RING, SHAPE_STRIP, SHAPE_GRID };

struct scene_part {
    const char *name;
    enum part_type type;
    const struct board_pin *pin;
    bool placed;  /* the scene says where; else the window finds a place */
    int32_t x_um; /* centre, to the right of the scene's origin */
    int32_t y_um; /* downwards */

    /* PART_NEOPIXEL */
    uint16_t pixels;
    enum pixels_order order;
    uint16_t brightness; /* 0..256 */
    bool auto_write;
    bool gamma;
    bool dithered;
    uint16_t current_ma_max; /* 0: no limit */
    enum part_shape shape;
    int32_t diameter_um; /* of the circle through a ring's pixels; 0: from their number */
    int32_t pitch_um;    /* between those of a strip or grid; 0: 16.7 mm, 60 a metre; 10 mm */
    uint16_t width;      /* columns of a grid */
    uint8_t wiring;      /* of a grid: enum grid_wiring */

    /* PART_LED */
    uint32_t color; /* of its light, 0xRRGGBB */

    /* PART_BUTTON */
    const char *key;    /* on the keyboard, an SDL key name; NULL: none */
    bool pressed_level; /* false: a press pulls the pin low */
};

/* A part of type "pixel_map": a view of another part's pixels. It has no pin and no body, so it is
 * none of scene.parts; only programs know it. */
struct scene_map {
    const char *name;
    size_t part; /* whose pixels they are: index into parts */
    struct pixel_map map;
};

struct scene_control {
    const char *name;
    enum parameter_type type;
    int32_t value;   /* to begin with */
    int32_t minimum; /* what every parameter bound to it allows; of none, all its type can be */
    int32_t maximum;
};

/* What one parameter of a task's program is bound to. */
struct scene_argument {
    const struct parameter *parameter;
    size_t part;     /* index into parts; for a part; else part_count */
    bool is_map;     /* for pixels: a view of that part */
    size_t map;      /* index into maps */
    bool is_control; /* for a setting: shared, or its own value */
    size_t control;  /* index into controls */
    int32_t value;
    const struct expression *formulas; /* without its controls; NULL: none */
};

struct scene_task {
    const char *name; /* the program's, unless the scene gives one */
    const struct program *program;
    struct scene_argument *arguments; /* one for each parameter, in their order */
    size_t child_first;               /* of the tasks that it plays: index into tasks */
    size_t child_count;
};

/* What can be changed while the scene runs: a control, or a setting that a task has for itself. */
struct scene_setting {
    const char *name;
    const char *owner; /* the task's name; NULL: a control, which tasks share */
    const char *path;  /* which one, for files: "delay", "blink.color"; a second blink's is
                          "blink#2.color" */
    enum parameter_type type;
    int32_t minimum;
    int32_t maximum;
    const int32_t *begins; /* what the scene says */
    size_t control;        /* index into controls; or */
    size_t task;           /* index of the task, task_count for main, */
    size_t parameter;      /* and of its program's parameter */
};

struct scene {
    const char *path; /* as given to scene_load() */
    const char *name; /* a title for people; the file's, unless it gives one */
    const char *text; /* of the file, of so many bytes; NULL: it stands in another one's */
    size_t text_size;
    const struct board_model *board;
    struct board_cost cost; /* the board's, with what the scene changes */
    struct scene_part *parts;
    size_t part_count;
    struct scene_map *maps;
    size_t map_count;
    struct scene_control *controls;
    size_t control_count;
    struct palette *palettes; /* of its own: what palette_of() has behind palettes[] */
    size_t palette_count;
    struct scene_task *tasks; /* first those that main starts, then those that others play */
    size_t task_count;
    size_t root_count;              /* of those that main starts; none if it is a program */
    struct scene_task *main;        /* NULL: one that starts the tasks and gathers them */
    struct scene_setting *settings; /* the controls by their index, then those of the tasks */
    size_t setting_count;
    struct arena memory; /* private: owns all of the above */
};

/* Programs that a scene may name besides those of programs/programs.h, for as long as it lives. */
struct scene_programs {
    const struct program *const *list;
    size_t count;
    const char *where; /* they were looked for, as in "my_light.c, other.c"; NULL: nowhere */
};

/* Asked for those of each scene that is loaded, by the path of the file in which it stands. False,
 * with errors, if it has some and they are not in order: the scene is not looked at then. */
typedef bool (*scene_programs_of)(void *context, const char *path, struct scene_programs *programs,
                                  struct diagnostics *diagnostics);
/* For the whole process; NULL: no scene has any. */
void scene_set_programs(scene_programs_of programs_of, void *context);

/* Ask: those of a folder, or of the folder in which that file lies. */
bool scene_programs_at(const char *path, struct scene_programs *own,
                       struct diagnostics *diagnostics);

/* The scene's file: of a folder, the scene.json in it. The caller frees it; NULL: out of memory. */
char *scene_file(const char *path);
/* Read and check scene_file(path). All that is wrong is told to `diagnostics`;
 * if anything was, NULL. The caller frees it with scene_free(). */
struct scene *scene_load(const char *path, struct diagnostics *diagnostics);
/* The two halves of that. False, and told, if it cannot be read; source_free() in either case. */
bool scene_read(struct source *source, const char *path, struct diagnostics *diagnostics);
/* The source may go afterwards. */
struct scene *scene_parse(const struct source *source, struct diagnostics *diagnostics);
void scene_free(struct scene *scene);

/* Index by name, of a setting by its path; part_count, map_count … if there is none. */
size_t scene_part_find(const struct scene *scene, const char *name);
size_t scene_map_find(const struct scene *scene, const char *name);
size_t scene_control_find(const struct scene *scene, const char *name);
size_t scene_setting_find(const struct scene *scene, const char *path);
/* The path that comes nearest to `path`, NULL if none is near. */
const char *scene_setting_nearest(const struct scene *scene, const char *path);

/* Whether a program of it has the console, to print there or to read what is typed. */
bool scene_has_console(const struct scene *scene);

/* The palette that a setting means, and the names of all in their order, at most PALETTE_COUNT +
 * PALETTE_OWN_MAX; without a scene those that every scene has. */
const struct palette *scene_palette(const struct scene *scene, int32_t index);
size_t scene_palette_names(const struct scene *scene, const char *names[]);

/* Let the control begin with what `text` says, as in --set NAME=VALUE: "true", "10", "500ms",
 * "#ff8800". False, with the reason as one line in `why`, if there is no such control, or it cannot
 * be that. */
bool scene_control_set(struct scene *scene, const char *name, const char *text, char *why,
                       size_t why_size);

/* Write scenes/scene.schema.json, made from the tables of boards, parts and programs; with programs
 * of a folder's own, unless `own` is NULL. */
void scene_schema_print(FILE *out, const struct scene_programs *own);

#endif
