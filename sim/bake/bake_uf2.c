/* bake_uf2.c - an image for a board's boot loader.                 SPDX-License-Identifier: MIT */
#include <string.h>

#include "bake/bake.h"

enum { BLOCK = 512, PAYLOAD = 256, SECTOR = 4096 };

#define FLASH_START   0x10000000u
#define FAMILY_RP2040 0xE48BFF56u
#define HAS_FAMILY    0x00002000u

static void put(uint8_t *block, size_t place, uint32_t value)
{
    for (size_t i = 0; i < 4; i++)
        block[place + i] = (uint8_t)(value >> (8 * i));
}

static void write_block(const uint8_t *payload, uint32_t number, uint32_t count, FILE *out)
{
    uint8_t block[BLOCK] = {0};
    put(block, 0, 0x0A324655);
    put(block, 4, 0x9E5D5157);
    put(block, 8, HAS_FAMILY);
    put(block, 12, FLASH_START + number * PAYLOAD);
    put(block, 16, PAYLOAD);
    put(block, 20, number);
    put(block, 24, count);
    put(block, 28, FAMILY_RP2040);
    memcpy(block + 32, payload, PAYLOAD);
    put(block, BLOCK - 4, 0x0AB16F30);
    fwrite(block, 1, sizeof block, out);
}

/* Whole sectors, because the boot loader erases by the number of the block. */
void bake_write_uf2(const uint8_t *image, size_t size, FILE *out)
{
    uint32_t count = (uint32_t)((size + SECTOR - 1) / SECTOR * (SECTOR / PAYLOAD));
    for (uint32_t number = 0; number < count; number++) {
        uint8_t payload[PAYLOAD] = {0};
        size_t from = (size_t)number * PAYLOAD;
        if (from < size)
            memcpy(payload, image + from, size - from < PAYLOAD ? size - from : PAYLOAD);
        write_block(payload, number, count, out);
    }
}
