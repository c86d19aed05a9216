/* waveform.h - the bits on a wire of pixels, edge by edge.         SPDX-License-Identifier: MIT */
#ifndef EXPORT_WAVEFORM_H
#define EXPORT_WAVEFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One transfer. Zero-initialise; the owner frees `bytes`. */
struct waveform {
    uint8_t *bytes;
    size_t size;
    uint64_t start_ns;
    uint64_t byte_ns; /* how long a byte takes */
    size_t edge;      /* the next one: two a bit, up and down */
};

/* When the next edge is; UINT64_MAX: the transfer is over. */
uint64_t waveform_next_ns(const struct waveform *waveform);
/* The level after it; goes on to the one behind it. */
bool waveform_take(struct waveform *waveform);

#endif
