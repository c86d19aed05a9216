/* emulate.c - an emulated ATmega2560 that runs an image with tests. SPDX-License-Identifier: MIT
 *
 *   emulate IMAGE [ARGUMENTS]
 *
 * Its RAM fills the whole address space, as with memory at its external bus. What the image calls
 * for is in calls.h; the status it ends with is the program's, or 3 if it does not run.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sim_avr.h>
#include <sim_elf.h>

#include "calls.h"

#define RAM_END     0xFFFF
#define FILES       4
#define CYCLES_MOST 60000000000u /* an hour of the chip's: whoever waits knows better */

static avr_t *avr;
static const char *arguments = "";
static FILE *files[FILES];
static int status = 3;
static bool ended;

/* ---- Calls ----------------------------------------------------------------------------------- */

static int open_file(const char *path, uint32_t offset)
{
    for (int i = 0; i < FILES; i++) {
        if (files[i] != NULL)
            continue;
        files[i] = fopen(path, "rb");
        return files[i] != NULL && fseek(files[i], (long)offset, SEEK_SET) == 0 ? i : -1;
    }
    return -1;
}

static int close_file(unsigned number)
{
    if (number >= FILES || files[number] == NULL)
        return -1;
    (void)fclose(files[number]);
    files[number] = NULL;
    return 0;
}

static int read_file(const struct call *call, void *bytes)
{
    if (call->file >= FILES || files[call->file] == NULL)
        return -1;
    return (int)fread(bytes, 1, call->size, files[call->file]);
}

static int give_arguments(char *text, size_t size)
{
    if (strlen(arguments) >= size)
        return -1;
    strcpy(text, arguments);
    return 0;
}

static int answer(const struct call *call)
{
    uint8_t *bytes = avr->data + call->bytes;
    if (call->bytes + (uint32_t)call->size > RAM_END)
        return -1;
    switch (call->operation) {
    case CALL_WRITE:
        return (int)fwrite(bytes, 1, call->size, call->file == 1 ? stderr : stdout);
    case CALL_OPEN:
        return open_file((const char *)bytes, call->offset);
    case CALL_READ:
        return read_file(call, bytes);
    case CALL_CLOSE:
        return close_file(call->file);
    case CALL_ARGUMENTS:
        return give_arguments((char *)bytes, call->size);
    case CALL_EXIT:
        status = call->size;
        ended = true;
        return 0;
    default:
        return -1;
    }
}

static void take_call(struct avr_t *chip, avr_io_addr_t address, uint8_t value, void *unused)
{
    struct call call;
    size_t place = chip->data[CALL_LOW] | (size_t)value << 8;
    (void)unused;
    chip->data[address] = value;
    if (place + sizeof call > RAM_END)
        return;
    memcpy(&call, chip->data + place, sizeof call);
    call.result = (int16_t)answer(&call);
    memcpy(chip->data + place, &call, sizeof call);
}

/* ---- Running --------------------------------------------------------------------------------- */

/* simavr tells of sections that it has loaded. */
static void tell_nothing(avr_t *chip, const int level, const char *format, va_list values)
{
    (void)chip, (void)level, (void)format, (void)values;
}

static bool start(const char *path)
{
    static elf_firmware_t image;
    avr_global_logger_set(tell_nothing);
    if (elf_read_firmware(path, &image) != 0)
        return false;
    avr = avr_make_mcu_by_name("atmega2560");
    if (avr == NULL)
        return false;
    avr->ramend = RAM_END;
    if (avr_init(avr) != 0)
        return false;
    image.frequency = 16000000;
    avr_load_firmware(avr, &image);
    avr_register_io_write(avr, CALL_HIGH, take_call, NULL);
    return true;
}

int main(int count, char **words)
{
    if (count < 2 || count > 3)
        return 3;
    if (count == 3)
        arguments = words[2];
    if (!start(words[1]))
        return 3;
    while (!ended && avr->cycle < CYCLES_MOST) {
        int state = avr_run(avr);
        if (state == cpu_Done || state == cpu_Crashed) {
            printf("# fault: it crashed at 0x%" PRIx32 "\n", avr->pc);
            break;
        }
    }
    return fflush(stdout) == 0 ? status : 3;
}
