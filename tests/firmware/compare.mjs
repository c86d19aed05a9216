// compare.mjs - a scene on a board beside the same in the simulator. SPDX-License-Identifier: MIT
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Board } from './board.mjs';
import { readSymbols, readUf2 } from './image.mjs';
import { Decoder } from './ws2812.mjs';

// Of a WS2812 bit. Source: WS2812B datasheet V5, with what SK6812 asks for.
const LIMITS = [
  ['zeroHigh', 250, 400, 'T0H'],
  ['oneHigh', 650, 850, 'T1H'],
  ['period', 1200, 1300, 'a bit'],
  ['gap', 300000, Infinity, 'the latch'],
];
const FRAME_LATE_US = 1000; // a frame may begin that much after the simulator's: it is computed
const EDGE_LATE_US = 1000; // an LED's edge may be that far from the simulator's
const BYTE_NS = 1e10 / 115200;
const MARGIN_US = 2000; // what begins in the last of it need not have come

// The accesses of the SDK's start to USB registers that it holds in reset; on the chip as well.
const HARMLESS = [/USB: used while it is held in reset$/];

const UARTS = { pico: 0, qtpy_rp2040: 1 };

export function call(program, words) {
  const { status, stdout, stderr } = spawnSync(program, words, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return { status, stdout, stderr };
}

// Build a scene, with more options; its files, size and the chip's pin of each part.
export function build(glowloop, scene, board, folder, more = []) {
  const { status, stdout, stderr } = call(glowloop, ['build', scene, '--board', board,
    '-o', folder, ...more]);
  if (status !== 0) throw new Error(`glowloop build ${scene} --board ${board}:\n${stderr}`);
  const pins = new Map();
  for (const [, part, gpio] of stdout.matchAll(/^ {2}(\S+) +\S+ +GPIO(\d+)$/gm))
    pins.set(part, Number(gpio));
  const file = path.basename(scene);
  const name = file === 'scene.json' ? path.basename(path.dirname(scene))
    : path.basename(file, '.json');
  const stem = path.join(folder, `${name}-${board}`);
  return {
    image: readUf2(`${stem}.uf2`), symbols: readSymbols(`${stem}.elf`),
    size: fs.statSync(`${stem}.bin`).size, pins, board, stem,
  };
}

// `inputs` are [us, part, level], or [us, 'console', line, what ends it] of a line whose end comes
// then. The events that the simulator traces, the scene's parts, and what it complains of, which is
// nothing unless it leaves with another `code`. `full` may have --trace-full.
export function simulate(glowloop, scene, inputs, forUs, folder, { code = 0, full = [] } = {}) {
  const file = path.join(folder, 'inputs.txt');
  const line = ([us, part, what]) => `${us} ${part} ${part === 'console' ? `"${what}"` : what}\n`;
  fs.writeFileSync(file, inputs.map(line).join(''));
  const { status, stdout, stderr } = call(glowloop, ['run', scene, '--quiet', '--trace', '-',
    ...full, '--inputs', file, '--until-us', `${forUs}`]);
  if (status !== code) throw new Error(`glowloop run ${scene}: ${status}\n${stderr}`);
  const events = stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const { board, parts = {} } = JSON.parse(fs.readFileSync(scene, 'utf8'));
  const boards = JSON.parse(call(glowloop, ['list', 'boards', '--json']).stdout);
  nameTraced(boards, board, parts);
  return { events, parts, trace: stdout, complaints: stderr.split('\n').filter(Boolean) };
}

// Traces call a pin by its first name.
function nameTraced(boards, board, parts) {
  const { pins } = boards.find(({ name }) => name === board);
  for (const part of Object.values(parts))
    part.tracedAs = pins.find(({ name, alias }) => name === part.pin || alias === part.pin).name;
}

// A board that plays an image, with ears at its pins.
export class Play {
  constructor(built, parts, { startUs = 0, image = built.image } = {}) {
    this.built = built;
    this.parts = parts;
    this.rings = new Map();
    this.leds = new Map();
    this.board = new Board(image, { startUs, uart: UARTS[built.board] });
    for (const [name, part] of Object.entries(parts)) this.#listen(name, part);
  }

  #listen(name, part) {
    const pin = this.built.pins.get(name);
    if (part.type === 'led') {
      const edges = [];
      this.leds.set(name, edges);
      this.board.watch(pin, (ns, level) => {
        const before = edges.length ? edges[edges.length - 1].level : -1;
        if (before !== (level ?? -1)) edges.push({ ns, level: level ?? -1 });
      });
    }
    if (part.type !== 'neopixel') return;
    const decoder = new Decoder();
    this.rings.set(name, decoder);
    this.board.watch(pin, (ns, level) => decoder.edge(ns, level));
  }

  // The chip's time when the scene's was 0.
  get epochUs() {
    const at = this.built.symbols.get('epoch_us');
    return this.board.word(at) + this.board.word(at + 4) * 2 ** 32;
  }

  // Until the scene's time has begun.
  start() {
    const { board } = this;
    const limit = board.now + 1e8;
    while (this.epochUs === 0 && board.now < limit && !board.stopped) board.run(board.now + 1000);
    if (this.epochUs === 0) throw new Error('the scene has not begun within 100 ms');
    this.startNs = board.now;
  }

  // Bytes follow one another as at 115200 baud; the first of the line's end arrives at `us`.
  #type(us, line, end) {
    const bytes = [...Buffer.from(line + end)];
    const first = Buffer.byteLength(line);
    for (const [i, byte] of bytes.entries())
      this.board.at((this.epochUs + us) * 1000 + (i - first) * BYTE_NS,
        () => this.board.chip.uart[UARTS[this.built.board]].feedByte(byte));
  }

  // A button is a switch: it pulls the pin to its level, or lets go.
  run(inputs, forUs) {
    const { board, epochUs } = this;
    for (const [us, part, level, end] of inputs) {
      if (part === 'console') {
        this.#type(us, level, end);
        continue;
      }
      const pressed = level === (this.parts[part].active === 'high' ? 1 : 0);
      const drive = () => board.drive(this.built.pins.get(part), pressed ? level : null);
      board.at((epochUs + us) * 1000, drive);
    }
    board.run((epochUs + forUs) * 1000);
    for (const decoder of this.rings.values()) decoder.end(board.now);
  }

  get asleep() {
    return this.board.sleptNs / (this.board.now - this.board.startNs);
  }
}

// ---- What must be the same -----------------------------------------------------------------------

function* wrongTimings(name, decoder) {
  if (decoder.frames.length === 0) return;
  for (const [key, least, most, what] of LIMITS) {
    const { minimum, maximum } = decoder[key];
    if (minimum < least || maximum > most)
      yield `${name}: ${what} is ${minimum} to ${maximum} ns, not ${least} to ${most}`;
  }
}

function* wrongFrames(name, decoder, expected, epochUs, forUs, lateUs) {
  const due = expected.filter((event) => event.t < forUs - MARGIN_US).length;
  if (decoder.frames.length < due || decoder.frames.length > expected.length)
    yield `${name}: ${decoder.frames.length} frames, the simulator has ${due}`;
  for (const [index, frame] of decoder.frames.entries()) {
    const event = expected[index];
    if (!event) return;
    const late = frame.ns / 1000 - epochUs - event.t;
    if (frame.bytes !== event.px || frame.bits !== event.px.length * 4) {
      yield `${name}: frame ${index} at ${event.t} us is ${frame.bytes}, not ${event.px}`;
      return;
    }
    if (late < 0 || late > lateUs) {
      yield `${name}: frame ${index} at ${event.t} us is late by ${late.toFixed(1)} us`;
      return;
    }
  }
}

// Levels that change; a write of the level that the pin has makes no edge.
function changes(events) {
  let level = -1;
  return events.filter((event) => {
    const changed = event.v !== level;
    level = event.v;
    return changed;
  });
}

function* wrongEdges(name, edges, events, epochUs, forUs) {
  const expected = changes(events);
  const due = expected.filter((event) => event.t < forUs - MARGIN_US).length;
  if (edges.length < due || edges.length > expected.length)
    yield `${name}: ${edges.length} edges, the simulator has ${due}`;
  for (const [index, edge] of edges.entries()) {
    const event = expected[index];
    if (!event) return;
    const late = edge.ns / 1000 - epochUs - event.t;
    if (edge.level !== event.v || Math.abs(late) > EDGE_LATE_US) {
      yield `${name}: edge ${index} is ${edge.level} and late by ${late.toFixed(1)} us, ` +
        `the simulator has ${event.v} at ${event.t} us`;
      return;
    }
  }
}

// At 115200 baud a program can print more than arrives, so what has must be the beginning.
function* wrongText(text, prints, forUs, flood) {
  const due = prints.filter((event) => flood || event.t < forUs - MARGIN_US);
  const all = prints.map((event) => `${event.s}\r\n`).join('');
  const wanted = due.map((event) => `${event.s}\r\n`).join('');
  if (flood ? !all.startsWith(text) || text.length < 1000 : !all.startsWith(text) ||
      text.length < wanted.length)
    yield `console: ${JSON.stringify(text.slice(0, 200))}, not ${JSON.stringify(all.slice(0, 200))}`;
}

// All that differs between a played board and the simulator's events, as lines.
export function* differences(play, simulated, forUs,
  { flood = false, frameLateUs = FRAME_LATE_US } = {}) {
  const { board, epochUs } = play;
  const of = (kind, name) => simulated.events.filter((event) => event.ev === kind &&
    (name === undefined || event.dev === name));
  for (const problem of board.problems)
    if (!HARMLESS.some((harmless) => harmless.test(problem))) yield problem;
  if (board.stopped) yield `the board stopped: ${board.stopped}`;
  for (const [name, decoder] of play.rings) {
    yield* wrongTimings(name, decoder);
    yield* wrongFrames(name, decoder, of('show', name), epochUs, forUs, frameLateUs);
  }
  for (const [name, edges] of play.leds)
    yield* wrongEdges(name, edges, of('pin', simulated.parts[name].tracedAs), epochUs, forUs);
  yield* wrongText(board.text, of('print'), forUs, flood);
}
