/* emitters.c - bits of pixels, sent one by one by the CPU.         SPDX-License-Identifier: MIT
 *
 * Interrupts are kept out while a strip is sent, 30 us a pixel (40 with white): an edge of a pin
 * that comes meanwhile is noted with the time of the strip's end.
 */
#include "emitters.h"

#include "chip.h"
#include "pace.h"
#include "ports.h"
#include "wires.h"

void emitters_start(uint8_t emitter, uint8_t pin)
{
    (void)emitter;
    wires_drive(pin, false);
}

/* A bit is 20 cycles of 1/16 us: high for 5 (0) or 12 (1), whatever comes before or after it.
 * Source: WS2812B datasheet V5, "Data transfer time" (0: 220..380 ns high, 1: 580..1000 ns), and
 * SK6812RGBW, the same section. The comments count cycles; `st` takes two, and the pin changes at
 * their end. Behind the last byte one more is read, and not used. */
static void send_bits(volatile uint8_t *port, uint8_t high, uint8_t low, const uint8_t *bytes,
                      uint16_t size)
{
    uint8_t bits = 8, byte = *bytes++, level;
    __asm volatile("1:  st   %a[port], %[high]     \n" /*  0: up */
                   "    mov  %[level], %[low]      \n" /*  1 */
                   "    sbrc %[byte], 7            \n" /*  2 */
                   "    mov  %[level], %[high]     \n" /*  3 */
                   "    st   %a[port], %[level]    \n" /*  5: down if it is a 0 */
                   "    dec  %[bits]               \n" /*  6 */
                   "    breq 2f                    \n" /*  7, or 8 */
                   "    lsl  %[byte]               \n" /*  8 */
                   "    rjmp .+0                   \n" /* 10 */
                   "    st   %a[port], %[low]      \n" /* 12: down */
                   "    rjmp .+0                   \n" /* 14 */
                   "    rjmp .+0                   \n" /* 16 */
                   "    rjmp 1b                    \n" /* 18 */
                   "2:  ld   %[byte], %a[bytes]+   \n" /* 10 */
                   "    st   %a[port], %[low]      \n" /* 12: down */
                   "    ldi  %[bits], 8            \n" /* 13 */
                   "    nop                        \n" /* 14 */
                   "    sbiw %[size], 1            \n" /* 16 */
                   "    brne 1b                    \n" /* 18 */
                   : [bits] "+d"(bits), [byte] "+r"(byte), [level] "=&r"(level),
                     [bytes] "+z"(bytes), [size] "+w"(size)
                   : [port] "x"(port), [high] "r"(high), [low] "r"(low)
                   : "cc", "memory");
}

uint64_t emitters_send(uint8_t emitter, uint8_t pin, const uint8_t *bytes, uint16_t size)
{
    (void)emitter;
    volatile uint8_t *port = port_of(pin)->input + 2;
    uint8_t saved = chip_irq_save();
    uint8_t low = (uint8_t)(*port & ~port_mask(pin));
    send_bits(port, low | port_mask(pin), low, bytes, size);
    chip_irq_restore(saved);
    return pace_real_us();
}
