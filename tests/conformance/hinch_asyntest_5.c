/* hinch_asyntest_5.c - a semaphore.                                SPDX-License-Identifier: MIT */
#include "hinch_semaphore.h"

int main(void)
{
    coop_semaphore_init(&semaphore, 3);
    return run_semaphore_test();
}
