/* test_project.c - folders with own programs, compiled and loaded. SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/sim.h"
#include "programs/programs.h"
#include "project/glow.h"

TestSuite(project, .init = glow_make, .fini = glow_remove);

static struct project_object *load_it(void)
{
    char why[256] = "";
    cr_assert_eq(glow_build_it(), PROJECT_BUILT, "%s",
                 glow_problem_count() ? glow_problem(0)->text : "");
    struct project_object *object =
        project_load(project_build_object(glow_build), glow_folder, why, sizeof why);
    cr_assert(object, "%s", why);
    return object;
}

/* ---- Folders --------------------------------------------------------------------------------- */

Test(project, is_found_by_its_folder_and_by_the_files_in_it)
{
    char path[128];
    glow_write("and_more.c", "");
    glow_write("notes.txt", "");
    const char *names[] = {"", "/", "/scene.json", "/press.scenario.json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s%s", glow_folder, names[i]);
        cr_assert(project_find(&glow_project, path), "%s", path);
        cr_assert_str_eq(glow_project.folder, glow_folder);
        cr_assert_eq(glow_project.source_count, 2);
        cr_assert_str_eq(glow_project.sources[0], "and_more.c");
        cr_assert_str_eq(glow_project.sources[1], "glow.c");
        project_free(&glow_project);
    }
}

Test(project, needs_a_scene_and_a_c_file)
{
    char path[128];
    cr_assert_not(project_find(&glow_project, "scenes/two_rings.json"));
    project_free(&glow_project);
    cr_assert_not(project_find(&glow_project, "core/src"));
    project_free(&glow_project);
    snprintf(path, sizeof path, "%s/glow.c", glow_folder);
    cr_assert_eq(unlink(path), 0);
    cr_assert_not(project_find(&glow_project, glow_folder));
}

/* ---- Compiling ------------------------------------------------------------------------------- */

Test(project, its_programs_have_their_tables)
{
    size_t count;
    struct project_object *object = load_it();
    const struct program *const *own = project_programs(object, &count);
    cr_assert_eq(glow_problem_count(), 0);
    cr_assert_eq(count, 1);
    cr_assert_str_eq(own[0]->name, "glow");
    cr_assert_str_eq(own[0]->help, "one colour");
    cr_assert_eq(own[0]->parameter_count, 3);
    cr_assert_str_eq(own[0]->parameters[2].name, "color");
    cr_assert_eq(own[0]->parameters[2].fallback, 0xFF);
    project_unload(object);
}

Test(project, several_files_make_one_object)
{
    size_t count;
    glow_write("helper.h", "#include <stdint.h>\nuint32_t helper(void);\n");
    glow_write("helper.c", "#include \"helper.h\"\nuint32_t helper(void) { return 7; }\n");
    glow_write("glow.c", "#include \"helper.h\"\n" INCLUDES "ANIMATION(glow, const int32_t *color;)"
                         "{ pixels_fill(self->animation.pixels, helper()); }\n" TABLE
                         "PROGRAM(glow, \"seven\");\n");
    struct project_object *object = load_it();
    (void)project_programs(object, &count);
    cr_assert_eq(count, 1);
    project_unload(object);
}

Test(project, an_error_has_file_line_column_and_text)
{
    char path[128];
    glow_write("glow.c", INCLUDES "ANIMATION(glow, int a;)\n{\n    self->b = 1;\n}\n" TABLE);
    snprintf(path, sizeof path, "%s/glow.c", glow_folder);
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    const struct project_problem *first = glow_problem(0);
    cr_assert(first->fatal);
    cr_assert_str_eq(first->path, path);
    cr_assert_eq(first->line, 5);
    cr_assert_geq(first->column, 9);
    cr_assert(strstr(first->text, "no member named 'b'"), "%s", first->text);
}

Test(project, an_error_in_a_macro_is_where_the_macro_is_used)
{
    glow_write("glow.c", INCLUDES "\nANIMATION(glow, int a;)\n{\n    (void)self;\n}\n"
                                  "static const struct parameter parameters[] = {\n"
                                  "    ANIMATION_PARAMETERS(other, 20),\n};\n"
                                  "PROGRAM(glow, \"nothing\");\n");
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    cr_assert(glow_problem(0)->path && strstr(glow_problem(0)->path, "/glow/glow.c"));
    cr_assert_eq(glow_problem(0)->line, 9);
}

Test(project, a_warning_stays_until_it_is_seen_to)
{
    glow_write("glow.c", GLOW "static int unused;\n");
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(glow_build_it(), PROJECT_BUILT);
        cr_assert_eq(glow_problem_count(), 1);
        cr_assert_not(glow_problem(0)->fatal);
        cr_assert(strstr(glow_problem(0)->text, "unused"), "%s", glow_problem(0)->text);
    }
    glow_write("glow.c", GLOW);
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    cr_assert_eq(glow_problem_count(), 0);
}

Test(project, a_forgotten_await_is_an_error)
{
    glow_write("glow.c", INCLUDES "ANIMATION(glow, const int32_t *color;)\n"
                                  "{\n    (void)self;\n    coop_sleep_ms(5);\n}\n" TABLE
                                  "PROGRAM(glow, \"one colour\");\n");
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    cr_assert_eq(glow_problem(0)->line, 6);
}

Test(project, a_program_can_be_defined_once)
{
    glow_write("glow.c", GLOW "PROGRAM(glow, \"again\");\n");
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    cr_assert_str_eq(glow_problem(0)->text, "the program \"glow\" is defined twice");
    cr_assert_eq(glow_problem_count(), 1);
    glow_write("glow.c", GLOW);
    glow_write("other.c", GLOW);
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    cr_assert_str_eq(glow_problem(0)->text, "two C files define the program \"glow\"");
    cr_assert_eq(glow_problem_count(), 1);
}

Test(project, without_a_compiler_says_how_to_get_one)
{
    setenv("PATH", "/nowhere", 1);
    unsetenv("CC");
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    cr_assert(strstr(glow_problem(0)->text, "there is no C compiler"));
    cr_assert(strstr(glow_problem(0)->notes, "apt install gcc"));
    setenv("CC", "no_such_compiler -v", 1);
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    cr_assert(strstr(glow_problem(0)->text, "no_such_compiler"));
    unsetenv("CC");
}

/* As GCC says it, who has nowhere to write the list of what a file includes. */
Test(project, disk_that_is_full_is_no_mistake_in_a_line)
{
    char path[96];
    snprintf(path, sizeof path, "%s/full", glow_top);
    FILE *out = fopen(path, "w");
    cr_assert_not_null(out);
    fprintf(out, "#!/bin/sh\n[ \"$1\" = --version ] && exit\n"
                 "echo 'glow.c:3:1: error: closing 0.d: No space left on device' >&2\nexit 1\n");
    cr_assert_eq(fclose(out), 0);
    cr_assert_eq(chmod(path, 0700), 0);
    setenv("CC", path, 1);
    cr_assert_eq(glow_build_it(), PROJECT_FAILED);
    cr_assert_eq(glow_problem_count(), 1);
    cr_assert_eq(glow_problem(0)->line, 0);
    cr_assert(strstr(glow_problem(0)->text, "the disk is full"), "%s", glow_problem(0)->text);
    cr_assert(strstr(glow_problem(0)->notes, "XDG_CACHE_HOME"), "%s", glow_problem(0)->notes);
    unsetenv("CC");
}

/* ---- Loading --------------------------------------------------------------------------------- */

static void expect_refusal(const char *text, const char *expected)
{
    char why[256] = "";
    glow_write("glow.c", text);
    cr_assert_eq(glow_build_it(), PROJECT_BUILT);
    cr_assert_null(project_load(project_build_object(glow_build), glow_folder, why, sizeof why));
    cr_assert(strstr(why, expected), "%s", why);
}

Test(project, a_name_of_glowloops_own_is_refused)
{
    expect_refusal(INCLUDES "ANIMATION(solid, int a;)\n{ (void)self; }\n"
                            "static const struct parameter parameters[] = {\n"
                            "    ANIMATION_PARAMETERS(solid, 20)\n};\n"
                            "PROGRAM(solid, \"mine\");\n",
                   "\"solid\" is a program that comes with Glowloop");
}

Test(project, programs_beyond_the_limit_are_told)
{
    char text[8192];
    size_t size = (size_t)snprintf(
        text, sizeof text,
        INCLUDES "#define BODY(name_) ANIMATION(name_, const int32_t *color;) { (void)self; }\n"
                 "BODY(a_0)\n"
                 "static const struct parameter parameters[] = {ANIMATION_PARAMETERS(a_0, 20)};\n"
                 "PROGRAM(a_0, \"dark\");\n");
    for (int i = 1; i <= 64; i++)
        size += (size_t)snprintf(text + size, sizeof text - size,
                                 "BODY(a_%d)\nPROGRAM(a_%d, \"dark\");\n", i, i);
    expect_refusal(text, "the C files have more than 64 programs");
}

Test(project, a_setting_outside_of_its_own_range_is_refused)
{
    expect_refusal(INCLUDES FRAME "static const struct parameter parameters[] = {\n"
                                  "    SETTING(glow, \"color\", color, COLOR, 5, 9, 4, \"x\"),\n"
                                  "};\nPROGRAM(glow, \"one colour\");\n",
                   "parameter 1 (\"color\")");
}

Test(project, a_function_that_nobody_defines_is_named)
{
    expect_refusal("int nobody(void);\nint somebody(void);\n"
                   "int somebody(void) { return nobody(); }\n",
                   "\"nobody\"");
}

/* ---- Runs ------------------------------------------------------------------------------------ */

/* How blue the first pixel is after so long. */
static uint32_t shown_after(const struct scene *played, uint64_t us)
{
    uint64_t latches;
    struct sim *sim = sim_new(played, NULL, NULL);
    cr_assert(sim);
    sim_run(sim, us);
    uint32_t color = sim_pixels(sim, 0, &latches)[2];
    sim_free(sim);
    return color;
}

Test(project, a_second_run_begins_with_the_static_variables_of_the_first)
{
    struct diagnostics diagnostics = {0};
    glow_write("glow.c", INCLUDES "static uint32_t many = 5, more;\n"
                                  "ANIMATION(glow, const int32_t *color;)\n"
                                  "{\n"
                                  "    pixels_fill(self->animation.pixels, many++ + more++);\n"
                                  "}\n" TABLE "PROGRAM(glow, \"what it keeps\");\n");
    project_serve_scenes(false);
    struct scene *loaded = scene_load(glow_folder, &diagnostics);
    cr_assert(loaded);
    uint32_t first = shown_after(loaded, 1000000);
    cr_assert_eq(first, 5 + 2 * 49);
    cr_assert_neq(shown_after(loaded, 1000000), first);
    project_rewind();
    cr_assert_eq(shown_after(loaded, 1000000), first);
    scene_free(loaded);
}

/* ---- Scenes ---------------------------------------------------------------------------------- */

static struct scene *load_scene_of(struct diagnostics *diagnostics)
{
    project_serve_scenes(false);
    struct scene *loaded = scene_load(glow_folder, diagnostics);
    scene_set_programs(NULL, NULL);
    return loaded;
}

Test(project, a_scene_names_the_programs_of_its_folder)
{
    struct diagnostics diagnostics = {0};
    struct scene *loaded = load_scene_of(&diagnostics);
    cr_assert(loaded);
    cr_assert_str_eq(loaded->tasks[0].program->help, "one colour");
    cr_assert_eq(loaded->tasks[0].arguments[2].value, 0xFF);
    scene_free(loaded);
}

static void expect_error(const char *message, const char *note)
{
    struct diagnostics diagnostics = {0};
    cr_assert_null(load_scene_of(&diagnostics));
    cr_assert_geq(diagnostics.count, 1);
    struct diagnostic_view view = diagnostics_view(&diagnostics, 0);
    cr_assert(strstr(view.message, message), "%s", view.message);
    cr_assert(view.notes && strstr(view.notes, note), "%s", view.notes);
    diagnostics_free(&diagnostics);
}

Test(project, a_program_that_is_not_there_is_told_where_it_was_looked_for)
{
    glow_write("glow.c", INCLUDES FRAME);
    expect_error("unknown program \"glow\"", "in glow.c there is none");
    glow_write("other.c", GLOW);
    glow_write("glow.c", "typedef int nothing;\n");
    glow_write("scene.json", "{ \"version\": 1, \"board\": \"pico\", \"parts\": {},\n"
                             "  \"tasks\": [ { \"program\": \"glwo\" } ] }\n");
    expect_error("unknown program \"glwo\"", "in glow.c, other.c there is glow");
    expect_error("unknown program \"glwo\"", "did you mean \"glow\"?");
}

Test(project, an_error_of_the_compiler_is_one_of_the_scene)
{
    struct diagnostics diagnostics = {0};
    glow_write("glow.c", INCLUDES "\tsyntax error;\n");
    cr_assert_null(load_scene_of(&diagnostics));
    struct diagnostic_view view = diagnostics_view(&diagnostics, 0);
    cr_assert(view.path && strstr(view.path, "/glow.c"));
    cr_assert_eq(view.line, 3);
    cr_assert_eq(view.column, 2, "%zu", view.column);
    diagnostics_free(&diagnostics);
}
