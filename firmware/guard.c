/* guard.c - the watchdog, and what is known of a fault after it.   SPDX-License-Identifier: MIT */
#include "guard.h"

#include <stdbool.h>
#include <string.h>

#include "boot_loader.h"
#include "chip.h"
#include "pico.h"
#include <hardware/exception.h>
#include <hardware/watchdog.h>

#define FEED_US   500000u
#define MAGIC     0x474C4F57u /* "GLOW" */
#define LINE_SIZE 160

enum cause { CAUSE_NONE, CAUSE_STUCK, CAUSE_ASSERTION, CAUSE_HARD_FAULT };

/* Its pointers are to constants of the image: they mean nothing if another has been flashed since,
 * which its sum tells. */
struct record {
    uint32_t magic;
    uint32_t image_sum;
    uint32_t cause;
    const coop_task *task;
    const char *name;
    const char *file; /* where the task had last stopped */
    uint32_t line;
    const char *broken_file; /* where a promise was broken; or NULL */
    uint32_t broken_line;
    uint32_t address; /* of the instruction, after a hard fault */
};

static struct record __uninitialized_ram(now);
static struct record last;
static uint64_t fed_us;

static uint32_t sum_image(void)
{
    extern const uint32_t __flash_binary_start[], __flash_binary_end[];
    uint32_t sum = 0;
    for (const uint32_t *word = __flash_binary_start; word < __flash_binary_end; word++)
        sum = (sum << 5 | sum >> 27) ^ *word;
    return sum;
}

/* ---- Faults ---------------------------------------------------------------------------------- */

_Noreturn static void restart(enum cause cause)
{
    now.cause = cause;
    watchdog_reboot(0, 0, 0);
    while (true)
        tight_loop_contents();
}

_Noreturn void coop_assert_failed(const char *file, int line)
{
    now.broken_file = file;
    now.broken_line = (uint32_t)line;
    restart(CAUSE_ASSERTION);
}

/* The SDK's own reason to give up; it has told it to nobody. */
_Noreturn void guard_panic(const char *format, ...)
{
    now.broken_file = format;
    restart(CAUSE_ASSERTION);
}

/* The hardware has put the return address in the seventh word of the stack. */
__attribute__((used)) static void record_hard_fault(const uint32_t *stack)
{
    now.address = stack[6];
    restart(CAUSE_HARD_FAULT);
}

/* Naked, so that nothing else is on the stack yet. */
__attribute__((naked)) static void on_hard_fault(void)
{
    __asm volatile("mrs r0, msp\n"
                   "ldr r1, =record_hard_fault\n"
                   "bx r1\n");
}

/* ---- Watchdog -------------------------------------------------------------------------------- */

void guard_start(void)
{
    uint32_t image_sum = sum_image();
    bool kept = now.magic == MAGIC && now.image_sum == image_sum;
    last = now;
    if (!kept || !watchdog_caused_reboot())
        last.cause = CAUSE_NONE;
    else if (last.cause == CAUSE_NONE)
        last.cause = CAUSE_STUCK;
    now = (struct record){.magic = MAGIC, .image_sum = image_sum};
    exception_set_exclusive_handler(HARDFAULT_EXCEPTION, on_hard_fault);
    watchdog_enable(GUARD_LIMIT_MS, true);
}

void guard_feed(void)
{
    fed_us = chip_now_us();
    watchdog_update();
    boot_loader_poll(fed_us);
}

uint64_t guard_next_us(void)
{
    return fed_us + FEED_US;
}

void guard_step(const coop_task *task)
{
    now.task = task;
    now.name = coop_name(task);
    now.file = coop_file(task);
    now.line = coop_line(task);
}

/* ---- The report ------------------------------------------------------------------------------ */

static char line[LINE_SIZE];
static size_t used;

static void add(const char *text)
{
    for (; *text != '\0' && used + 1 < sizeof line; text++)
        line[used++] = *text;
    line[used] = '\0';
}

static void add_number(uint32_t number, uint32_t base)
{
    char digits[11];
    size_t first = sizeof digits - 1;
    digits[first] = '\0';
    do {
        digits[--first] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    add(digits + first);
}

static void add_place(const char *file, uint32_t number)
{
    add(file);
    add(":");
    add_number(number, 10);
}

static void add_cause(void)
{
    if (last.cause == CAUSE_STUCK) {
        add("it held the CPU for over ");
        add_number(GUARD_LIMIT_MS, 10);
        add(" ms");
    } else if (last.cause == CAUSE_ASSERTION) {
        add("a promise was broken at ");
        add_place(last.broken_file, last.broken_line);
    } else {
        add("a hard fault at 0x");
        add_number(last.address, 16);
    }
}

void guard_report(void (*print)(const char *text), const char *(*name_of)(const coop_task *task))
{
    if (last.cause == CAUSE_NONE)
        return;
    const char *name = name_of(last.task);
    used = 0;
    add("glowloop: restarted after a fault: ");
    if (last.task == NULL) {
        add("no task had begun");
    } else {
        add("task \"");
        add(name != NULL ? name : last.name);
        add("\", from ");
        add_place(last.file, last.line);
    }
    add(": ");
    add_cause();
    print(line);
}
