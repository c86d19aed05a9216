/* board.c - processes of an emulated AVR, and the depth of the stack. SPDX-License-Identifier: MIT
 *
 * As tests/cortex_m0/board.c has them. A process begins as the chip does after a reset: the C
 * library sets its variables, but for those that are KEPT.
 */
#include "board.h"

#include <avr/io.h>
#include <stdlib.h>

#include "host.h"

#define UNUSED    0xA5 /* what a byte holds that nobody used */
#define OWN_BYTES 32   /* for the one who fills, at most */
#define HEAP_SIZE 1024

extern volatile uint8_t _end[], __stack[]; /* the linker's: all between them is heap and stack */

static KEPT uint32_t process;
static KEPT uint16_t stack_used_max;

static volatile uint8_t *stack_begin(void)
{
    return _end + HEAP_SIZE;
}

static void fill_stack(void)
{
    for (volatile uint8_t *byte = stack_begin(); (uint16_t)byte < SP - OWN_BYTES; byte++)
        *byte = UNUSED;
}

static uint16_t stack_used(void)
{
    const volatile uint8_t *lowest = stack_begin();
    while (lowest < __stack && *lowest == UNUSED)
        lowest++;
    return (uint16_t)(__stack - lowest);
}

int main(void)
{
    __malloc_heap_end = (char *)stack_begin();
    fill_stack();
    process_run(process);
    process_end(0);
}

_Noreturn void process_end(int status)
{
    uint16_t used = stack_used();
    if (used > stack_used_max)
        stack_used_max = used;
    if (stack_begin()[0] != UNUSED) {
        host_print("# fault: the stack has overflowed, in process %lu\n", (unsigned long)process);
        host_exit(false);
    }
    process_ended(process, status);
    process++;
    __asm volatile("jmp 0");
    __builtin_unreachable();
}

_Noreturn void board_end(bool fine)
{
    host_print("# stack %u of %u bytes\n", stack_used_max, (unsigned)(__stack - stack_begin()));
    host_exit(fine);
}
