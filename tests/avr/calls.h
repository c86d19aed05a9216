/* calls.h - how an image for AVR calls who emulates it.            SPDX-License-Identifier: MIT
 *
 * The address of a struct call goes to two registers that have no other use, the lower byte first;
 * the higher one makes the call, whose result is in place at the next instruction.
 */
#ifndef CALLS_H
#define CALLS_H

#include <stdint.h>

/* Data addresses of GPIOR1 and GPIOR2. Source: ATmega2560 datasheet, "Register Summary". */
#define CALL_LOW  0x4A
#define CALL_HIGH 0x4B

enum call_operation {
    CALL_WRITE,     /* `size` bytes to the output, or that of errors if `file` is 1 */
    CALL_OPEN,      /* the file whose path is at `bytes`, from `offset` on; gives its number */
    CALL_READ,      /* from `file` to `bytes`, at most `size`; gives how many */
    CALL_CLOSE,     /* `file` */
    CALL_ARGUMENTS, /* to `bytes`; gives 0 if they fit */
    CALL_EXIT       /* `size` is the status */
};

struct call {
    uint8_t operation; /* enum call_operation */
    uint8_t file;
    uint16_t bytes; /* an address */
    uint16_t size;
    int16_t result; /* negative: it could not be done */
    uint32_t offset;
};

_Static_assert(sizeof(struct call) == 12, "it is the same for both sides");

#endif
