/* board.c - reset, processes, faults, and the depth of the stack.  SPDX-License-Identifier: MIT */
#include "board.h"

#include <string.h>

#include "host.h"

/* Of microbit.ld. */
extern volatile uint32_t stack_begin[], stack_end[];
extern char kept_begin[], kept_end[], data_begin[], data_end[], data_load[], bss_begin[], bss_end[];

static KEPT uint32_t process;
static KEPT int process_status;
static KEPT uint32_t stack_used_max;

/* ---- Stack ----------------------------------------------------------------------------------- */

#define UNUSED    0xa5c35a3cu /* what a word holds that nobody used */
#define OWN_WORDS 32          /* for the one who fills, at most */

static void fill_stack(void)
{
    size_t count = (size_t)(stack_end - stack_begin) - OWN_WORDS;
    for (size_t i = 0; i < count; i++)
        stack_begin[i] = UNUSED;
}

static uint32_t stack_used(void)
{
    const volatile uint32_t *lowest = stack_begin;
    while (lowest < stack_end && *lowest == UNUSED)
        lowest++;
    return (uint32_t)(stack_end - lowest) * sizeof *lowest;
}

static _Noreturn void on_empty_stack(void (*function)(void))
{
    __asm volatile("mov sp, %0\n bx %1" ::"r"(stack_end), "r"(function));
    __builtin_unreachable();
}

/* ---- Processes ------------------------------------------------------------------------------- */

static void run_process(void)
{
    fill_stack();
    memcpy(data_begin, data_load, (size_t)(data_end - data_begin));
    memset(bss_begin, 0, (size_t)(bss_end - bss_begin));
    process_run(process);
    process_end(0);
}

static void finish_process(void)
{
    uint32_t used = stack_used();
    if (used > stack_used_max)
        stack_used_max = used;
    process_ended(process, process_status);
    process++;
    on_empty_stack(run_process);
}

_Noreturn void process_end(int status)
{
    process_status = status;
    on_empty_stack(finish_process);
}

_Noreturn void board_end(bool fine)
{
    host_print("# stack %u of %u bytes\n", (unsigned)stack_used_max,
               (unsigned)((stack_end - stack_begin) * sizeof *stack_begin));
    host_exit(fine);
}

/* ---- Reset and faults ------------------------------------------------------------------------ */

/* Where the image begins. */
void board_begin(void);
void board_begin(void)
{
    memset(kept_begin, 0, (size_t)(kept_end - kept_begin));
    on_empty_stack(run_process);
}

/* Source: ARMv6-M Architecture Reference Manual, B1.5.6: the frame that an exception leaves on the
 * stack; its seventh word is the address to return to. */
static _Noreturn __attribute__((used)) void tell_fault(const uint32_t *frame)
{
    if (frame < stack_begin)
        host_print("# fault: the stack has overflowed, in process %u\n", (unsigned)process);
    else
        host_print("# fault at 0x%x, in process %u\n", (unsigned)frame[6], (unsigned)process);
    host_exit(false);
}

/* Where little or nothing is left of the stack, telling it begins at its top again. */
static __attribute__((naked)) void fault(void)
{
    __asm volatile("mov r0, sp\n"
                   "ldr r1, =stack_begin + 1024\n"
                   "cmp r0, r1\n"
                   "bhs 1f\n"
                   "ldr r1, =stack_end\n"
                   "mov sp, r1\n"
                   "1: ldr r1, =tell_fault\n"
                   "bx r1\n");
}

/* Source: the same manual, B1.5.3. No other exception is enabled. */
static const struct {
    const void *stack;
    void (*handlers[15])(void);
} vectors __attribute__((section(".vectors"), used)) = {(const void *)stack_end,
                                                        {board_begin, fault, fault}};
