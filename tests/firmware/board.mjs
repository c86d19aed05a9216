// board.mjs - an RP2040 board in an emulator.                        SPDX-License-Identifier: MIT
//
// rp2040js, with what it leaves out: PIO in the time of its clock, interrupts that end a sleep as
// the chip's do, pulls, a UART that takes its time, and faults that it forgives. What a real chip
// would not do as the program hopes is noted in `problems`. Time is in nanoseconds since power-up.
import { createRequire } from 'node:module';
import { crc32, FLASH } from './image.mjs';

// `./dev firmware` puts it there, with npm.
const packages = process.env.GLOWLOOP_NPM ?? new URL('../../build/npm', import.meta.url).pathname;
const { RP2040, GPIOPinState } = createRequire(`${packages}/`)('rp2040js');

const BOOT2 = 0x41f00; // in SRAM: where the boot ROM puts the second stage
const STACK = [0x41000, 0x42000];
const PAINT = 0xa5;
const UART_FIFO = 32;

// In place of the boot ROM, half a word each: what finds a function by its code, a function that
// does nothing, and, for the code "UB", reset_usb_boot(), which stops the board. Source: RP2040
// datasheet, section 2.8.3.
const ROM = [
  [0x18, 0x0031], // the finder:
  [0x30, 0x4a03], [0x32, 0x4291], [0x34, 0xd001], // ldr r2, "UB"; cmp r1, r2; beq 3a
  [0x36, 0x4803], [0x38, 0x4770], // ldr r0, nothing; bx lr
  [0x3a, 0x4803], [0x3c, 0x4770], // ldr r0, boot; bx lr
  [0x40, 0x4255], [0x44, 0x0051], [0x48, 0x0055], // "UB", nothing, boot
  [0x50, 0x4770], // bx lr
  [0x54, 0xbe2a], // bkpt 42
];
const STOPS = new Map([[42, 'USB boot']]);

// Of peripherals, by rp2040js's key: their bit in RESETS. Source: RP2040 datasheet, section 2.14.3.
const RESET_BITS = new Map([
  [0x4004c, 0], [0x40030, 1], [0x50000, 2], [0x40044, 3], [0x40048, 4], [0x40014, 5],
  [0x40018, 6], [0x4001c, 8], [0x40020, 9], [0x50200, 10], [0x50300, 11], [0x40028, 12],
  [0x4002c, 13], [0x40050, 14], [0x4005c, 15], [0x4003c, 16], [0x40040, 17], [0x40004, 18],
  [0x40000, 19], [0x4006c, 20], [0x40054, 21], [0x40034, 22], [0x40038, 23], [0x50110, 24],
]);
const RESETS = 0x4000c;
const WATCHDOG = 0x40058;
const TIMER = 0x40054;

// Waiting for a FIFO; not for a pin or an interrupt.
const stalled = (machine) => machine.waiting && machine.waitType !== 1 && machine.waitType !== 4;

export class Board {
  // `image` is what the flash holds. `sram` is what a reset has left, `reason` what reset it;
  // `startUs` is what the chip's timer shows at power-up.
  constructor(image, { sram = null, reason = 0, startUs = 0, uart = 0 } = {}) {
    const chip = (this.chip = new RP2040());
    this.core = chip.core;
    this.clock = chip.clock;
    this.problems = [];
    this.events = []; // of the outside, by time
    this.sleptNs = 0;
    this.stopped = null;
    this.startNs = startUs * 1000;
    this.now = this.startNs;
    this.text = '';
    const note = (component, message) => this.problem(`${component}: ${message}`);
    chip.logger = { debug() {}, info() {}, warn: note, error: note };
    chip.onBreak = (code) => { this.stopped = STOPS.get(code) ?? `breakpoint ${code}`; };
    this.clock.nanosCounter = this.startNs;
    this.#prepareMachines();
    this.#mendSleep();
    this.#mendAlarms();
    this.#mendPins();
    this.#mendUarts(uart);
    this.#refuseAbuse();
    this.#prepareWatchdog(reason);
    if (sram) chip.sram.set(sram);
    this.#boot(image);
  }

  problem(message) {
    const us = (this.clock.nanos / 1000).toFixed(1);
    const place = (this.core.PC >>> 0).toString(16);
    if (this.problems.length < 100) this.problems.push(`${us} us, pc ${place}: ${message}`);
  }

  // What the boot ROM does; a second stage with a wrong checksum leaves it in USB boot.
  #boot(image) {
    const { chip, core } = this;
    for (const [at, half] of ROM) chip.bootrom[at >> 2] |= half << (at % 4 ? 16 : 0);
    chip.flash.fill(0xff);
    chip.flash.set(image);
    if (crc32(chip.flash.subarray(0, 252)) !== chip.flashView.getUint32(252, true))
      throw new Error('the second stage has a wrong checksum: the board would stay in USB boot');
    chip.sram.fill(PAINT, ...STACK);
    chip.sram.set(chip.flash.subarray(0, 256), BOOT2);
    core.SP = 0x20000000 + BOOT2;
    core.LR = 0;
    core.PC = 0x20000000 + BOOT2;
  }

  // ---- PIO ------------------------------------------------------------------------------------
  // rp2040js steps it by the wall clock, an instruction a step whatever its delay and divider. Here
  // each state machine has its own next time; one that waits for its FIFO sleeps.

  #prepareMachines() {
    this.machines = [];
    this.pioNext = Infinity;
    this.pioTouched = false;
    for (const pio of this.chip.pio) {
      const write = pio.writeUint32.bind(pio);
      pio.run = () => {};
      pio.writeUint32 = (offset, value) => { write(offset, value); this.pioTouched = true; };
      for (const machine of pio.machines) {
        machine.clkDivRestart = () => {};
        machine.outputShiftCount = 32; // empty, as after power-up
        this.machines.push({ machine, pio, next: 0, cycles: 0, rest: 0, asleep: true });
      }
    }
  }

  // So many of the machine's cycles: the divider has 8 bits behind the point, and a tick falls on
  // a whole cycle of the CPU's clock.
  #span(entry, cycles, cycleNs) {
    const { clockDivInt: whole, clockDivFrac: part } = entry.machine;
    entry.rest += cycles * (whole ? part : 0);
    const extra = entry.rest >>> 8;
    entry.rest &= 255;
    return (cycles * (whole || 65536) + extra) * cycleNs;
  }

  // The instruction that waited completes now.
  #wake(entry, time, cycleNs, spare) {
    const { machine } = entry;
    const passed = Math.max(0, machine.cycles - entry.cycles);
    entry.cycles = machine.cycles;
    entry.asleep = false;
    entry.next = time + this.#span(entry, passed + spare, cycleNs);
  }

  #runMachines(until, cycleNs) {
    const active = this.machines.filter((entry) => entry.machine.enabled);
    this.pioTouched = false;
    for (const entry of active)
      if (entry.asleep && !stalled(entry.machine)) this.#wake(entry, this.now, cycleNs, 1);
    for (;;) {
      let first = null;
      for (const entry of active)
        if (!entry.asleep && (!first || entry.next < first.next)) first = entry;
      this.pioNext = first ? first.next : Infinity;
      if (this.pioNext > until) break;
      this.#stepMachine(first, cycleNs);
    }
    this.now = until;
  }

  #stepMachine(entry, cycleNs) {
    const { machine, pio, next } = entry;
    const before = machine.cycles;
    this.now = next;
    this.clock.nanosCounter = next;
    machine.step();
    pio.checkChangedPins();
    entry.cycles = machine.cycles;
    entry.asleep = stalled(machine);
    entry.next = next + this.#span(entry, machine.waiting ? 1 : machine.cycles - before, cycleNs);
    const alarm = this.clock.nextAlarm;
    if (!alarm || alarm.nanos > next) return;
    this.clock.tick(0); // DMA refills the FIFO
    if (entry.asleep && !stalled(machine)) this.#wake(entry, next, cycleNs, 0);
  }

  // ---- What differs from the chip ---------------------------------------------------------------

  // A pending interrupt ends a WFI, but is not taken while PRIMASK is set.
  #mendSleep() {
    this.core.setInterrupt = function setInterrupt(irq, value) {
      const bit = 1 << irq;
      if (!value) {
        this.pendingInterrupts &= ~bit;
      } else if (!(this.pendingInterrupts & bit)) {
        this.pendingInterrupts |= bit;
        this.interruptsUpdated = true;
        if (this.pendingInterrupts & this.enabledInterrupts) this.waiting = false;
      }
    };
  }

  // An alarm fires when the timer shows its time, not up to 1 us earlier.
  #mendAlarms() {
    const { clock } = this;
    for (const alarm of this.chip.peripherals[TIMER].alarms) {
      const schedule = alarm.clockAlarm.schedule.bind(alarm.clockAlarm);
      alarm.clockAlarm.schedule = () => {
        const us = Math.floor(clock.nanos / 1000);
        schedule((us + ((alarm.targetMicros - us) >>> 0)) * 1000 - clock.nanos);
      };
    }
  }

  #mendPins() {
    this.driven = new Array(30).fill(null);
    this.chip.gpio.forEach((pin, number) => {
      const check = pin.checkForUpdates.bind(pin);
      pin.padValue = 0x56;
      pin.checkForUpdates = () => { check(); this.#settle(number); };
      this.#settle(number);
    });
  }

  // What the pin reads: what it drives, what the outside drives, its pull; else what it had.
  #levelOf(pin, outside) {
    if (pin.outputEnable && !pin.outputDisable) return pin.outputValue;
    if (outside !== null) return outside;
    if (pin.pullupEnabled !== pin.pulldownEnabled) return pin.pullupEnabled;
    return pin.rawInputValue;
  }

  #settle(number) {
    const pin = this.chip.gpio[number];
    const level = this.#levelOf(pin, this.driven[number]);
    if (level !== pin.rawInputValue) pin.setInputValue(level);
  }

  // 32 bytes of FIFO that leave at the baud rate. The console's is `uart`; its text is kept.
  #mendUarts(console_) {
    this.chip.uart.forEach((uart, number) => {
      const read = uart.readUint32.bind(uart);
      const write = uart.writeUint32.bind(uart);
      const fifo = [];
      const alarm = this.clock.createAlarm(() => { send(); });
      const check = () => {
        if (fifo.length <= 4) uart.interruptStatus |= 1 << 5;
        else uart.interruptStatus &= ~(1 << 5);
        const raised = (uart.interruptStatus & uart.interruptMask) !== 0;
        this.chip.setInterrupt(uart.irq, raised);
      };
      const send = () => {
        const byte = fifo.shift();
        if (number === console_) this.text += String.fromCharCode(byte);
        if (fifo.length > 0) alarm.schedule(1e10 / uart.baudRate);
        check();
      };
      uart.checkInterrupts = check;
      uart.readUint32 = (offset) => {
        if (offset === 0x34 || offset === 0x48) return 0;
        if (offset !== 0x18) return read(offset);
        return (uart.rxFIFO.empty ? 0x10 : 0) | (fifo.length === UART_FIFO ? 0x20 : 0) |
          (fifo.length === 0 ? 0x80 : 0x08);
      };
      uart.writeUint32 = (offset, value) => {
        if (offset === 0x34 || offset === 0x48) return;
        if (offset !== 0) { write(offset, value); return; }
        if (fifo.length === UART_FIFO) { this.problem('UART: a byte is lost'); return; }
        if (fifo.push(value & 0xff) === 1) alarm.schedule(1e10 / uart.baudRate);
        check();
      };
    });
  }

  // Peripherals in reset, a timer without its tick, stores to flash: rp2040js forgives these.
  #refuseAbuse() {
    const { chip } = this;
    const resets = chip.peripherals[RESETS];
    const watchdog = chip.peripherals[WATCHDOG];
    const readResets = resets.readUint32.bind(resets);
    resets.reset = 0x1ffffff & ~((1 << 6) | (1 << 9)); // the boot ROM has released QSPI
    resets.readUint32 = (offset) => (offset === 8 ? ~resets.reset & 0x1ffffff : readResets(offset));
    watchdog.tickEnable = false;
    for (const [key, bit] of RESET_BITS) {
      const unit = chip.peripherals[key];
      if (!unit) continue;
      const read = unit.readUint32.bind(unit);
      const write = unit.writeUint32Atomic.bind(unit);
      const usable = () => {
        const held = resets.reset & (1 << bit);
        if (held) this.problem(`${unit.name}: used while it is held in reset`);
        else if (key === TIMER && !watchdog.tickEnable) this.problem('TIMER: used without a tick');
        return !held;
      };
      unit.readUint32 = (offset) => { usable(); return read(offset); };
      unit.writeUint32Atomic = (offset, value, kind) => {
        if (usable()) write(offset, value, kind);
      };
    }
    for (const name of ['writeUint32', 'writeUint16', 'writeUint8']) {
      const write = chip[name].bind(chip);
      chip[name] = (address, value) => {
        const at = address >>> 0;
        if (at >= FLASH && at < 0x14000000) this.problem(`a store to flash, 0x${at.toString(16)}`);
        else write(address, value);
      };
    }
  }

  #prepareWatchdog(reason) {
    const watchdog = this.chip.peripherals[WATCHDOG];
    watchdog.reason = reason;
    watchdog.onWatchdogTrigger = () => {
      watchdog.timer.enable = false;
      watchdog.alarm.enable = false;
      this.stopped = 'watchdog';
    };
  }

  // ---- For tests --------------------------------------------------------------------------------

  // From now on the outside drives a pin; null: it lets go.
  drive(number, level) {
    this.driven[number] = level === null ? null : !!level;
    this.#settle(number);
  }

  at(ns, action) {
    this.events.push({ ns, action });
    this.events.sort((a, b) => a.ns - b.ns);
  }

  // `tell(ns, level)` of each change; level null: it is no output.
  watch(number, tell) {
    const levels = new Map([[GPIOPinState.High, 1], [GPIOPinState.Low, 0]]);
    this.chip.gpio[number].addListener((state) => tell(this.now, levels.get(state) ?? null));
  }

  type(uart, text) {
    for (const c of text) this.chip.uart[uart].feedByte(c.charCodeAt(0));
  }

  // The board after the watchdog has reset it: SRAM is as it was.
  reset(image, options = {}) {
    const { reason } = this.chip.peripherals[WATCHDOG];
    return new Board(image, { ...options, sram: this.chip.sram, reason });
  }

  word(address) {
    return this.chip.sramView.getUint32(address - 0x20000000, true);
  }

  // Bytes of stack that were ever used.
  stackUsed() {
    let at = STACK[0];
    while (at < STACK[1] && this.chip.sram[at] === PAINT) at++;
    return STACK[1] - at;
  }

  // What may happen next while the CPU sleeps.
  #nextNs(until) {
    const alarm = this.clock.nextAlarm ? this.clock.nextAlarm.nanos : Infinity;
    const event = this.events.length ? this.events[0].ns : Infinity;
    return Math.max(this.clock.nanosCounter, Math.min(until, this.pioNext, alarm, event));
  }

  run(untilNs) {
    const { core, chip, clock, events } = this;
    while (clock.nanosCounter < untilNs && !this.stopped) {
      const cycleNs = 1e9 / chip.clkSys;
      const before = clock.nanosCounter;
      let then;
      this.now = before;
      while (events.length && events[0].ns <= before) events.shift().action();
      if (core.waiting && core.pendingInterrupts & core.enabledInterrupts) core.waiting = false;
      if (core.waiting) {
        then = this.#nextNs(untilNs);
        this.sleptNs += then - before;
      } else {
        then = before + core.executeInstruction() * cycleNs;
      }
      if (this.pioTouched || this.pioNext <= then) this.#runMachines(then, cycleNs);
      const alarm = clock.nextAlarm;
      if (alarm && alarm.nanos <= then) clock.tick(then - clock.nanosCounter);
      else clock.nanosCounter = then;
      this.now = then;
    }
  }
}
