/* test_board.c - the board does what the other tests rely on.      SPDX-License-Identifier: MIT
 *
 * self_test builds it with one of the words below, too, and the check has to complain.
 */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <signal.h>
#include <stdlib.h>

static int count = 7; /* both tests change it */
static int zero_at_first;

static void set_up(void)
{
    zero_at_first++;
}

TestSuite(board, .init = set_up);

Test(board, gives_each_test_fresh_variables)
{
    cr_assert(eq(int, count++, 7));
    cr_assert(eq(int, zero_at_first, 1));
}

#ifndef VANISHES
Test(board, gives_the_next_test_fresh_variables_too)
{
    cr_assert(eq(int, count++, 7));
    cr_assert(eq(int, zero_at_first, 1));
}
#endif

Test(board, expects_a_signal, .signal = SIGABRT)
{
#ifndef LIVES
    abort();
#endif
}

static int depth_of(volatile int levels)
{
    return levels == 0 ? 0 : 1 + depth_of(levels - 1);
}

Test(board, stays_within_its_stack)
{
#ifdef OVERFLOWS
    cr_assert(eq(int, depth_of(10000), 10000));
#else
    cr_assert(eq(int, depth_of(10), 10));
#endif
}

Test(board, does_what_it_should)
{
#if defined FAILS
    cr_assert(eq(int, count, 8), "this is what is to be seen");
#elif defined FAULTS
    __builtin_trap();
#elif defined ABORTS
    abort();
#elif defined LEAVES
    exit(0);
#elif defined HANGS
    while (count == 7) {
    }
#endif
    cr_assert(not(count == 8));
}
