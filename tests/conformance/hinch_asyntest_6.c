/* hinch_asyntest_6.c - a semaphore that is given back too often.   SPDX-License-Identifier: MIT */
#include "hinch_semaphore.h"

int main(void)
{
    coop_semaphore_init_bounded(&semaphore, 3);
    return run_semaphore_test();
}
