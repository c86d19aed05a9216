/* monitor.c - glowloop monitor: a board's console, and its trace.  SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bake/bake.h"
#include "cli/board_reader.h"
#include "cli/cli.h"
#include "cli/interrupt.h"
#include "cli/serial_port.h"
#include "cli/session.h"

#define LOOK_MS    200      /* between two looks at the signals, or for a port that is gone */
#define SILENCE_US 2000000u /* after that, a board has not answered */
#define PATH_SIZE  1024
#define WHY_SIZE   512

struct monitor {
    /* Options. */
    const char *out_path; /* NULL: none; "-": standard output */
    uint64_t for_us;      /* 0: not said */

    struct serial_port port;
    char found_path[SERIAL_PORT_PATH_MAX];
    bool listening; /* to what is typed here */
    uint64_t opened_us;

    struct board_reader reader;
    bool greeted;     /* the board has said that it sends a trace */
    bool complained;  /* that it has not */
    bool asked;       /* since the last hello */
    bool interrupted; /* its port was gone since then */
    uint64_t last_us; /* of the last event */
    uint64_t end_us;  /* of the trace; 0: none yet */
    uint64_t end_wall_us;
    bool ended;
    bool incomplete;
    bool failed; /* to write */

    FILE *out;
    char path[PATH_SIZE]; /* of what is being written */
    unsigned runs;
};

/* ---- Options --------------------------------------------------------------------------------- */

static const char *take_out(void *into, const char *value)
{
    ((struct monitor *)into)->out_path = value;
    return *value == '\0' ? "a file is wanted" : NULL;
}

static const char *take_for(void *into, const char *value)
{
    return cli_time(value, &((struct monitor *)into)->for_us);
}

static const char *take_baud(void *into, const char *value)
{
    return serial_port_take_baud(&((struct monitor *)into)->port.baud, value);
}

static const struct cli_option options[] = {
    {"out", "FILE", "write the board's trace, as run --trace-full does;\n- is standard output",
     take_out},
    {"for", "TIME", "how long, in the board's time, from when it starts", take_for},
    {"baud", "N", "as the firmware was built (115200)", take_baud},
    {.name = NULL},
};

static const struct cli_verb verb = {
    .name = "monitor",
    .arguments = "[PORT]",
    .purpose =
        "Show a board's console, and write what the board does as a trace, if its firmware was\n"
        "built with --trace. Lines that are typed go to the board. Ends with Ctrl-C. PORT is its\n"
        "serial port; without it, the only one there is. A file has the bytes of an earlier time.",
    .examples = "  glowloop build scenes/blink.json --board pico --trace\n"
                "  glowloop flash blink-pico.uf2\n"
                "  glowloop monitor -o board.jsonl --for 10s\n"
                "  glowloop run scenes/blink.json --for 10s --trace sim.jsonl --trace-full\n"
                "  glowloop diff board.jsonl sim.jsonl\n",
    .notes =
        "When a board restarts, its next trace goes to another file: board-2.jsonl and so on.\n"
        "GLOWLOOP_PORTS says where to look for ports: patterns, separated by colons.\n\n"
        "Exit codes: 0 fine, 1 the trace has gaps, or there is none, 2 usage, 3 no port, or it\n"
        "cannot be read, or FILE not be written.\n",
    .options = options,
    .letters = "o",
    .operands_min = 0,
    .operands_max = 1,
};

/* ---- The trace's file ------------------------------------------------------------------------ */

/* FILE, or for a later run FILE with its number before the ending. */
static void name_output(struct monitor *monitor)
{
    const char *path = monitor->out_path;
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash == NULL ? path : slash, '.');
    int length = dot == NULL ? (int)strlen(path) : (int)(dot - path);
    if (monitor->runs <= 1)
        (void)snprintf(monitor->path, sizeof monitor->path, "%s", path);
    else
        (void)snprintf(monitor->path, sizeof monitor->path, "%.*s-%u%s", length, path,
                       monitor->runs, path + length);
}

static bool close_output(struct monitor *monitor)
{
    FILE *out = monitor->out;
    monitor->out = NULL;
    if (out == NULL)
        return true;
    bool failed = ferror(out) != 0;
    failed = (out == stdout ? fflush(out) : fclose(out)) != 0 || failed;
    if (failed)
        cli_complain("%s: cannot write: %s", monitor->path, strerror(errno));
    return !failed;
}

static bool open_output(struct monitor *monitor)
{
    if (monitor->out_path == NULL || !close_output(monitor))
        return monitor->out_path == NULL;
    monitor->runs++;
    name_output(monitor);
    monitor->out = strcmp(monitor->out_path, "-") == 0 ? stdout : fopen(monitor->path, "w");
    if (monitor->out == NULL)
        cli_complain("%s: cannot write: %s", monitor->path, strerror(errno));
    return monitor->out != NULL;
}

/* ---- What the board says --------------------------------------------------------------------- */

/* Standard output has the trace or the text, not both. */
static FILE *text_out(const struct monitor *monitor)
{
    return monitor->out == stdout ? stderr : stdout;
}

/* A terminal obeys control characters. */
static void put_plain(FILE *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= ' ' || c == '\n' || c == '\t')
            fputc(c == 0x7F ? '?' : c, out);
        else if (c != '\r')
            fputc('?', out);
    }
}

static void show_text(void *context, const char *text, size_t size)
{
    FILE *out = text_out(context);
    put_plain(out, text, size);
    (void)fflush(out);
}

static void show_event(void *context, const struct trace_line *line)
{
    struct monitor *monitor = context;
    monitor->ended = monitor->ended || (monitor->end_us != 0 && line->time_us >= monitor->end_us);
    if (monitor->ended)
        return;
    monitor->last_us = line->time_us;
    if (line->type == SIM_EVENT_PRINT) {
        show_text(monitor, line->text, strlen(line->text));
        show_text(monitor, "\n", 1);
    }
    if (monitor->out != NULL)
        trace_write(monitor->out, line);
}

static void show_lost(void *context, uint64_t time_us, uint32_t count, bool on_board)
{
    struct monitor *monitor = context;
    if (monitor->ended)
        return;
    if (monitor->out != NULL)
        fprintf(monitor->out, "{\"t\":%" PRIu64 ",\"ev\":\"lost\",\"count\":%" PRIu32 "}\n",
                time_us, count);
    if (!monitor->incomplete && on_board)
        cli_complain("at %" PRIu64 " us: %" PRIu32 " events are lost, because they are more than "
                     "%" PRIu32 " baud can take; a higher --baud may",
                     time_us, count, monitor->port.baud);
    else if (!monitor->incomplete)
        cli_complain("at %" PRIu64 " us: %" PRIu32 " records did not arrive whole", time_us, count);
    monitor->incomplete = true;
}

/* A run that is known already. */
static void greet_again(struct monitor *monitor, uint64_t time_us)
{
    if (monitor->interrupted && monitor->out != NULL) {
        cli_complain("the trace has a gap up to %" PRIu64 " us: the port was gone", time_us);
        monitor->incomplete = true;
    }
    monitor->interrupted = false;
}

/* A board whose time goes back has restarted, even if the record that tells so is lost. */
static void greet(void *context, bool started, uint64_t time_us, const char *scene)
{
    struct monitor *monitor = context;
    bool again = monitor->greeted && (started || time_us < monitor->last_us);
    monitor->asked = false;
    if (monitor->ended)
        return;
    if (monitor->greeted && !again) {
        greet_again(monitor, time_us);
        return;
    }
    monitor->greeted = true;
    monitor->interrupted = false;
    monitor->last_us = time_us;
    if (again && !open_output(monitor))
        monitor->failed = monitor->ended = true;
    if (monitor->for_us != 0)
        monitor->end_us = time_us + monitor->for_us;
    monitor->end_wall_us = session_wall_us() + monitor->for_us + SILENCE_US;
    fprintf(stderr, "glowloop: %s: \"", again ? "the board has restarted" : "the board plays");
    put_plain(stderr, scene, strlen(scene));
    fputc('"', stderr);
    if (!started)
        fprintf(stderr, "; it began %" PRIu64 ".%06" PRIu64 " s ago: reset it for all of it",
                time_us / 1000000, time_us % 1000000);
    if (again && monitor->out != NULL && monitor->out != stdout)
        fprintf(stderr, "; its trace goes to %s", monitor->path);
    fputc('\n', stderr);
}

static void ask(void *context)
{
    static const char question = RECORD_ASK;
    struct monitor *monitor = context;
    if (!monitor->asked && !monitor->port.recorded)
        (void)serial_port_write(&monitor->port, &question, 1);
    monitor->asked = true;
}

/* ---- The port -------------------------------------------------------------------------------- */

/* The one that is given, or the only one there is. */
static int choose_port(struct monitor *monitor, const char *path)
{
    static char paths[SERIAL_PORTS_MAX][SERIAL_PORT_PATH_MAX];
    monitor->port.path = path;
    if (path != NULL)
        return EXIT_FINE;
    size_t count = serial_port_find(paths);
    monitor->port.path = memcpy(monitor->found_path, paths[0], sizeof paths[0]);
    if (count == 1)
        return EXIT_FINE;
    if (count == 0)
        cli_complain("there is no serial port: plug in the board, or the adapter at its console; "
                     "docs/firmware.md tells which pins");
    else
        cli_complain("there are several ports; which is it? glowloop monitor PORT");
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "  %s\n", paths[i]);
    return EXIT_IO;
}

static bool open_port(struct monitor *monitor, bool quiet)
{
    char why[WHY_SIZE];
    if (!serial_port_open(&monitor->port, why, sizeof why)) {
        if (!quiet)
            cli_complain("%s: %s", monitor->port.path, why);
        return false;
    }
    monitor->opened_us = session_wall_us();
    monitor->asked = false;
    ask(monitor);
    return true;
}

/* A board that resets may take its port along. */
static void reopen(struct monitor *monitor)
{
    if (monitor->port.fd >= 0) {
        serial_port_close(&monitor->port);
        monitor->interrupted = true;
        board_reader_restart(&monitor->reader);
        cli_complain("%s is gone; waiting for it", monitor->port.path);
    }
    (void)poll(NULL, 0, LOOK_MS);
    if (!interrupt_came() && open_port(monitor, true))
        cli_complain("%s is back", monitor->port.path);
}

/* ---- The loop -------------------------------------------------------------------------------- */

/* False at the end: of a file, or because something failed. */
static bool read_port(struct monitor *monitor, int *code)
{
    uint8_t bytes[4096];
    ssize_t size = read(monitor->port.fd, bytes, sizeof bytes);
    if (size > 0) {
        if (!board_reader_feed(&monitor->reader, bytes, (size_t)size)) {
            cli_complain("out of memory");
            *code = EXIT_IO;
            return false;
        }
        /* Whoever follows the trace gets it now; a full disk is told at its end. */
        return monitor->out == NULL || fflush(monitor->out) == 0;
    }
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (monitor->port.recorded)
        return false;
    reopen(monitor);
    return true;
}

static void read_typed(struct monitor *monitor)
{
    char bytes[1024];
    ssize_t size = read(STDIN_FILENO, bytes, sizeof bytes);
    if (size > 0)
        (void)serial_port_write(&monitor->port, bytes, (size_t)size);
    else if (size == 0 || errno != EINTR)
        monitor->listening = false;
}

/* What only the clock tells: a board that says nothing. */
static void look_at_clock(struct monitor *monitor)
{
    uint64_t now_us = session_wall_us();
    board_reader_flush(&monitor->reader);
    if (!monitor->greeted && !monitor->complained && monitor->out_path != NULL &&
        now_us - monitor->opened_us > SILENCE_US) {
        monitor->complained = true;
        cli_complain("the board sends no trace: build its scene with --trace");
    }
    if (monitor->greeted && monitor->for_us != 0 && now_us > monitor->end_wall_us)
        monitor->ended = true;
}

static int watch(struct monitor *monitor)
{
    int code = EXIT_FINE;
    while (!interrupt_came() && !monitor->ended) {
        struct pollfd fds[] = {{.fd = monitor->port.fd, .events = POLLIN},
                               {.fd = monitor->listening ? STDIN_FILENO : -1, .events = POLLIN}};
        if (monitor->port.fd < 0) {
            reopen(monitor);
            continue;
        }
        int ready = poll(fds, 2, monitor->port.recorded ? -1 : LOOK_MS);
        if (ready == 0)
            look_at_clock(monitor);
        if (ready <= 0)
            continue;
        if (fds[0].revents != 0 && !read_port(monitor, &code))
            break;
        if (fds[1].revents != 0)
            read_typed(monitor);
    }
    return code;
}

static int run(struct monitor *monitor, const char *path)
{
    int code = choose_port(monitor, path);
    interrupt_catch(true); /* before the board hears of us */
    if (code == EXIT_FINE && (!open_port(monitor, false) || !open_output(monitor)))
        code = EXIT_IO;
    if (code == EXIT_FINE) {
        monitor->listening = !monitor->port.recorded;
        code = watch(monitor);
        board_reader_flush(&monitor->reader);
    }
    serial_port_close(&monitor->port);
    if (!close_output(monitor) || monitor->failed)
        code = EXIT_IO;
    if (code == EXIT_FINE && monitor->out_path != NULL && !monitor->greeted) {
        if (!monitor->complained)
            cli_complain("the board has sent no trace: build its scene with --trace");
        code = EXIT_CHECK;
    }
    return code == EXIT_FINE && monitor->incomplete ? EXIT_CHECK : code;
}

static int act(void *into, const char *const *operands, size_t count)
{
    return run(into, count > 0 ? operands[0] : NULL);
}

int cli_monitor(int argc, char **argv)
{
    struct monitor monitor = {.port = {.fd = -1, .baud = BAKE_BAUD}};
    monitor.reader.listener = (struct board_listener){.context = &monitor,
                                                      .text = show_text,
                                                      .event = show_event,
                                                      .hello = greet,
                                                      .lost = show_lost,
                                                      .ask = ask};
    int code = cli_act(&verb, argc, argv, &monitor, act);
    board_reader_free(&monitor.reader);
    return code;
}
