/* test_live.c - own programs that are saved, and crash, while they are seen.
 *                                                                  SPDX-License-Identifier: MIT */
#include "cli/live.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
size_t __sanitizer_get_current_allocated_bytes(void); /* GCC brings no header that has it */
#elif defined(__GLIBC__)
#include <malloc.h>
#endif

#define SECOND_US 1000000u
#define KEPT_MAX  16384 /* bytes that an allocator keeps for later; of 200 leaks, 81 each */

/* One saved after another; with a sanitizer, each takes long. */
#ifdef GLOWLOOP_SAVES
#define SAVES GLOWLOOP_SAVES
#else
#define SAVES 200
#endif

/* ---- A project --------------------------------------------------------------------------------
 */

static const char scene_text[] =
    "{ \"version\": 1, \"board\": \"pico\",\n"
    "  \"parts\": { \"ring\": { \"type\": \"neopixel\", \"pin\": \"GP0\", \"pixels\": 8 } },\n"
    "  \"tasks\": [ { \"program\": \"glow\", \"with\": { \"pixels\": \"ring\" } } ] }\n";

/* What a frame does stands in line 9. */
#define FRAME_LINE "glow.c:9"
static const char source_text[] =
    "#include <stdlib.h>\n"
    "#include <stdio.h>\n"
    "#include <unistd.h>\n"
    "#include \"programs/animation.h\"\n"
    "#include \"programs/parameters.h\"\n"
    "ANIMATION(glow, const int32_t *color; int32_t n;)\n"
    "{\n"
    "    self->n++;\n"
    "    %s\n"
    "}\n"
    "static const struct parameter parameters[] = {\n"
    "    ANIMATION_PARAMETERS(glow, 20),\n"
    "    SETTING(glow, \"color\", color, COLOR, 0, COLOR_MAX, 0xFF, \"its colour\"),\n"
    "};\n"
    "PROGRAM(glow, \"one colour\");\n";

#define FILL(red_) "pixels_fill(self->animation.pixels, " #red_ "0000);"

static char top[64];
static char scene_path[128];
static char source_path[128];
static struct live *live;
static struct scene *scene;
static struct sim *sim;
static uint64_t last_us; /* the latest event's time */

static void write_file(const char *path, const char *format, const char *frame)
{
    char beside[160];
    snprintf(beside, sizeof beside, "%s.part", path);
    FILE *out = fopen(beside, "w");
    cr_assert_not_null(out);
    fprintf(out, "%.*s", (int)(strstr(format, "%s") ? strstr(format, "%s") - format : 0), format);
    fputs(strstr(format, "%s") ? frame : format, out);
    fputs(strstr(format, "%s") ? strstr(format, "%s") + 2 : "", out);
    cr_assert(eq(int, fclose(out), 0));
    cr_assert(eq(int, rename(beside, path), 0));
}

static void save(const char *frame)
{
    write_file(source_path, source_text, frame);
}

static void hear(void *context, const struct sim_event *event)
{
    (void)context;
    last_us = event->time_us;
}

static void load(void)
{
    struct diagnostics diagnostics = {0};
    scene = scene_load(scene_path, &diagnostics);
    diagnostics_print(&diagnostics, stderr, false);
    diagnostics_free(&diagnostics);
    cr_assert_not_null(scene);
    sim = live_sim(live, scene, 0, hear, NULL);
    cr_assert_not_null(sim);
}

static void set_up(void)
{
    char folder[80];
    strcpy(top, "/tmp/glowloop_live_XXXXXX");
    cr_assert_not_null(mkdtemp(top));
    setenv("XDG_CACHE_HOME", top, 1);
    snprintf(folder, sizeof folder, "%s/glow", top);
    cr_assert(eq(int, mkdir(folder, 0777), 0));
    snprintf(scene_path, sizeof scene_path, "%s/scene.json", folder);
    snprintf(source_path, sizeof source_path, "%s/glow.c", folder);
    write_file(scene_path, scene_text, "");
    save(FILL(0x11));
    live = live_new(GLOWLOOP_FILE, false);
    cr_assert_not_null(live);
    load();
}

static void tear_down(void)
{
    char command[128];
    sim_free(sim);
    scene_free(scene);
    live_free(live);
    snprintf(command, sizeof command, "rm -rf '%s'", top);
    cr_assert(eq(int, system(command), 0));
}

TestSuite(live, .init = set_up, .fini = tear_down, .timeout = 120);

static void pause_ms(long ms)
{
    struct timespec time = {.tv_nsec = ms * 1000000};
    (void)nanosleep(&time, NULL);
}

/* Look until there is something new. */
static enum live_news wait_for_news(char *why, size_t why_size)
{
    for (int i = 0; i < 5000; i++) {
        enum live_news news = live_look(live, scene, why, why_size);
        if (news != LIVE_SAME)
            return news;
        pause_ms(2);
    }
    return LIVE_SAME;
}

/* As a window does it. */
static void swap(void)
{
    struct sim *old_sim = sim;
    struct scene *old_scene = scene;
    load();
    sim_free(old_sim);
    scene_free(old_scene);
    live_keep(live, scene);
}

static void save_good(const char *frame)
{
    char why[2000] = "";
    save(frame);
    cr_assert(eq(int, (int)wait_for_news(why, sizeof why), LIVE_READY), "%s", why);
    swap();
}

static int red_at(uint64_t time_us)
{
    (void)sim_run(sim, time_us);
    const uint8_t *light = sim_pixels(sim, 0, NULL);
    return light ? light[0] : -1;
}

Test(live, what_is_saved_is_played_by_the_next_sim_of_the_scene)
{
    char why[2000];
    cr_assert(eq(int, red_at(SECOND_US), 0x11));
    cr_assert(eq(int, (int)live_look(live, scene, why, sizeof why), LIVE_SAME));
    save_good(FILL(0x22));
    cr_assert(eq(int, red_at(SECOND_US), 0x22));
    save_good(FILL(0x33));
    cr_assert(eq(int, red_at(SECOND_US), 0x33));
}

Test(live, header_that_is_saved_counts_as_well)
{
    char header[140];
    char why[2000] = "";
    snprintf(header, sizeof header, "%.*s.h", (int)strlen(source_path) - 2, source_path);
    write_file(header, "#define RED 0x440000\n", "");
    save_good("\n#include \"glow.h\"\npixels_fill(self->animation.pixels, RED);");
    cr_assert(eq(int, red_at(SECOND_US), 0x44));
    write_file(header, "#define RED 0x550000\n", "");
    cr_assert(eq(int, (int)wait_for_news(why, sizeof why), LIVE_READY), "%s", why);
    swap();
    cr_assert(eq(int, red_at(SECOND_US), 0x55));
}

Test(live, what_does_not_compile_is_told_with_its_line_while_the_old_one_plays_on)
{
    char why[2000] = "";
    cr_assert(eq(int, red_at(SECOND_US), 0x11));
    save("pixels_fill(self->animation.pixel, 0);");
    cr_assert(eq(int, (int)wait_for_news(why, sizeof why), LIVE_WRONG));
    cr_assert(strstr(why, FRAME_LINE ":") != NULL, "%s", why);
    cr_assert(eq(int, red_at(2 * SECOND_US), 0x11));
    cr_assert(eq(u64, sim_now_us(sim), 2 * SECOND_US));
    /* Its scene can begin again, too. */
    sim_free(sim);
    sim = live_sim(live, scene, 0, NULL, NULL);
    cr_assert(eq(int, red_at(SECOND_US), 0x11));
    save_good(FILL(0x22));
    cr_assert(eq(int, red_at(SECOND_US), 0x22));
}

Test(live, c_file_that_is_gone_is_told_once_and_again_played_when_it_is_back)
{
    char why[2000] = "";
    char away[140];
    snprintf(away, sizeof away, "%s.away", source_path);
    cr_assert(eq(int, rename(source_path, away), 0));
    cr_assert(eq(int, (int)wait_for_news(why, sizeof why), LIVE_WRONG));
    cr_expect(strstr(why, "glow: there is no C file any more") != NULL, "%s", why);
    for (int i = 0; i < 60; i++) {
        cr_assert(eq(int, (int)live_look(live, scene, why, sizeof why), LIVE_SAME));
        pause_ms(30);
    }
    cr_expect(eq(int, red_at(SECOND_US), 0x11));
    cr_assert(eq(int, rename(away, source_path), 0));
    cr_assert(eq(int, (int)wait_for_news(why, sizeof why), LIVE_READY), "%s", why);
    swap();
    cr_expect(eq(int, red_at(SECOND_US), 0x11));
}

Test(live, two_programs_of_one_name_are_told)
{
    char why[2000] = "";
    save(
        "} static const struct parameter more[] = {ANIMATION_PARAMETERS(glow, 20)};"
        "const struct program other_program = {.name = \"blink\", .help = \"\", .coroutine = &glow,"
        " .parameters = more, .frame_size = sizeof(struct glow), .parameter_count = 2};"
        "__attribute__((constructor)) static void say(void) { program_announce(&other_program);");
    cr_assert(eq(int, (int)wait_for_news(why, sizeof why), LIVE_WRONG));
    cr_assert(strstr(why, "\"blink\" is a program that comes with Glowloop") != NULL, "%s", why);
}

/* ---- What ends it ---------------------------------------------------------------------------- */

static void expect_end(const char *frame, const char *place, const char *reason)
{
    save_good(frame);
    cr_assert(not(sim_failed(sim)));
    (void)sim_run(sim, 190000);
    cr_expect(eq(int, (int)sim_run(sim, SECOND_US), SIM_FINISHED));
    cr_expect(sim_failed(sim));
    cr_expect(strstr(sim_problem(sim), "task \"glow\"") != NULL, "%s", sim_problem(sim));
    cr_expect(strstr(sim_problem(sim), place) != NULL, "%s", sim_problem(sim));
    cr_expect(strstr(sim_problem(sim), reason) != NULL, "%s", sim_problem(sim));
    /* It stays as it was, with all that happened until then. */
    cr_expect(eq(u64, sim_now_us(sim), last_us));
    cr_expect(ge(u64, last_us, 200000));
    cr_expect(lt(u64, last_us, 201000));
    cr_expect(eq(int, sim_pixels(sim, 0, NULL)[0], 0x11));
}

#define AT_TEN FILL(0x11) " if (self->n == 11) "

Test(live, crash_has_its_task_and_line_and_leaves_the_last_picture)
{
    expect_end(AT_TEN "self->n /= self->n - 11;", FRAME_LINE, "divided by zero");
    expect_end(AT_TEN "*(volatile int *)(intptr_t)(self->n - 11) = 1;", FRAME_LINE,
               "a pointer that is NULL");
    expect_end(AT_TEN "abort();", FRAME_LINE, "SIGABRT");
}

Test(live, program_that_ends_its_process_is_told_of)
{
    save_good("_exit(3);");
    cr_expect(eq(int, (int)sim_run(sim, SECOND_US), SIM_FINISHED));
    cr_expect(strstr(sim_problem(sim), "ended, with 3") != NULL, "%s", sim_problem(sim));
}

Test(live, loop_without_an_end_has_its_task_and_line)
{
    expect_end(AT_TEN "while (1) { }", FRAME_LINE, "never gives up control");
    save_good(FILL(0x22));
    cr_assert(eq(int, red_at(SECOND_US), 0x22));
}

/* ---- What takes long ------------------------------------------------------------------------- */

/* From the tenth frame on it waits for the file. */
static void save_waiting(char *file, size_t file_size)
{
    char frame[300];
    snprintf(file, file_size, "%s/go", top);
    snprintf(frame, sizeof frame, FILL(0x22) " while (self->n > 10 && access(\"%s\", F_OK)) { }",
             file);
    save_good(frame);
    cr_assert(eq(int, red_at(190000), 0x22));
    sim_patience(sim, 1);
}

static void create(const char *file)
{
    FILE *out = fopen(file, "w");
    cr_assert_not_null(out);
    cr_assert(eq(int, fclose(out), 0));
}

Test(live, step_that_takes_long_leaves_its_owner_free_meanwhile)
{
    char file[80];
    enum sim_state state;
    save_waiting(file, sizeof file);
    cr_assert(eq(int, (int)sim_run(sim, SECOND_US), SIM_BUSY));
    cr_expect(eq(int, sim_pixels(sim, 0, NULL)[0], 0x22)); /* it can be looked at */
    create(file);
    while ((state = sim_run(sim, 300000)) == SIM_BUSY) { /* the second is what was begun */
    }
    cr_expect(eq(int, (int)state, SIM_RUNNING));
    cr_expect(eq(u64, sim_now_us(sim), SECOND_US));
    sim_patience(sim, 0);
    cr_expect(eq(int, red_at(2 * SECOND_US), 0x22));
    cr_expect(eq(u64, sim_now_us(sim), 2 * SECOND_US));
}

Test(live, what_is_done_in_a_step_that_takes_long_comes_behind_it)
{
    char file[80];
    save_waiting(file, sizeof file);
    cr_assert(eq(int, (int)sim_run(sim, SECOND_US), SIM_BUSY));
    create(file);
    cr_expect(eq(u64, sim_set(sim, 0, 1, 0), SECOND_US + 1));
    cr_expect(eq(int, (int)sim_run(sim, 2 * SECOND_US), SIM_RUNNING)); /* what came of the first */
    sim_patience(sim, 0);
    cr_expect(eq(int, red_at(2 * SECOND_US), 0x22));
    cr_expect(eq(u64, sim_now_us(sim), 2 * SECOND_US));
}

Test(live, loop_without_an_end_is_told_to_who_has_no_patience)
{
    int busy = 0;
    save_good(FILL(0x11) " while (self->n > 10) { }");
    sim_patience(sim, 1);
    while (sim_run(sim, SECOND_US) == SIM_BUSY)
        busy++;
    cr_expect(ge(int, busy, 10));
    cr_expect(sim_failed(sim));
    cr_expect(strstr(sim_problem(sim), "never gives up control") != NULL, "%s", sim_problem(sim));
}

/* ---- What is left behind --------------------------------------------------------------------- */

/* Of this process's heap, or 0 where nobody counts it. */
static size_t memory_in_use(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return __sanitizer_get_current_allocated_bytes();
#elif defined(__GLIBC__)
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

static int count_entries(const char *folder)
{
    int count = 0;
    DIR *entries = opendir(folder);
    cr_assert_not_null(entries);
    while (readdir(entries))
        count++;
    (void)closedir(entries);
    return count;
}

Test(live, many_saves_leave_nothing_behind)
{
    char cache[128];
    snprintf(cache, sizeof cache, "%s/glowloop/own", top);
    save_good(FILL(0x22));
    save_good(FILL(0x11));
    int files = count_entries("/dev/fd");
    int kept = count_entries(cache);
    int there = count_entries(top);
    size_t used = memory_in_use();
    for (int i = 0; i < SAVES; i++) {
        save_good(i % 2 ? FILL(0x11) : FILL(0x22));
        cr_assert(eq(int, red_at(100000), i % 2 ? 0x11 : 0x22));
    }
    cr_expect(eq(int, count_entries("/dev/fd"), files));
    cr_expect(eq(int, count_entries(cache), kept));
    cr_expect(eq(int, count_entries(top), there));
    size_t now_used = memory_in_use();
    cr_expect(lt(sz, now_used, used + KEPT_MAX), "%zu bytes, then %zu", used, now_used);
    sim_free(sim);
    sim = NULL;
    cr_expect(eq(int, (int)waitpid(-1, NULL, 0), -1), "a child is left");
    cr_expect(eq(int, errno, ECHILD));
}

/* Whoever runs it is killed in the middle of that. */
Test(live, loop_without_an_end_ends_with_its_owner)
{
    char told[128], frame[300];
    int child = 0;
    snprintf(told, sizeof told, "%s/id", top);
    snprintf(frame, sizeof frame,
             "FILE *out = fopen(\"%s\", \"w\"); fprintf(out, \"%%d\", (int)getpid()); fclose(out);"
             "while (1) { }",
             told);
    save_good(frame);
    pid_t owner = fork();
    if (owner == 0) {
        (void)sim_run(live_sim(live, scene, 0, NULL, NULL), SECOND_US);
        _exit(0);
    }
    for (int i = 0; i < 500 && child == 0; i++) {
        FILE *in = fopen(told, "r");
        if (in && fscanf(in, "%d", &child) != 1)
            child = 0;
        if (in)
            (void)fclose(in);
        pause_ms(2);
    }
    cr_assert(gt(int, child, 0));
    cr_assert(eq(int, kill(owner, SIGKILL), 0));
    (void)waitpid(owner, NULL, 0);
    char state = 'R';
    for (int i = 0; i < 1000 && state != 'Z' && state != '-'; i++) {
        char path[40];
        snprintf(path, sizeof path, "/proc/%d/stat", child);
        FILE *in = fopen(path, "r");
        state = '-';
        if (in && fscanf(in, "%*d %*s %c", &state) != 1)
            state = '-';
        if (in)
            (void)fclose(in);
        pause_ms(5);
    }
    cr_assert(state == 'Z' || state == '-');
}
