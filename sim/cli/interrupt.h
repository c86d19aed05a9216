/* interrupt.h - Ctrl-C, and being asked to end.                    SPDX-License-Identifier: MIT */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT and SIGTERM are only noted; or, false, end the process again. */
void interrupt_catch(bool noted);
/* Whether one came. */
bool interrupt_came(void);

#endif
