/* session.h - what `run` and `play` share: a scene, how it is set, what goes in and comes out.
 *                                                                  SPDX-License-Identifier: MIT
 * A verb fills in the options through its table, then opens, plays, closes.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "cli/cli.h"
#include "engine/inputs.h"
#include "engine/scene.h"
#include "engine/sim.h"
#include "export/export.h"

#define SESSION_WORDS_MAX 256 /* of --press, of --type, and of --set */

struct session {
    /* Options. */
    const char *presses[SESSION_WORDS_MAX];
    size_t press_count;
    const char *typed[SESSION_WORDS_MAX];
    size_t typed_count;
    const char *sets[SESSION_WORDS_MAX];
    size_t set_count;
    const char *inputs_path;                /* NULL: none */
    const char *export_paths[EXPORT_KINDS]; /* NULL: none; "-": stdout */
    bool trace_full;                        /* what goes to EXPORT_TRACE is EXPORT_TRACE_FULL */
    bool vcd_waveform;                      /* likewise */
    bool quiet;                             /* no summary, no prints of programs */
    uint64_t for_us;                        /* how long to play; 0: not said */
    uint64_t until_us;   /* until when; 0: not said. Events from then on are no part of it */
    uint64_t seed;       /* decides how contacts bounce; 0 is a seed like others */
    uint64_t bounce_us;  /* for how long they do; 0: not at all */
    uint64_t timeout_us; /* of wall time; 0: none */

    bool apart; /* own programs have a process of their own, and are watched */

    /* While it is open. */
    struct live *live;                    /* NULL: nothing is apart */
    int (*play)(struct session *session); /* the verb's */
    struct scene *scene;
    struct inputs inputs;
    struct export *exports[EXPORT_KINDS]; /* NULL: none */
    uint64_t *frames;                     /* per part: how often it was sent */
    uint64_t prints;
    uint64_t keys;
    uint64_t failures;
};

/* The rows for these options, to be put in a verb's table. */
extern const struct cli_option session_option_press;
extern const struct cli_option session_option_type;
extern const struct cli_option session_option_set;
extern const struct cli_option session_option_inputs;
extern const struct cli_option session_option_trace;
extern const struct cli_option session_option_trace_full;
extern const struct cli_option session_option_vcd;
extern const struct cli_option session_option_vcd_waveform;
extern const struct cli_option session_option_perfetto;
extern const struct cli_option session_option_frames;
extern const struct cli_option session_option_record;
extern const struct cli_option session_option_for;
extern const struct cli_option session_option_until_us;
extern const struct cli_option session_option_seed;
extern const struct cli_option session_option_bounce;
extern const struct cli_option session_option_timeout;
extern const struct cli_option session_option_quiet;

/* Those that both have, in the order of their help. */
#define SESSION_OPTIONS                                                                            \
    session_option_for, session_option_until_us, session_option_press, session_option_bounce,      \
        session_option_seed, session_option_type, session_option_inputs, session_option_set,       \
        session_option_trace, session_option_trace_full, session_option_vcd,                       \
        session_option_vcd_waveform, session_option_perfetto, session_option_frames,               \
        session_option_record, session_option_quiet

/* What --help says of them. */
#define SESSION_FAILURES                                                                           \
    "A task has failed if its failure was nobody's business: a task of the scene, its main\n"      \
    "program, or one that a program started and nobody awaited by its next turn. One that was\n"   \
    "awaited, or gathered with its failure as a result, is its program's own business: 0.\n"

/* A verb that plays one scene: parse the words behind it, open, play, close. `session` is zeroed,
 * `play` returns an exit code, as this does. */
int session_verb(const struct cli_verb *verb, int argc, char **argv, struct session *session,
                 int (*play)(struct session *session));

/* Load the scene, apply the options to it, open the files. What is wrong is told; returns an exit
 * code. Close it in either case. */
int session_open(struct session *session, const char *scene_path);

/* A sim of the scene that has been given its inputs; session_event() hears it. If a program
 * crashes, or SIGXCPU comes, what is known of it is told, and the process ends. NULL, and told,
 * when memory is out. */
struct sim *session_start(struct session *session);
/* Free it. NULL is fine. */
void session_stop(struct sim *sim);

/* All that was written is about another run: begin anew. What went to a pipe stays there. */
void session_restart(struct session *session);
/* Read another scene, or the same once more, in place of the one that is open. Returns that one,
 * for the caller to free when nothing plays it any more. NULL, with the reason in `why`, of lines,
 * if the new one is not in order, or what is being written tells of the old one: it stays, then.
 * Inputs of the command line go when another file is opened. */
struct scene *session_change_scene(struct session *session, const char *path, char *why,
                                   size_t why_size);

/* Lines of what is wrong, as check has them; and free it. */
void session_write_down(struct diagnostics *diagnostics, char *why, size_t why_size);

/* A sim_listener: writes exports and recording, shows prints, counts. `context` is the session. */
void session_event(void *context, const struct sim_event *event);

/* When the session is to end; UINT64_MAX: never by itself. */
uint64_t session_end_us(const struct session *session);

/* Whether an output takes no more: there is no use in going on. session_close() tells. */
bool session_output_failed(const struct session *session);

/* EXIT_FINE, or EXIT_CHECK if a task has failed. */
int session_verdict(const struct session *session, const struct sim *sim);

/* Real time, from some start. */
uint64_t session_wall_us(void);

/* What happened, to stderr. `wall_us` is how long that took. */
void session_summarise(const struct session *session, const struct sim *sim, uint64_t wall_us);

/* The run is over, at sim_now_us(): what is still to be written of it. False, and told, if not all
 * could be written. */
bool session_finish(struct session *session, const struct sim *sim);

/* Close the files. What did not arrive in them is told; `code` is returned unless that is worse. */
int session_close(struct session *session, int code);

/* Play it without a window, to the end of the session, at full speed. Returns an exit code. */
int session_play_headless(struct session *session);

#endif
