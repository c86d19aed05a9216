/* test_session.c - with which code a scene leaves when tasks fail or never end.
 *                                                                  SPDX-License-Identifier: MIT
 * No program that comes with Glowloop fails, so a scene is given some that do.
 */
#include "cli/session.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "coop/keywords.h"
#include "programs/programs.h"

/* The program that embeds core says what a broken promise is. */
_Noreturn void coop_assert_failed(const char *file, int line)
{
    fprintf(stderr, "assertion at %s:%d\n", file, line);
    abort();
}

#define FAILURE (COOP_ERR_USER - 7)

/* ---- Programs ---------------------------------------------------------------------------------
 */

async_def(fails)
{
    async_body {
        await(coop_sleep_ms(1));
        return COOP_RESULT(FAILURE);
    }
    return COOP_DONE;
}

async_def(forgets, task_of(fails) child;)
{
    async_body {
        coop_create_task(&self->child, fails);
        await(coop_sleep_ms(10));
    }
    return COOP_DONE;
}

async_def(collects, task_of(fails) child; task_of(fails) other;)
{
    async_body {
        coop_create_task(&self->child, fails);
        coop_create_task(&self->other, fails);
        await(coop_gather_settled(&self->child.task, &self->other.task));
        coop_create_task(&self->child, fails);
        try_await(coop_join(&self->child.task));
        await(coop_sleep_ms(10));
    }
    return COOP_DONE;
}

enum { HOG_LINE = __LINE__ + 4 }; /* of its last await */
async_def(hogs)
{
    async_body {
        await(coop_sleep_ms(1));
        for (volatile bool forever = true; forever;) {
        }
    }
    return COOP_DONE;
}

/* The same, and somebody presses Ctrl-C. */
async_def(hogs_interrupted)
{
    async_body {
        await(coop_sleep_ms(1));
        (void)kill(getpid(), SIGINT);
        for (volatile bool forever = true; forever;) {
        }
    }
    return COOP_DONE;
}

/* ---- Running them -----------------------------------------------------------------------------
 */

static const char *said(FILE *errors)
{
    static char text[2000];
    rewind(errors);
    text[fread(text, 1, sizeof text - 1, errors)] = '\0';
    return text;
}

static char vcd_path[] = "/tmp/glowloop_session_XXXXXX";

/* Play a scene in a process of its own, with `program` in the place of its main, or of its second
 * task. Returns the exit code; *errors gets what it said, vcd_path what a hog did. */
static int leave(const char *path, const struct program *program, FILE *errors)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        bool hog = program->coroutine == &hogs;
        struct session session = {
            .quiet = true, .for_us = 100000, .timeout_us = hog ? 10000 : 30000000};
        session.export_paths[EXPORT_VCD] = hog ? vcd_path : NULL;
        if (dup2(fileno(errors), STDERR_FILENO) < 0 || session_open(&session, path) != EXIT_FINE)
            _exit(99);
        struct scene_task *task = session.scene->main;
        if (task == NULL)
            task = &session.scene->tasks[1];
        task->program = program;
        int code = session_close(&session, session_play_headless(&session));
        fflush(NULL);
        _exit(code);
    }
    int status = 0;
    cr_assert(eq(int, waitpid(child, &status, 0), child));
    bool exited = WIFEXITED(status);
    cr_assert(exited);
    return WEXITSTATUS(status);
}

#define PROGRAM_OF(name_)                                                                          \
    &(struct program)                                                                              \
    {                                                                                              \
        .name = #name_, .coroutine = &name_, .frame_size = sizeof(struct name_)                    \
    }

static const char main_scene[] = "scenes/guides/never_ending.json";
static const char task_scene[] = "scenes/two_rings.json";

static void expect_leave(const char *path, const struct program *program, int code,
                         const char *words)
{
    FILE *errors = tmpfile();
    cr_assert(eq(int, leave(path, program, errors), code));
    const char *text = said(errors);
    if (words == NULL)
        cr_assert(eq(str, (char *)text, (char *)""));
    else
        cr_assert(ne(ptr, strstr(text, words), NULL), "%s", text);
    fclose(errors);
}

Test(session, main_program_that_fails_leaves_with_1)
{
    expect_leave(main_scene, PROGRAM_OF(fails), EXIT_CHECK, "task \"main\" failed with -107");
}

Test(session, task_of_the_scene_that_fails_leaves_with_1)
{
    expect_leave(task_scene, PROGRAM_OF(fails), EXIT_CHECK, "failed with -107 at ");
}

Test(session, task_that_fails_and_that_nobody_awaits_leaves_with_1)
{
    expect_leave(main_scene, PROGRAM_OF(forgets), EXIT_CHECK, "task \"fails\" failed with -107");
}

Test(session, tasks_whose_failures_are_collected_leave_with_0)
{
    expect_leave(main_scene, PROGRAM_OF(collects), EXIT_FINE, NULL);
}

Test(session, task_that_never_gives_up_control_is_named_with_its_last_await)
{
    char words[160];
    (void)snprintf(words, sizeof words,
                   "timeout: task \"main\" never gives up control; its last await: "
                   "tests/cli/test_session.c:%d\n",
                   HOG_LINE);
    int fd = mkstemp(vcd_path);
    expect_leave(main_scene, PROGRAM_OF(hogs), EXIT_TIMEOUT, words);

    /* What it did before is not lost: there is a header, and its first turn. */
    char vcd[4000];
    ssize_t size = read(fd, vcd, sizeof vcd - 1);
    vcd[size > 0 ? size : 0] = '\0';
    (void)close(fd);
    (void)unlink(vcd_path);
    cr_assert(strstr(vcd, "$enddefinitions $end") != NULL, "%s", vcd);
    cr_assert(strstr(vcd, "\n#1000\n") != NULL, "it was woken at 1 ms:\n%s", vcd);
}

Test(session, task_that_never_gives_up_control_can_be_interrupted)
{
    expect_leave(main_scene, PROGRAM_OF(hogs_interrupted), EXIT_INTERRUPTED,
                 "interrupted: task \"main\" never gives up control");
}
