/* uno.c - an emulated Arduino Uno that plays an image.             SPDX-License-Identifier: MIT
 *
 *   uno IMAGE EPOCH FREE FOR_US [ring:PIN|led:PIN|clock:ADDRESS:US]… <INPUTS
 *
 * EPOCH is the address of the firmware's epoch_us, FREE where RAM begins that nothing static is in,
 * `clock` what the firmware's word of 64 bits at ADDRESS shall be when its time begins.
 * INPUTS are lines "US PIN LEVEL" by the scene's time, in order; the level is 0, 1, or - to let go.
 * It runs for FOR_US of the scene's time and then prints, with times by the chip's clock in ns:
 *
 *   frame PIN NS BITS HEX    a frame on a ring's wire
 *   bit PIN WHAT LEAST MOST  cycles that something of its waveform took
 *   edge PIN NS LEVEL        of an LED; -1: let go
 *   text LINE                a line of the console
 *   epoch US, asleep SHARE, stack BYTES, stopped WHY
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <avr_ioport.h>
#include <avr_uart.h>
#include <sim_avr.h>
#include <sim_elf.h>

#define HZ             16000000
#define CYCLES_US      16u
#define PINS           20
#define FRAME_BYTES    512
#define LATCH_CYCLES   (50u * CYCLES_US) /* low for that long, a frame is over */
#define HALF_CYCLES    9u                /* high for longer than that is a 1 */
#define UNUSED         0xA5              /* what a byte of RAM holds that nobody used */
#define TIMER1_CONTROL 0x81              /* TCCR1B */
#define STATUS_IRQ     7                 /* the bit of SREG */

static avr_t *avr;
static uint64_t begun;  /* the cycle at which Timer 1 began to count */
static uint64_t asleep; /* cycles */

static uint64_t now_ns(void)
{
    return (avr->cycle - begun) * 125 / 2;
}

/* ---- Rings ----------------------------------------------------------------------------------- */

enum { ZERO, ONE, PERIOD, GAP, RANGES };

static const char *const range_names[RANGES] = {"zero", "one", "period", "gap"};

static struct ring {
    uint64_t rose, fell, first_ns;
    uint64_t least[RANGES], most[RANGES];
    unsigned bits;
    bool heard;
    uint8_t bytes[FRAME_BYTES];
} rings[PINS];

static void add(struct ring *ring, int range, uint64_t cycles)
{
    if (ring->most[range] == 0 || cycles < ring->least[range])
        ring->least[range] = cycles;
    if (cycles > ring->most[range])
        ring->most[range] = cycles;
}

static void finish(struct ring *ring)
{
    if (ring->bits == 0)
        return;
    printf("frame %d %" PRIu64 " %u ", (int)(ring - rings), ring->first_ns, ring->bits);
    for (unsigned i = 0; i < ring->bits / 8 && i < FRAME_BYTES; i++)
        printf("%02x", ring->bytes[i]);
    printf("\n");
    ring->bits = 0;
}

static void rise(struct ring *ring)
{
    if (ring->heard && avr->cycle - ring->fell > LATCH_CYCLES) {
        add(ring, GAP, avr->cycle - ring->fell);
        finish(ring);
    } else if (ring->bits > 0) {
        add(ring, PERIOD, avr->cycle - ring->rose);
    }
    if (ring->bits == 0)
        ring->first_ns = now_ns();
    ring->rose = avr->cycle;
    ring->heard = true;
}

static void fall(struct ring *ring)
{
    uint64_t high = avr->cycle - ring->rose;
    unsigned place = ring->bits / 8;
    bool one = high > HALF_CYCLES;
    if (!ring->heard)
        return;
    add(ring, one ? ONE : ZERO, high);
    if (place < FRAME_BYTES)
        ring->bytes[place] = (uint8_t)(ring->bytes[place] << 1 | one);
    ring->bits++;
    ring->fell = avr->cycle;
}

static void hear_ring(struct avr_irq_t *irq, uint32_t level, void *ring)
{
    (void)irq;
    (level ? rise : fall)(ring);
}

static void print_ring(int pin)
{
    struct ring *ring = &rings[pin];
    if (avr->cycle - ring->fell > LATCH_CYCLES)
        finish(ring);
    for (int range = 0; range < RANGES && ring->heard; range++)
        printf("bit %d %s %" PRIu64 " %" PRIu64 "\n", pin, range_names[range], ring->least[range],
               ring->most[range]);
}

/* ---- Pins ------------------------------------------------------------------------------------ */

static unsigned port_of(int pin)
{
    return pin < 8 ? 'D' : pin < 14 ? 'B' : 'C';
}

static int bit_of(int pin)
{
    return pin < 8 ? pin : pin < 14 ? pin - 8 : pin - 14;
}

static struct avr_irq_t *irq_of(int pin, int kind)
{
    return avr_io_getirq(avr, AVR_IOCTL_IOPORT_GETIRQ(port_of(pin)), kind < 0 ? bit_of(pin) : kind);
}

/* PINx, DDRx and PORTx follow each other. */
static bool register_bit(int pin, int which)
{
    static const uint8_t addresses[] = {['B'] = 0x23, ['C'] = 0x26, ['D'] = 0x29};
    return avr->data[addresses[port_of(pin)] + which] >> bit_of(pin) & 1;
}

static struct led {
    int level;
    bool heard;
} leds[PINS];

/* What an LED shows once both registers are as they shall be: the loop looks after each step. */
static void look_at_leds(void)
{
    for (int pin = 0; pin < PINS; pin++) {
        int level = !leds[pin].heard ? 0 : !register_bit(pin, 1) ? -1 : register_bit(pin, 2);
        if (!leds[pin].heard || level == leds[pin].level)
            continue;
        printf("edge %d %" PRIu64 " %d\n", pin, now_ns(), level);
        leds[pin].level = level;
    }
}

static uint32_t clock_address;
static uint64_t clock_us;

static bool listen(const char *word)
{
    int pin;
    if (sscanf(word, "clock:%" SCNu32 ":%" SCNu64, &clock_address, &clock_us) == 2)
        return true;
    if (sscanf(word, "ring:%d", &pin) == 1 && pin >= 0 && pin < PINS)
        avr_irq_register_notify(irq_of(pin, -1), hear_ring, &rings[pin]);
    else if (sscanf(word, "led:%d", &pin) == 1 && pin >= 0 && pin < PINS)
        leds[pin] = (struct led){.level = -1, .heard = true};
    else
        return false;
    return true;
}

/* ---- Inputs ---------------------------------------------------------------------------------- */

static struct input {
    uint64_t us;
    int pin;
    char level;
} next_input;
static uint64_t epoch_us;

static bool read_input(void)
{
    return scanf("%" SCNu64 " %d %c", &next_input.us, &next_input.pin, &next_input.level) == 3;
}

static uint64_t cycle_of(uint64_t scene_us)
{
    return begun + (epoch_us + scene_us) * CYCLES_US;
}

/* What simavr shall see at an input whenever the chip writes to its port: else the pull-up. */
static void hold(int pin, bool held, bool level)
{
    static avr_ioport_external_t ports['D' + 1];
    avr_ioport_external_t *port = &ports[port_of(pin)];
    unsigned bit = 1u << bit_of(pin);
    port->name = port_of(pin) & 0x7Fu;
    port->mask = (held ? port->mask | bit : port->mask & ~bit) & 0xFF;
    port->value = (level ? port->value | bit : port->value & ~bit) & 0xFF;
    avr_ioctl(avr, AVR_IOCTL_IOPORT_SET_EXTERNAL(port->name), port);
}

/* A pin that nobody drives is at the level of its pull-up or, without one, low. */
static avr_cycle_count_t apply_input(struct avr_t *chip, avr_cycle_count_t when, void *unused)
{
    (void)chip, (void)when, (void)unused;
    int pin = next_input.pin;
    bool held = next_input.level != '-';
    bool level = held ? next_input.level == '1' : register_bit(pin, 2);
    hold(pin, held, level);
    avr_raise_irq(irq_of(pin, -1), level);
    return read_input() ? cycle_of(next_input.us) : 0;
}

/* ---- Console, sleep and stack ---------------------------------------------------------------- */

static char text[4096];
static size_t text_size;

static void hear_console(struct avr_irq_t *irq, uint32_t byte, void *unused)
{
    (void)irq, (void)unused;
    if (byte == '\n') {
        printf("text %.*s\n", (int)text_size, text);
        text_size = 0;
    } else if (byte != '\r' && text_size < sizeof text) {
        text[text_size++] = (char)byte;
    }
}

/* simavr would really sleep, and adds a cycle of its own. */
static void sleep_on(struct avr_t *chip, avr_cycle_count_t cycles)
{
    (void)chip;
    asleep += cycles + 1;
}

static unsigned stack_used(uint32_t free_from)
{
    uint32_t lowest = free_from;
    while (lowest <= avr->ramend && avr->data[lowest] == UNUSED)
        lowest++;
    return avr->ramend + 1u - lowest;
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
    static uint32_t no_dump;
    avr_global_logger_set(tell_nothing);
    if (elf_read_firmware(path, &image) != 0)
        return false;
    avr = avr_make_mcu_by_name("atmega328p");
    if (avr == NULL || avr_init(avr) != 0)
        return false;
    image.frequency = HZ;
    avr_load_firmware(avr, &image);
    avr->sleep = sleep_on;
    avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &no_dump);
    avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT),
                            hear_console, NULL);
    return true;
}

static bool step(void)
{
    int state = avr_run(avr);
    look_at_leds();
    return state != cpu_Done && state != cpu_Crashed;
}

static uint64_t word_at(uint32_t address)
{
    uint64_t word;
    memcpy(&word, avr->data + address, sizeof word);
    return word;
}

/* Until the scene's time has begun. */
static bool run_start(uint32_t epoch)
{
    while (avr->cycle < HZ && (epoch_us = word_at(epoch)) == 0) {
        if (!step())
            return false;
        if (begun == 0 && avr->data[TIMER1_CONTROL] != 0) {
            begun = avr->cycle - clock_us * CYCLES_US;
            if (clock_address != 0)
                memcpy(avr->data + clock_address, &clock_us, sizeof clock_us);
        }
    }
    for (int i = 0; i < 16; i++) /* the rest of the word */
        (void)step();
    epoch_us = word_at(epoch);
    return epoch_us != 0;
}

static const char *play(uint32_t epoch, uint64_t for_us)
{
    if (!run_start(epoch))
        return "the scene has not begun within a second";
    if (read_input())
        avr_cycle_timer_register(avr, cycle_of(next_input.us) - avr->cycle, apply_input, NULL);
    while (avr->cycle < cycle_of(for_us))
        if (!step())
            return avr->sreg[STATUS_IRQ] ? "it crashed" : "it sleeps without interrupts";
    return NULL;
}

int main(int count, char **words)
{
    if (count < 5 || !start(words[1]))
        return 2;
    uint32_t epoch = (uint32_t)strtoul(words[2], NULL, 0);
    uint32_t free_from = (uint32_t)strtoul(words[3], NULL, 0);
    memset(avr->data + free_from, UNUSED, avr->ramend + 1u - free_from);
    for (int i = 5; i < count; i++)
        if (!listen(words[i]))
            return 2;
    const char *stopped = play(epoch, strtoull(words[4], NULL, 10));
    for (int pin = 0; pin < PINS; pin++)
        print_ring(pin);
    printf("epoch %" PRIu64 "\n", epoch_us);
    printf("asleep %.6f\n", (double)asleep / (double)avr->cycle);
    printf("stack %u\n", stack_used(free_from));
    if (stopped != NULL)
        printf("stopped %s\n", stopped);
    return 0;
}
