// uno_play.mjs - an emulated Arduino Uno, as compare.mjs wants a board. SPDX-License-Identifier: MIT
//
// uno.c emulates it and decodes its pins; this gives it an image and reads what it prints.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { call } from './compare.mjs';
import { readSymbols } from './image.mjs';

const NS_CYCLE = 62.5;
const RAM = 0x800000; // where ELF files for AVR have it
const RANGES = { zero: 'zeroHigh', one: 'oneHigh', period: 'period', gap: 'gap' };

export const RAM_SIZE = 2048;

// Build a scene; its sizes, the RAM that is free, and the pin of each part.
export function buildUno(glowloop, scene, folder) {
  const { status, stdout, stderr } = call(glowloop, ['build', scene, '--board', 'uno',
    '-o', folder]);
  if (status !== 0) throw new Error(`glowloop build ${scene} --board uno:\n${stderr}`);
  const pins = new Map();
  for (const [, part, pin] of stdout.matchAll(/^ {2}(\S+) +\S+ +pin (\d+)$/gm))
    pins.set(part, Number(pin));
  const [, flash, ram] = stdout.match(/: (\d+) bytes of flash and (\d+) of 2048 of RAM/);
  const stem = path.join(folder, `${path.basename(scene, '.json')}-uno`);
  const symbols = readSymbols(`${stem}.elf`);
  return { pins, symbols, size: Number(flash), ram: Number(ram), image: `${stem}.elf`, stem };
}

export class UnoPlay {
  // `startUs` is what the chip's clock shows at first.
  constructor(emulator, built, parts, { startUs = 0 } = {}) {
    Object.assign(this, { emulator, built, parts, startUs });
    this.rings = new Map();
    this.leds = new Map();
    this.board = { problems: [], stopped: null, text: '' };
  }

  run(inputs, forUs) {
    const { built, parts, startUs } = this;
    const address = (name) => `${built.symbols.get(name) - RAM}`;
    const words = Object.entries(parts).filter(([, { type }]) => type !== 'button')
      .map(([name, { type }]) => `${type === 'led' ? 'led' : 'ring'}:${built.pins.get(name)}`);
    if (startUs) words.push(`clock:${address('wrapped_us')}:${startUs}`);
    const { stdout, status, stderr } = spawnSync(this.emulator, [built.image, address('epoch_us'),
      address('_end'), `${forUs}`, ...words], {
      encoding: 'utf8', maxBuffer: 1 << 30, input: this.#script(inputs),
    });
    if (status !== 0) throw new Error(`${this.emulator}: exit code ${status}: ${stderr}`);
    this.#read(stdout.split('\n'));
  }

  // A button is a switch: it pulls the pin to its level, or lets go.
  #script(inputs) {
    return inputs.map(([us, part, level]) => {
      const pressed = level === (this.parts[part].active === 'high' ? 1 : 0);
      return `${us} ${this.built.pins.get(part)} ${pressed ? level : '-'}\n`;
    }).join('');
  }

  #read(lines) {
    const byPin = new Map();
    for (const [name, part] of Object.entries(this.parts)) {
      const place = part.type === 'led' ? this.leds : this.rings;
      if (part.type === 'button') continue;
      const heard = part.type === 'led' ? [] : { frames: [] };
      place.set(name, heard);
      byPin.set(this.built.pins.get(name), heard);
    }
    for (const line of lines) this.#take(byPin, line);
  }

  #take(byPin, line) {
    const [what, first, ...rest] = line.split(' ');
    const heard = byPin.get(Number(first));
    if (what === 'frame')
      heard.frames.push({ ns: Number(rest[0]), bits: Number(rest[1]), bytes: rest[2] });
    else if (what === 'bit')
      heard[RANGES[rest[0]]] = {
        minimum: rest[1] * NS_CYCLE, maximum: rest[2] * NS_CYCLE, exact: rest[1] === rest[2],
      };
    else if (what === 'edge') heard.push({ ns: Number(rest[0]), level: Number(rest[1]) });
    else if (what === 'text') this.board.text += `${line.slice(5)}\r\n`;
    else if (what === 'epoch') this.epochUs = Number(first);
    else if (what === 'asleep') this.asleep = Number(first);
    else if (what === 'stack') this.stack = Number(first);
    else if (what === 'stopped') this.board.stopped = line.slice(8);
  }
}

// Beyond compare.mjs: no bit takes a cycle more or less than another, in any frame.
export function* inexactBits({ rings }) {
  const wanted = { zeroHigh: 5, oneHigh: 12, period: 20 };
  for (const [name, ring] of rings)
    for (const [range, cycles] of Object.entries(wanted))
      if (!ring[range]?.exact || ring[range].minimum !== cycles * NS_CYCLE)
        yield `${name}: ${range} is ${ring[range]?.minimum} to ${ring[range]?.maximum} ns, ` +
          `not ${cycles} cycles`;
}
