// ws2812.mjs - what a ring understands of the edges at its pin.      SPDX-License-Identifier: MIT

const LATCH_NS = 50000; // low for that long, a frame is over
const HALF_NS = 525; // high for longer than that is a 1

class Range {
  constructor() {
    this.minimum = Infinity;
    this.maximum = -Infinity;
  }

  add(value) {
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) this.maximum = value;
  }
}

// Feed it with edge(); `frames` are {ns, bytes (as hex), bits} by the time of their first edge.
export class Decoder {
  constructor() {
    this.frames = [];
    this.zeroHigh = new Range();
    this.oneHigh = new Range();
    this.period = new Range();
    this.gap = new Range(); // low between frames
    this.rose = null;
    this.fell = null;
    this.bits = 0;
    this.byte = 0;
    this.bytes = [];
  }

  edge(ns, level) {
    if (level === 1) this.#rise(ns);
    else if (level === 0 && this.rose !== null && this.rose > (this.fell ?? -1)) this.#fall(ns);
  }

  #rise(ns) {
    if (this.fell !== null && ns - this.fell > LATCH_NS) {
      this.gap.add(ns - this.fell);
      this.#finish();
    } else if (this.bits > 0) {
      this.period.add(ns - this.rose);
    }
    if (this.bits === 0) this.first = ns;
    this.rose = ns;
  }

  #fall(ns) {
    const high = ns - this.rose;
    const one = high > HALF_NS;
    (one ? this.oneHigh : this.zeroHigh).add(high);
    this.byte = (this.byte << 1) | (one ? 1 : 0);
    if (++this.bits % 8 === 0) {
      this.bytes.push(this.byte);
      this.byte = 0;
    }
    this.fell = ns;
  }

  // Nobody listens any more: a frame that has not been latched is none.
  end(ns) {
    if (this.fell !== null && ns - this.fell > LATCH_NS) this.#finish();
  }

  #finish() {
    if (this.bits > 0)
      this.frames.push({
        ns: this.first,
        bytes: Buffer.from(this.bytes).toString('hex'),
        bits: this.bits,
      });
    this.bits = 0;
    this.byte = 0;
    this.bytes = [];
  }
}
