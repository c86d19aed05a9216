/* culprit.c - which task it was, and where.                        SPDX-License-Identifier: MIT
 *
 * All of this happens in handlers of signals, in a process that may be damaged: no memory is taken,
 * nothing is printed but by write(), and the line is looked up by another program.
 */
#define _GNU_SOURCE /* setitimer(), vfork(), registers */

#include "project/culprit.h"

#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include "project/internal.h"

enum { FRAMES_MAX = 64, PLACE_MAX = 256 };

static struct sim *const volatile *watched;
static culprit_end end_process;

/* ---- Words ----------------------------------------------------------------------------------- */

struct words {
    char text[1024];
    size_t size;
};

static void say(struct words *words, const char *text)
{
    for (; *text != '\0' && words->size + 1 < sizeof words->text; text++)
        words->text[words->size++] = *text;
    words->text[words->size] = '\0';
}

static void say_number(struct words *words, uintptr_t number, unsigned base)
{
    char digits[24];
    size_t first = sizeof digits - 1;
    digits[first] = '\0';
    do
        digits[--first] = "0123456789abcdef"[number % base];
    while ((number /= base) != 0);
    say(words, digits + first);
}

/* ---- Places ---------------------------------------------------------------------------------- */

/* Of an instruction of a program of its own. */
struct place {
    const struct loaded *loaded; /* NULL: none is known */
    uintptr_t offset;            /* in that object */
    size_t depth;                /* how many calls of own functions led there */
};

static const struct loaded *owner_of(uintptr_t address)
{
    for (const struct loaded *loaded = all_loaded; loaded != NULL; loaded = loaded->next)
        if (address >= loaded->begin && address < loaded->end)
            return loaded;
    return NULL;
}

/* Where it was interrupted; 0: this kind of processor does not tell. */
static uintptr_t interrupted_at(const ucontext_t *context)
{
#if defined(__linux__) && defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__linux__) && defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

/* All other addresses are those behind a call. */
static struct place find_place(const ucontext_t *context)
{
    void *frames[FRAMES_MAX];
    struct place place = {0};
    uintptr_t exact = interrupted_at(context);
    int count = backtrace(frames, FRAMES_MAX);
    for (int i = 0; i < count; i++) {
        uintptr_t address = (uintptr_t)frames[i];
        const struct loaded *loaded = owner_of(address);
        if (loaded != NULL && place.depth++ == 0) {
            place.loaded = loaded;
            place.offset = address - (address == exact ? 0 : 1) - loaded->base;
        }
    }
    return place;
}

static void become_addr2line(const struct loaded *loaded, const char *offset, int out)
{
    static char *const environment[] = {NULL};
    const char *words[] = {loaded->addr2line, "-s", "-e", loaded->path, offset, NULL};
    int null = open("/dev/null", O_WRONLY);
    if (dup2(out, STDOUT_FILENO) >= 0 && dup2(null, STDERR_FILENO) >= 0)
        (void)execve(words[0], (char *const *)(uintptr_t)words, environment);
    _exit(127);
}

/* fork() would take locks that whoever crashed may hold. */
static pid_t start_addr2line(const struct loaded *loaded, const char *offset, int out)
{
    pid_t child = vfork();
    if (child == 0)
        become_addr2line(loaded, offset, out);
    return child;
}

/* "my_light.c:12"; false if that cannot be found out. */
static bool look_up(const struct place *place, char *line, size_t size)
{
    int ends[2];
    struct words offset = {.size = 0};
    size_t used = 0;
    ssize_t got;
    say(&offset, "0x");
    say_number(&offset, place->offset, 16);
    if (place->loaded->addr2line == NULL || pipe(ends) != 0)
        return false;
    pid_t child = start_addr2line(place->loaded, offset.text, ends[1]);
    (void)close(ends[1]);
    while (used + 1 < size && (got = read(ends[0], line + used, size - used - 1)) > 0)
        used += (size_t)got;
    line[used] = '\0';
    (void)close(ends[0]);
    if (child > 0)
        (void)waitpid(child, NULL, 0);
    line[strcspn(line, " \n")] = '\0';
    return strchr(line, ':') != NULL && line[0] != '?' && strstr(line, ":?") == NULL;
}

static void say_place(struct words *words, const struct place *place, const char *line)
{
    if (strcmp(place->loaded->folder, ".") != 0) {
        say(words, place->loaded->folder);
        say(words, "/");
    }
    say(words, line);
}

static void say_await(struct words *words, const coop_task *task)
{
    unsigned line = coop_line(task);
    say(words, line == 0 ? "it has not come to an await yet: " : "its last await: ");
    say(words, coop_file(task));
    if (line == 0)
        return;
    say(words, ":");
    say_number(words, line, 10);
}

static const coop_task *say_task(struct words *words)
{
    const struct sim *sim = watched == NULL ? NULL : *watched;
    const coop_task *task = sim == NULL ? NULL : sim_running(sim);
    if (task == NULL)
        return NULL;
    say(words, "task \"");
    say(words, sim_task_name(sim, task));
    say(words, "\"");
    return task;
}

/* ---- Crashes --------------------------------------------------------------------------------- */

static const char *reason_of(int number, const siginfo_t *info, const struct place *place)
{
    bool memory = number == SIGSEGV || number == SIGBUS;
    const char *report = number == SIGABRT ? sanitize_report() : NULL;
    if (report != NULL)
        return report;
    if (memory && place->depth > FRAMES_MAX / 2)
        return "its stack is full: a function calls itself for ever";
    if (memory && (uintptr_t)info->si_addr < 4096)
        return "it used a pointer that is NULL";
    if (memory)
        return "it used memory that is not its own";
    if (number == SIGFPE)
        return "it divided by zero";
    if (number == SIGABRT)
        return "it gave up: what is above says why";
    return "it came to what is no instruction";
}

static const char *signal_name(int number)
{
    return number == SIGSEGV   ? " (SIGSEGV)"
           : number == SIGBUS  ? " (SIGBUS)"
           : number == SIGFPE  ? " (SIGFPE)"
           : number == SIGABRT ? " (SIGABRT)"
                               : " (SIGILL)";
}

static void on_crash(int number, siginfo_t *info, void *context)
{
    struct words words = {.size = 0};
    char line[PLACE_MAX];
    struct place place = find_place(context);
    const coop_task *task = say_task(&words);
    say(&words, task == NULL ? "glowloop crashed" : " crashed");
    bool found = place.loaded != NULL && look_up(&place, line, sizeof line);
    if (found) {
        say(&words, " at ");
        say_place(&words, &place, line);
    }
    say(&words, ": ");
    say(&words, reason_of(number, info, &place));
    say(&words, signal_name(number));
    if (!found && task != NULL) {
        say(&words, "; ");
        say_await(&words, task);
    }
    end_process(true, words.text);
    _exit(1);
}

/* ---- Patience -------------------------------------------------------------------------------- */

/* A signal for the process may come to any of its threads. */
static void on_question(int number, siginfo_t *info, void *context)
{
    struct words words = {.size = 0};
    char line[PLACE_MAX];
    struct sim *sim = watched == NULL ? NULL : *watched;
    (void)info;
    if (sim != NULL && sim_signal(sim, number))
        return;
    struct place place = find_place(context);
    const coop_task *task = say_task(&words);
    say(&words, task == NULL ? "a step never ends" : " never gives up control");
    if (place.loaded != NULL && look_up(&place, line, sizeof line)) {
        say(&words, "; it is at ");
        say_place(&words, &place, line);
    } else if (task != NULL) {
        say(&words, "; ");
        say_await(&words, task);
    }
    end_process(false, words.text);
    _exit(1);
}

static void handle(int number, void (*handler)(int, siginfo_t *, void *))
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void culprit_guard(struct sim *const volatile *sim, culprit_end end)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    void *first[1];
    watched = sim;
    end_process = end;
    sanitize_prepare();
    (void)backtrace(first, 1); /* so that it has all it needs before it is needed */
    handle(SIGXCPU, on_question);
    for (size_t i = 0; all_loaded != NULL && i < sizeof crashes / sizeof *crashes; i++)
        handle(crashes[i], on_crash);
}

void culprit_ask(void)
{
    (void)raise(SIGXCPU);
}

void culprit_on_alarm(void (*handler)(int), uint64_t us)
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    culprit_alarm_in(us);
}

void culprit_alarm_in(uint64_t us)
{
    struct itimerval timer = {
        .it_value = {.tv_sec = (time_t)(us / 1000000), .tv_usec = (suseconds_t)(us % 1000000)}};
    setitimer(ITIMER_REAL, &timer, NULL);
}
