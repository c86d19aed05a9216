/* typed.h - lines that are typed at the console, for the scene's programs.
 *                                                                  SPDX-License-Identifier: MIT
 * The interrupt notes each line with the time of its end; programs read it when the scene's time
 * gets there, as in the simulator. A line ends with CR, LF or both; other control characters but
 * tabs are dropped. The line `bootsel` is the boot loader's (boot_loader.h), and reaches no
 * program.
 */
#ifndef TYPED_H
#define TYPED_H

#include "coop/stream.h"

#define TYPED_SIZE 4096 /* bytes that wait to be read, as in the simulator; a power of two */

/* What programs read: the console's input. */
extern coop_stream typed_stream;

/* A character has come in. From the interrupt. */
void typed_hear(char c);

/* The scene's time has begun. Lines from before are its first. */
void typed_begin(coop_loop *loop);

/* Tell `told` of each line when it comes to pass, before programs: of its bytes, without their end,
 * and of the rest of them. */
typedef void (*typed_told)(const char *bytes, uint32_t size, const char *rest, uint32_t rest_size);
void typed_listen(typed_told told);

#endif
