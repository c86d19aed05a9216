/* waveform.c - the bits on a wire of pixels, edge by edge.         SPDX-License-Identifier: MIT */
#include "export/waveform.h"

#define EDGES_PER_BYTE 16u

/* For how long a bit is high: 333 ns for 0 and 750 ns for 1, of 1250.
 * Source: WS2812B datasheet, "Data transfer time": T0H 0.4 us, T1H 0.8 us, each within 150 ns. */
#define HIGH_OF_0 4u
#define HIGH_OF_1 9u
#define WHOLE_BIT 15u

uint64_t waveform_next_ns(const struct waveform *waveform)
{
    size_t byte = waveform->edge / EDGES_PER_BYTE;
    unsigned bit = waveform->edge / 2 % 8;
    if (byte >= waveform->size)
        return UINT64_MAX;
    uint64_t at_ns = waveform->start_ns + byte * waveform->byte_ns + bit * waveform->byte_ns / 8;
    if (waveform->edge % 2 == 0)
        return at_ns;
    bool one = waveform->bytes[byte] >> (7 - bit) & 1;
    return at_ns + waveform->byte_ns * (one ? HIGH_OF_1 : HIGH_OF_0) / (8 * WHOLE_BIT);
}

bool waveform_take(struct waveform *waveform)
{
    return waveform->edge++ % 2 == 0;
}
