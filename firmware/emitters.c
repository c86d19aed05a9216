/* emitters.c - bits of pixels, sent by PIO and DMA.                SPDX-License-Identifier: MIT */
#include "emitters.h"

#include <stddef.h>

#include "pace.h"
#include "strips.h"
#include <hardware/clocks.h>
#include <hardware/dma.h>
#include <hardware/gpio.h>
#include <hardware/pio.h>
#include <hardware/pio_instructions.h>

/* A bit is 15 cycles of 1/12 us: high for 4 (0) or 9 (1). Source: WS2812B datasheet V5, "Data
 * transfer time" (0: 220..380 ns high, 1: 580..1000 ns), and SK6812RGBW, the same section. */
#define CYCLE_HZ     12000000u
#define ZERO_CYCLES  4u
#define ONE_CYCLES   9u
#define BIT_CYCLES   15u
#define BYTE_US      10u
#define BYTE_BITS    8u
#define MACHINES_PIO 4u

/* Of each emitter. All of them but the first four are on the second PIO. */
static uint channels[STRIPS_MAX];

/* ---- Set-up ---------------------------------------------------------------------------------- */

/* `out` waits for the next bit with the line low; delays are cycles besides an instruction's own.
 */
static void load_program(PIO pio)
{
    const uint16_t code[] = {
        (uint16_t)pio_encode_out(pio_x, 1),
        (uint16_t)(pio_encode_set(pio_pins, 1) | pio_encode_delay(ZERO_CYCLES - 1)),
        (uint16_t)(pio_encode_mov(pio_pins, pio_x) |
                   pio_encode_delay(ONE_CYCLES - ZERO_CYCLES - 1)),
        (uint16_t)(pio_encode_set(pio_pins, 0) | pio_encode_delay(BIT_CYCLES - ONE_CYCLES - 2)),
    };
    const struct pio_program program = {.instructions = code, .length = 4, .origin = 0};
    if (pio_can_add_program(pio, &program))
        (void)pio_add_program(pio, &program);
}

/* The divider has 8 bits behind the point, so an edge may be off by one cycle of the CPU's. */
static void start_machine(PIO pio, uint machine, uint pin)
{
    pio_sm_config config = pio_get_default_sm_config();
    uint32_t divider_256 = (uint32_t)((uint64_t)clock_get_hz(clk_sys) * 256 / CYCLE_HZ);
    sm_config_set_wrap(&config, 0, 3);
    sm_config_set_out_pins(&config, pin, 1);
    sm_config_set_set_pins(&config, pin, 1);
    sm_config_set_out_shift(&config, false, true, BYTE_BITS);
    sm_config_set_fifo_join(&config, PIO_FIFO_JOIN_TX);
    sm_config_set_clkdiv_int_frac8(&config, divider_256 / 256, (uint8_t)divider_256);
    pio_sm_set_pins_with_mask(pio, machine, 0, 1u << pin);
    pio_sm_set_consecutive_pindirs(pio, machine, pin, 1, true);
    pio_gpio_init(pio, pin);
    (void)pio_sm_init(pio, machine, 0, &config);
    pio_sm_set_enabled(pio, machine, true);
}

/* A byte written to a FIFO arrives on all four of its lanes: the top one is what is shifted out. */
static uint start_channel(PIO pio, uint machine)
{
    uint channel = (uint)dma_claim_unused_channel(true);
    dma_channel_config config = dma_channel_get_default_config(channel);
    channel_config_set_transfer_data_size(&config, DMA_SIZE_8);
    channel_config_set_dreq(&config, pio_get_dreq(pio, machine, true));
    dma_channel_configure(channel, &config, &pio->txf[machine], NULL, 0, false);
    return channel;
}

/* A pixel that is on the board may have a pin of its own for its power. */
static void power_up(uint8_t pin)
{
#ifdef PICO_DEFAULT_WS2812_POWER_PIN
    if (pin != PICO_DEFAULT_WS2812_PIN)
        return;
    gpio_init(PICO_DEFAULT_WS2812_POWER_PIN);
    gpio_put(PICO_DEFAULT_WS2812_POWER_PIN, true);
    gpio_set_dir(PICO_DEFAULT_WS2812_POWER_PIN, GPIO_OUT);
#else
    (void)pin;
#endif
}

void emitters_start(uint8_t emitter, uint8_t pin)
{
    PIO pio = emitter < MACHINES_PIO ? pio0 : pio1;
    uint machine = emitter % MACHINES_PIO;
    power_up(pin);
    if (machine == 0)
        load_program(pio);
    start_machine(pio, machine, pin);
    channels[emitter] = start_channel(pio, machine);
}

uint64_t emitters_send(uint8_t emitter, uint8_t pin, const uint8_t *bytes, uint16_t size)
{
    (void)pin;
    uint64_t end_us = pace_real_us() + size * BYTE_US;
    dma_channel_transfer_from_buffer_now(channels[emitter], bytes, size);
    return end_us;
}
