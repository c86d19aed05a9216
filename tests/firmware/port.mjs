// port.mjs - coop::pico, the port for programs of one's own, in the emulator.
//                                                                    SPDX-License-Identifier: MIT
// node port.mjs GLOWLOOP FOLDER TOP
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Board } from './board.mjs';
import { copySources } from './mutate.mjs';
import { Report } from './report.mjs';

const [, folder, top] = process.argv.slice(2);
const report = new Report();
const copy = copySources(folder, top);

// The example, or another program in its place; its binary. The boot ROM's arithmetic is left out,
// as the emulator has no boot ROM.
function buildExample(source) {
  const example = path.join(copy, 'firmware/example');
  const out = path.join(folder, 'built');
  const routines = ['FLOAT', 'DOUBLE', 'BIT_OPS', 'MEM_OPS']
    .map((kind) => `-DPICO_DEFAULT_${kind}_IMPL=compiler`);
  if (source) fs.copyFileSync(source, path.join(example, 'blink.c'));
  for (const words of [['-S', example, '-B', out, '-DPICO_NO_PICOTOOL=1',
    '-DCMAKE_BUILD_TYPE=MinSizeRel', ...routines], ['--build', out, '--parallel', '2']]) {
    const { status, stdout, stderr } = spawnSync('cmake', words, { encoding: 'utf8' });
    const warned = /^.*warning: .*$/m.exec(stdout + stderr);
    if (status === 0 && !warned) continue;
    fs.rmSync(out, { recursive: true }); // so that the next try is a whole one
    throw new Error(`cmake ${words.join(' ')}:\n${warned ?? stdout + stderr}`);
  }
  return fs.readFileSync(path.join(out, 'blink.bin'));
}

function play(image, pins, forMs, prepare = () => {}) {
  const board = new Board(image);
  const edges = pins.map((pin) => {
    const seen = [];
    board.watch(pin, (ns, level) => { if (level !== null) seen.push({ ms: ns / 1e6, level }); });
    return seen;
  });
  prepare(board);
  board.run(forMs * 1e6);
  const problems = board.problems.filter((text) => !/USB: used while it is held/.test(text));
  if (board.stopped) problems.push(`the board stopped: ${board.stopped}`);
  return { board, edges, problems };
}

// Edges that are `halfMs` apart, each within 0.1 ms of the grid that the first one begins.
function* wrongGrid(edges, halfMs, least) {
  const changes = edges.filter((edge, i) => i === 0 || edge.level !== edges[i - 1].level);
  if (changes.length < least) yield `only ${changes.length} edges`;
  for (const [i, edge] of changes.slice(1).entries()) {
    const late = edge.ms - changes[1].ms - i * halfMs;
    if (late < -0.1 || late > 0.1 + 0.05 * i) yield `edge ${i} is late by ${late.toFixed(3)} ms`;
  }
}

function checkBlink() {
  const { board, edges, problems } = play(buildExample(), [25, 15], 5050);
  const wrong = [...problems, ...wrongGrid(edges[0], 250, 20), ...wrongGrid(edges[1], 100, 50)];
  const asleep = board.sleptNs / board.now;
  if (asleep < 0.99) wrong.push(`only ${(asleep * 100).toFixed(2)} % asleep`);
  report.tell(`the example blinks two LEDs, ${(asleep * 100).toFixed(2)} % asleep`, wrong);
}

// An interrupt of a pin sets a flag; the task that waits for it copies the level to the LED.
function checkFlag() {
  const image = buildExample(path.join(top, 'tests/firmware/flag.c'));
  const times = [20.0137, 20.5, 33.333, 1047.77, 1048.1, 1200.0004];
  const { board, edges, problems } = play(image, [25], 1300, (each) => {
    each.drive(14, true);
    times.forEach((ms, i) => each.at(ms * 1e6, () => each.drive(14, i % 2 === 1)));
  });
  const wrong = [...problems];
  const seen = edges[0].filter((edge) => edge.ms > 20);
  const due = times.slice(1); // it was low already
  if (seen.length !== due.length) wrong.push(`${seen.length} edges, not ${due.length}`);
  for (const [i, edge] of seen.entries())
    if (!(edge.ms > due[i] && edge.ms - due[i] < 0.05) || edge.level !== (i + 1) % 2)
      wrong.push(`edge ${i} is ${edge.level} at ${edge.ms} ms, not at ${due[i]}`);
  if (board.sleptNs / board.now < 0.99) wrong.push('it does not sleep');
  report.tell('an interrupt wakes a task within 0.05 ms', wrong);
}

// Lines that come in pieces, back to back, and one that is too long come back as they should, while
// another task runs.
function checkUart() {
  const image = buildExample(path.join(top, 'tests/firmware/uart.c'));
  const long = 'x'.repeat(100);
  const pieces = [[20, 'hel'], [40.3, 'lo\n'], [50, 'one\ntwo\n'], [60, `${long}\n`],
    [90, 'back again\n']];
  const { board, edges, problems } = play(image, [25], 200, (each) => {
    for (const [ms, text] of pieces) {
      // a byte takes 10 bits of 115200 baud
      [...text].forEach((c, i) => each.at((ms + i * 10 / 115.2) * 1e6, () => each.type(0, c)));
    }
  });
  const wrong = [...problems];
  const expected = '6 hello\n4 one\n4 two\nerror -34, lost 0\n11 back again\n';
  if (board.text !== expected)
    wrong.push(`it says ${JSON.stringify(board.text)}, not ${JSON.stringify(expected)}`);
  if (edges[0].length < 19) wrong.push(`the other task has made only ${edges[0].length} edges`);
  if (board.sleptNs / board.now < 0.95) wrong.push('it does not sleep');
  report.tell('a stream over the UART answers each line', wrong);
}

checkBlink();
checkFlag();
checkUart();
report.close();
