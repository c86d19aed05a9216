/* render.c - glowloop render: a scene as a picture or a film.      SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "engine/duration.h"
#include "export/film.h"
#include "export/picture.h"

#define PICTURE_AT_US 250000u  /* when a picture is taken, unless told */
#define FILM_FOR_US   5000000u /* how long a film is, unless told */
#define FPS           25u
#define FPS_MAX       240u
#define SIDE          640

struct render_verb {
    struct session session; /* first: its options are told only of this */
    const char *output_path;
    enum film_kind kind;
    bool at_said;
    uint64_t at_us;
    uint32_t fps;
    struct picture_options picture;
    struct progress progress;
};

/* ---- Options ---------------------------------------------------------------------------------
 */

static const char *take_output(void *into, const char *value)
{
    struct render_verb *render = into;
    render->output_path = value;
    render->kind = film_kind_of(value);
    return render->kind == FILM_KINDS ? "its name must end in .png, .gif or .mp4" : NULL;
}

static const char *take_at(void *into, const char *value)
{
    struct render_verb *render = into;
    render->at_said = true;
    return duration_parse(value, &render->at_us);
}

/* A whole number from `minimum` to `maximum`; `end` gets what follows it. */
static bool take_whole(const char *value, long minimum, long maximum, long *number, char **end)
{
    *number = strtol(value, end, 10);
    return *end != value && *number >= minimum && *number <= maximum;
}

static const char *take_fps(void *into, const char *value)
{
    uint64_t fps = 0;
    const char *wrong = cli_whole(value, 1, FPS_MAX, &fps);
    ((struct render_verb *)into)->fps = (uint32_t)fps;
    return wrong;
}

static const char *take_size(void *into, const char *value)
{
    struct render_verb *render = into;
    char *end;
    long width, height = 0;
    bool fine = take_whole(value, PICTURE_SIDE_MIN, PICTURE_SIDE_MAX, &width, &end);
    if (fine && *end == 'x')
        fine = take_whole(end + 1, PICTURE_SIDE_MIN, PICTURE_SIDE_MAX, &height, &end);
    if (!fine || *end != '\0')
        return "write a width, as in 640, or both, as in 640x480; each from 16 to 4096";
    render->picture.width = (int32_t)width;
    render->picture.height = (int32_t)height;
    return NULL;
}

static const char *take_exposure(void *into, const char *value)
{
    char *end;
    long stops;
    if (!take_whole(value, -PICTURE_STOPS_MAX, PICTURE_STOPS_MAX, &stops, &end) || *end != '\0')
        return "write a whole number from -4 to 4";
    ((struct render_verb *)into)->picture.exposure = (int)stops;
    return NULL;
}

/* ---- Taking pictures -------------------------------------------------------------------------
 */

/* When the film begins and ends; of a picture, when that is taken. */
static uint64_t begin_us(const struct render_verb *render)
{
    uint64_t boot_us = render->session.scene->cost.boot_us;
    bool picture = render->kind == FILM_PNG && !render->at_said;
    return boot_us + (picture ? PICTURE_AT_US : render->at_us);
}

static uint64_t length_us(const struct render_verb *render)
{
    const struct session *session = &render->session;
    uint64_t from_us = begin_us(render);
    if (session->for_us != 0)
        return session->for_us;
    if (session->until_us != 0)
        return session->until_us > from_us ? session->until_us - from_us : 0;
    return FILM_FOR_US;
}

static bool run_until(struct sim *sim, uint64_t until_us)
{
    while (!interrupt_came() && sim_now_us(sim) < until_us) {
        uint64_t left_us = until_us - sim_now_us(sim);
        enum sim_state state = sim_run(sim, left_us < 100000 ? until_us : sim_now_us(sim) + 100000);
        if (state == SIM_FINISHED || state == SIM_STANDSTILL)
            break;
    }
    return !interrupt_came();
}

/* Each picture shows what is in the middle of its time. */
static bool shoot(struct render_verb *render, struct picture *picture, struct sim *sim,
                  struct film *film)
{
    uint64_t all_us = length_us(render), from_us = begin_us(render);
    uint64_t count = render->kind == FILM_PNG ? 1 : (all_us * render->fps + 999999) / 1000000;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t middle_us = (2 * i + 1) * 500000 / render->fps;
        uint64_t until_us = (i + 1) * 1000000 / render->fps;
        progress_show(&render->progress, i, count);
        if (!run_until(sim, from_us + (render->kind == FILM_PNG ? 0 : middle_us)))
            return false;
        const struct render_picture *taken = picture_take(picture, sim);
        if (taken == NULL || !film_add(film, taken, until_us < all_us ? until_us : all_us))
            return taken != NULL;
    }
    return true;
}

static void tell_done(const struct render_verb *render, const struct picture *picture)
{
    uint64_t ms = length_us(render) / 1000;
    fprintf(stderr, "%s: %" PRId32 " x %" PRId32, render->output_path, picture_width(picture),
            picture_height(picture));
    if (render->kind != FILM_PNG)
        fprintf(stderr, ", %" PRIu64 ".%03" PRIu64 " s, %" PRIu32 " pictures a second", ms / 1000,
                ms % 1000, render->fps);
    fputc('\n', stderr);
}

static int render_film(struct render_verb *render, struct picture *picture, struct sim *sim)
{
    char why[EXPORT_WHY_MAX] = "";
    struct film_options options = {picture_width(picture), picture_height(picture), render->fps};
    struct film *film = film_open(render->kind, render->output_path, &options, why);
    bool quiet = render->session.quiet;
    render->session.quiet = true; /* the picture is what is wanted, not what programs print */
    bool shot = film != NULL && shoot(render, picture, sim, film);
    progress_end(&render->progress);
    bool written = film != NULL && film_close(film, shot, why);
    if (interrupt_came())
        return EXIT_INTERRUPTED;
    if (!written)
        cli_complain("%s", why);
    else if (!shot)
        cli_complain("out of memory");
    if (!written || !shot)
        return EXIT_IO;
    if (!quiet)
        tell_done(render, picture);
    return EXIT_FINE;
}

static bool complete(const struct render_verb *render)
{
    if (render->output_path == NULL)
        cli_complain("render wants to know where to: -o FILE.png, FILE.gif or FILE.mp4");
    else if (render->kind == FILM_PNG && render->session.for_us + render->session.until_us != 0)
        cli_complain("a PNG is one picture; --at tells when it is taken");
    else if (render->session.for_us != 0 && render->session.until_us != 0)
        cli_complain("--for and --until-us say the same thing twice");
    else if (length_us(render) == 0)
        cli_complain("--until-us is no later than the film's begin");
    else
        return true;
    return false;
}

static int render_scene(struct session *session)
{
    struct render_verb *render = (struct render_verb *)(void *)session;
    if (!complete(render))
        return EXIT_USAGE;
    struct sim *sim = session_start(&render->session);
    struct picture *picture = picture_new(render->session.scene, &render->picture);
    int code = EXIT_IO;
    interrupt_catch(true);
    if (sim != NULL && picture != NULL)
        code = render_film(render, picture, sim);
    else if (sim != NULL)
        cli_complain("out of memory");
    if (sim != NULL && *sim_problem(sim) != '\0')
        cli_complain("%s", sim_problem(sim));
    picture_free(picture);
    session_stop(sim);
    return code;
}

int cli_render(int argc, char **argv)
{
    const struct cli_option options[] = {
        {"output", "FILE",
         "what to write: a name that ends in .png, .gif or\n.mp4, which takes ffmpeg", take_output},
        {"at", "TIME", "when, in virtual time: a PNG is taken (250ms), or\nthe film begins (0ms)",
         take_at},
        {"for", "TIME", "how long the film is (5s)", session_option_for.take},
        session_option_until_us,
        {"fps", "N", "pictures a second (25); a GIF has at most 50", take_fps},
        {"size", "WIDTHxHEIGHT", "of the picture; or WIDTH alone (640)", take_size},
        {"exposure", "STOPS", "brighter, or darker, -4 to 4 (0)", take_exposure},
        session_option_press,
        session_option_bounce,
        session_option_seed,
        session_option_type,
        session_option_inputs,
        session_option_set,
        session_option_quiet,
        CLI_OPTION_SANITIZE,
        {0}};
    const struct cli_verb verb = {
        .name = "render",
        .arguments = "SCENE",
        .purpose = "Draw a scene as a picture (PNG) or a film (GIF, MP4), without a window.",
        .examples = "  glowloop render scenes/two_rings.json -o rings.png --at 1.2s\n"
                    "  glowloop render scenes/two_rings.json -o rings.gif --press button@1s..2s\n",
        .notes =
            "The same scene, inputs and options give the same bytes.\n"
            "\n"
            "Exit codes: 0 fine, 2 usage or invalid scene, 3 cannot read or write, 4 a program\n"
            "crashed, 130 interrupted. Unless it is 0, nothing is left behind.\n",
        .options = options,
        .letters = "o",
        .operands_min = 1,
        .operands_max = 1};
    struct render_verb render = {.fps = FPS, .picture = {.width = SIDE}};
    return session_verb(&verb, argc, argv, &render.session, render_scene);
}
