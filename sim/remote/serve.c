/* serve.c - a sim in a process of its own: that process.           SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* setitimer() */

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "project/culprit.h"
#include "project/project.h"
#include "remote/channel.h"
#include "remote/describe.h"
#include "remote/event.h"
#include "remote/remote.h"

#define SLICE_US 1000000u    /* of virtual time, between looks at the clock on the wall */
#define LOOK_US  250000      /* of real time, between looks at what it does */
#define LOOKS    4           /* that find nothing has moved: it never will */
#define ALIVE_NS 1000000000u /* of real time: then the owner wants to hear something */

struct server {
    struct channel channel;
    struct sim *volatile running;  /* for handlers of signals; NULL: it waits */
    struct project_object *object; /* NULL: none */
    struct scene *scene;
    struct sim *sim;
    struct words words;
    int8_t levels[SCENE_PARTS_MAX];     /* as the owner has been told; -1: not yet */
    int32_t values[SCENE_SETTINGS_MAX]; /* of settings, likewise */
    bool wrong;                         /* no use in going on */
};

static struct server *served; /* for handlers of signals */

static void on_end(bool crashed, const char *words)
{
    (void)crashed;
    channel_send_rest(&served->channel);
    (void)!write(REMOTE_WORDS_FD, words, strlen(words));
    _exit(1);
}

/* ---- Saying --------------------------------------------------------------------------------- */

static void give_up(struct server *server, const char *why)
{
    channel_say(&server->channel, MESSAGE_PROBLEM, why);
    server->wrong = true;
}

/* On the sim's thread, while this one waits. */
static void say_event(void *context, const struct sim_event *event)
{
    struct server *server = context;
    server->channel.broken |= !event_write(&server->channel.out, &server->words, event);
    if (server->channel.out.size >= CHANNEL_PIECE)
        (void)channel_flush(&server->channel);
}

static void say_level(struct server *server, size_t part)
{
    int8_t level = sim_level(server->sim, part);
    if (level == server->levels[part])
        return;
    server->levels[part] = level;
    channel_send(&server->channel,
                 &(struct message){.kind = MESSAGE_LEVEL, .numbers = {part, (uint64_t)level}});
}

static void say_value(struct server *server, size_t setting)
{
    int32_t value = sim_setting(server->sim, setting);
    if (value == server->values[setting])
        return;
    server->values[setting] = value;
    channel_send(&server->channel, &(struct message){.kind = MESSAGE_VALUE,
                                                     .numbers = {setting, message_signed(value)}});
}

static void say_state(struct server *server, enum sim_state state)
{
    const char *problem = sim_problem(server->sim);
    for (size_t i = 0; i < server->scene->part_count; i++)
        say_level(server, i);
    for (size_t i = 0; i < server->scene->setting_count; i++)
        say_value(server, i);
    channel_send(
        &server->channel,
        &(struct message){.kind = MESSAGE_STATE,
                          .numbers = {sim_now_us(server->sim), sim_steps(server->sim), state,
                                      sim_failed(server->sim), sim_console_read(server->sim)},
                          .texts = {message_text(problem, strlen(problem))}});
}

/* ---- Doing ---------------------------------------------------------------------------------- */

static bool programs_of(void *context, const char *path, struct scene_programs *own,
                        struct diagnostics *diagnostics)
{
    const struct server *server = context;
    (void)path;
    (void)diagnostics;
    own->list = project_programs(server->object, &own->count);
    return true;
}

static void take_object(struct server *server, const struct message *message)
{
    char why[256];
    if (server->object)
        return;
    server->object = project_load(message->texts[0].data, message->texts[1].data, why, sizeof why);
    if (server->object)
        scene_set_programs(programs_of, server);
    else
        give_up(server, why);
}

static void describe(struct server *server, const struct message *message)
{
    size_t count = 0;
    const struct program *const *list = NULL;
    (void)message;
    if (server->object)
        list = project_programs(server->object, &count);
    for (size_t i = 0; i < count; i++)
        describe_program(&server->channel, list[i]);
    channel_send(&server->channel, &(struct message){.kind = MESSAGE_DONE});
}

static void take_scene(struct server *server, const struct message *message)
{
    struct diagnostics diagnostics = {0};
    struct source source = {.path = (char *)(uintptr_t)message->texts[0].data,
                            .text = (char *)(uintptr_t)message->texts[1].data,
                            .size = message->texts[1].size};
    if (!server->scene)
        server->scene = scene_parse(&source, &diagnostics);
    diagnostics_free(&diagnostics);
    if (!server->scene)
        give_up(server, "the scene is another one by now");
}

static void take_cost(struct server *server, const struct message *message)
{
    if (message->numbers[0] >= board_cost_field_count)
        return;
    const struct board_cost_field *field = &board_cost_fields[message->numbers[0]];
    char *place = (char *)&server->scene->cost + field->offset;
    uint32_t half = (uint32_t)message->numbers[1];
    if (field->size == sizeof half)
        memcpy(place, &half, sizeof half);
    else
        memcpy(place, &message->numbers[1], sizeof message->numbers[1]);
}

static void take_control(struct server *server, const struct message *message)
{
    if (message->numbers[0] < server->scene->control_count)
        server->scene->controls[message->numbers[0]].value =
            (int32_t)message_number(message->numbers[1]);
}

static void begin(struct server *server, const struct message *message)
{
    (void)message;
    server->sim = sim_new(server->scene, say_event, server);
    if (!server->sim) {
        give_up(server, "out of memory");
        return;
    }
    memset(server->levels, -1, sizeof server->levels);
    for (size_t i = 0; i < server->scene->setting_count; i++)
        server->values[i] = sim_setting(server->sim, i);
    culprit_guard(&server->running, on_end);
    say_state(server, SIM_RUNNING);
}

static uint64_t wall_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* In slices, so that an owner who waits for long knows that it goes on. */
static enum sim_state run(struct server *server, uint64_t until_us)
{
    uint64_t said_ns = wall_ns();
    for (;;) {
        uint64_t now_us = sim_now_us(server->sim);
        bool far = until_us > now_us && until_us - now_us > SLICE_US && until_us != UINT64_MAX;
        enum sim_state state = sim_run(server->sim, far ? now_us + SLICE_US : until_us);
        if (!far || state == SIM_FINISHED || state == SIM_STANDSTILL || server->channel.broken)
            return state;
        if (wall_ns() - said_ns < ALIVE_NS)
            continue;
        said_ns = wall_ns();
        channel_send(&server->channel, &(struct message){.kind = MESSAGE_ALIVE});
        (void)channel_flush(&server->channel);
    }
}

static void take_go(struct server *server, const struct message *message)
{
    sim_want(server->sim, (uint32_t)message->numbers[2]);
    server->running = server->sim;
    enum sim_state state =
        message->numbers[1] ? sim_step(server->sim) : run(server, message->numbers[0]);
    server->running = NULL;
    say_state(server, state);
}

static void say_given(struct server *server, uint64_t time_us)
{
    if (time_us == UINT64_MAX)
        give_up(server, "out of memory");
    else
        channel_send(&server->channel,
                     &(struct message){.kind = MESSAGE_GIVEN, .numbers = {time_us}});
}

static void take_input(struct server *server, const struct message *message)
{
    const struct board_model *board = server->scene->board;
    for (size_t i = 0; i < board->pin_count; i++)
        if (board->pins[i].number == message->numbers[0]) {
            say_given(server, sim_input(server->sim, &board->pins[i], message->numbers[1] != 0,
                                        message->numbers[2]));
            return;
        }
    give_up(server, "the board has no such pin");
}

static void take_line(struct server *server, const struct message *message)
{
    say_given(server, sim_type(server->sim, message->texts[0].data, message->numbers[0]));
}

static void take_setting(struct server *server, const struct message *message)
{
    if (message->numbers[0] < server->scene->setting_count)
        say_given(server,
                  sim_set(server->sim, (size_t)message->numbers[0],
                          (int32_t)message_number(message->numbers[1]), message->numbers[2]));
    else
        give_up(server, "the scene has no such setting");
}

enum stage { EMPTY, LOADED, BEGUN }; /* nothing, a scene, a sim of it */

static const struct {
    void (*take)(struct server *server, const struct message *message);
    enum stage stage;
} deeds[MESSAGE_KINDS] = {
    [MESSAGE_OBJECT] = {take_object, EMPTY},
    [MESSAGE_DESCRIBE] = {describe, EMPTY},
    [MESSAGE_SCENE] = {take_scene, EMPTY},
    [MESSAGE_COST] = {take_cost, LOADED},
    [MESSAGE_CONTROL] = {take_control, LOADED},
    [MESSAGE_BEGIN] = {begin, LOADED},
    [MESSAGE_GO] = {take_go, BEGUN},
    [MESSAGE_INPUT] = {take_input, BEGUN},
    [MESSAGE_TYPE] = {take_line, BEGUN},
    [MESSAGE_SET] = {take_setting, BEGUN},
};

static void obey(struct server *server, const struct message *message)
{
    enum stage stage = server->sim ? BEGUN : server->scene ? LOADED : EMPTY;
    if (deeds[message->kind].take && deeds[message->kind].stage == stage)
        deeds[message->kind].take(server, message);
    else
        give_up(server, "that is nothing to be done now");
}

/* ---- Ends that come unasked -------------------------------------------------------------------
 */

/* Whether there is still somebody to do it for. */
static bool owned(void)
{
    struct pollfd owner = {.fd = served->channel.fd};
    return poll(&owner, 1, 0) <= 0 || (owner.revents & (POLLHUP | POLLERR)) == 0;
}

/* Time that passes, and steps, are all that can move. */
static void on_alarm(int signal)
{
    static uint64_t steps, now_us;
    static int looks;
    const struct sim *sim = served->running;
    (void)signal;
    if (!owned())
        _exit(0);
    bool moved = !sim || sim_steps(sim) != steps || sim_now_us(sim) != now_us;
    looks = moved ? 0 : looks + 1;
    steps = sim ? sim_steps(sim) : 0;
    now_us = sim ? sim_now_us(sim) : 0;
    if (looks >= LOOKS)
        culprit_ask();
}

static void watch(struct server *server)
{
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    struct itimerval timer = {.it_interval = {.tv_usec = LOOK_US},
                              .it_value = {.tv_usec = LOOK_US}};
    served = server;
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

bool remote_serve(int fd)
{
    struct server server = {.channel.fd = fd};
    struct message message;
    scene_set_programs(NULL, NULL); /* none but the object's */
    watch(&server);
    while (!server.wrong && channel_receive(&server.channel, &message, -1)) {
        obey(&server, &message);
        (void)channel_flush(&server.channel);
    }
    setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
    sim_free(server.sim);
    words_free(&server.words);
    scene_free(server.scene);
    scene_set_programs(NULL, NULL);
    project_unload(server.object);
    channel_free(&server.channel);
    return !server.wrong;
}
