/* play.c - glowloop play: a scene in a window.                     SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/live.h"
#include "cli/session.h"

#ifdef GLOWLOOP_WITH_WINDOW
#include "window/window.h"
#define GLOWLOOP_HAS_WINDOW true
#else
#define GLOWLOOP_HAS_WINDOW false
#define WINDOW_SPEED_NORMAL 8
#define WINDOW_SPEED_MIN    1
#define WINDOW_SPEED_MAX    512
#endif

#define HEADLESS_US 10000000u /* what is played where there is no display */
#define PATIENCE_MS 30        /* with own programs, before the window is drawn all the same */

struct play {
    struct session session; /* first: its options are told only of this */
    struct sim *sim;
    sim_listener listener; /* the window's */
    void *listener_context;
    uint64_t told_us; /* lines up to then have been printed, and are not again */
    uint32_t speed_eighths;
    const char *screenshot_path;
    bool paused;
    bool headless;
    bool gallery; /* no scene was named: choose one */
};

/* ---- Options -------------------------------------------------------------------------------- */

/* "2", "0.5", "1.5x", "1/4". */
static const char *take_speed(void *into, const char *value)
{
    struct play *play = into;
    char *end;
    double speed = strtod(value, &end);
    if (*end == '/')
        speed /= strtod(end + 1, &end);
    if (*end == 'x')
        end++;
    bool number = end != value && *end == '\0';
    if (!number || !(speed * 8 >= WINDOW_SPEED_MIN && speed * 8 <= WINDOW_SPEED_MAX))
        return "write a number from 0.125 to 64, as in 0.5";
    play->speed_eighths = (uint32_t)(speed * 8 + 0.5);
    return NULL;
}

static const char *take_screenshot(void *into, const char *value)
{
    struct play *play = into;
    play->screenshot_path = value;
    return NULL;
}

static const char *take_paused(void *into, const char *value)
{
    struct play *play = into;
    (void)value;
    play->paused = true;
    return NULL;
}

static const char *take_headless(void *into, const char *value)
{
    struct play *play = into;
    (void)value;
    play->headless = true;
    play->session.apart = false; /* nobody watches, and a crash ends it as it ends run */
    return NULL;
}

/* ---- Without a window ------------------------------------------------------------------------ */

static int play_headless(struct play *play)
{
    struct session *session = &play->session;
    if (session->for_us == 0 && session->until_us == 0)
        session->for_us = HEADLESS_US;
    if (play->screenshot_path != NULL)
        cli_complain("%s: not written, for want of a window", play->screenshot_path);
    int code = session_play_headless(session);
    return code == EXIT_FINE && play->screenshot_path != NULL ? EXIT_IO : code;
}

#ifdef GLOWLOOP_WITH_WINDOW

/* ---- With one ------------------------------------------------------------------------------- */

static void play_event(void *context, const struct sim_event *event)
{
    struct play *play = context;
    bool quiet = play->session.quiet;
    play->session.quiet = quiet || event->time_us < play->told_us;
    session_event(&play->session, event);
    play->session.quiet = quiet;
    play->listener(play->listener_context, event);
}

static struct sim *start(void *context, bool again, sim_listener listener, void *listener_context)
{
    struct play *play = context;
    struct session *session = &play->session;
    if (!again)
        play->told_us = 0;
    else if (play->sim != NULL && sim_now_us(play->sim) > play->told_us)
        play->told_us = sim_now_us(play->sim);
    if (play->sim != NULL) {
        sim_free(play->sim);
        play->sim = NULL;
        session_restart(session);
    }
    play->listener = listener;
    play->listener_context = listener_context;
    play->sim = live_sim(session->live, session->scene, PATIENCE_MS, play_event, play);
    if (play->sim != NULL && !inputs_give(&session->inputs, play->sim))
        return NULL;
    return play->sim;
}

/* The sim of the scene before goes with it. */
static const struct scene *open_scene(void *context, const char *path, char *why, size_t why_size)
{
    struct play *play = context;
    struct sim *before = play->sim;
    bool same = strcmp(path, play->session.scene->path) == 0;
    struct scene *scene = session_change_scene(&play->session, path, why, why_size);
    if (scene == NULL)
        return NULL;
    play->sim = NULL;
    if (!same || sim_now_us(before) > play->told_us)
        play->told_us = same ? sim_now_us(before) : 0;
    sim_free(before);
    scene_free(scene);
    live_keep(play->session.live, play->session.scene);
    return play->session.scene;
}

static enum window_news look(void *context, char *why, size_t why_size)
{
    static const enum window_news news[] = {
        [LIVE_SAME] = WINDOW_SAME, [LIVE_READY] = WINDOW_READY, [LIVE_WRONG] = WINDOW_WRONG};
    const struct session *session = &((struct play *)context)->session;
    return news[live_look(session->live, session->scene, why, why_size)];
}

static struct sim *preview(void *context, const struct scene *scene)
{
    return live_sim(((struct play *)context)->session.live, scene, 0, NULL, NULL);
}

static void finish(const struct play *play, uint64_t start_us)
{
    const struct session *session = &play->session;
    if (*sim_problem(play->sim) != '\0')
        cli_complain("%s", sim_problem(play->sim));
    if (!session->quiet)
        session_summarise(session, play->sim, session_wall_us() - start_us);
}

static int exit_code(const struct play *play, const struct window_result *result)
{
    if (result->end == WINDOW_INTERRUPTED)
        return EXIT_INTERRUPTED;
    if (result->screenshot_failed)
        return EXIT_IO;
    return session_verdict(&play->session, play->sim);
}

static int play_window(struct play *play)
{
    struct window_options options = {.start = start,
                                     .open = open_scene,
                                     .look = look,
                                     .preview = preview,
                                     .context = play,
                                     .speed_eighths = play->speed_eighths,
                                     .end_us = session_end_us(&play->session),
                                     .paused = play->paused,
                                     .remembers = true,
                                     .gallery = play->gallery,
                                     .screenshot_path = play->screenshot_path};
    uint64_t start_us = session_wall_us();
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ); /* who reads it wants each line as it comes */
    struct window_result result = window_play(play->session.scene, &options);
    if (result.end == WINDOW_NO_DISPLAY) {
        cli_complain("no display (%s): playing without a window instead", result.reason);
        return play_headless(play);
    }
    int code = EXIT_IO;
    if (result.end == WINDOW_FAILED) {
        cli_complain("the window failed: %s", result.reason);
    } else {
        finish(play, start_us);
        code = exit_code(play, &result);
        if (!session_finish(&play->session, play->sim))
            code = EXIT_IO;
    }
    sim_free(play->sim);
    return code;
}

#else

static int play_window(struct play *play)
{
    cli_complain("built without a window (SDL2 was missing): playing without one instead");
    return play_headless(play);
}

#endif

static int play_either(struct session *session)
{
    struct play *play = (struct play *)(void *)session;
    return play->headless ? play_headless(play) : play_window(play);
}

/* Where scenes lie, if none is named: here, or where the package put them. */
static char *scene_to_begin_with(void)
{
    static char *const places[] = {"scenes/two_rings.json",
                                   GLOWLOOP_SCENES_DIRECTORY "/two_rings.json"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (access(places[i], R_OK) == 0)
            return places[i];
    return NULL;
}

int cli_play(int argc, char **argv)
{
    const struct cli_option options[] = {
        {"speed", "X", "how fast, 0.125 to 64 times real time (1)", take_speed},
        {"paused", NULL, "begin paused", take_paused},
        {"headless", NULL, "do without the window", take_headless},
        SESSION_OPTIONS,
        CLI_OPTION_SANITIZE,
        {"screenshot", "FILE", "write the last picture there, as PNG", take_screenshot},
        {0}};
    const struct cli_verb verb = {
        .name = "play",
        .arguments = "[SCENE]",
        .purpose = "Show a scene in a window, in real time. F1 there lists the keys. Own programs\n"
                   "beside the scene are compiled, and again whenever they are saved.\n"
                   "Without any words, it shows the scenes that there are, to choose one.",
        .examples = "  glowloop play scenes/two_rings.json\n"
                    "  glowloop play scenes/two_rings.json --speed 0.5 --record presses.txt\n",
        .notes =
            "Without a display it says so, and plays 10 s without a window.\n"
            "\n"
            "What is pressed, typed and changed in the window can be recorded, and gives the same\n"
            "trace again: as a test, which expectations can be added to, or as inputs\n"
            "  glowloop play SCENE --record my.scenario.json  and  glowloop test my.scenario.json\n"
            "  glowloop play SCENE --record presses.txt       and\n"
            "  glowloop run SCENE --inputs presses.txt --until-us N   (N: its last line)\n"
            "\n" SESSION_FAILURES "\n"
            "Exit codes: 0 fine, 1 a task failed, 2 usage or invalid scene, 3 cannot read or\n"
            "write, 130 interrupted.\n",
        .options = options,
        .operands_min = 1,
        .operands_max = 1};
    struct play play = {.session.apart = GLOWLOOP_HAS_WINDOW};
    char *first[] = {scene_to_begin_with()};
    play.gallery = argc == 0 && first[0] != NULL;
    if (play.gallery)
        return session_verb(&verb, 1, first, &play.session, play_either);
    return session_verb(&verb, argc, argv, &play.session, play_either);
}
