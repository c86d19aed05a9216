// trace.mjs - what a traced board tells, beside the simulator's trace.
//                                                                    SPDX-License-Identifier: MIT
// node trace.mjs GLOWLOOP FOLDER TOP: builds scenes with --trace, plays them in the emulator, gives the
// bytes of the console to `glowloop monitor`, and its trace to `glowloop diff`.
import fs from 'node:fs';
import path from 'node:path';
import { build, call, Play, simulate } from './compare.mjs';
import { Report } from './report.mjs';

const [glowloop, folder] = process.argv.slice(2);
const report = new Report();
const FOR_US = 5000000;
const DRAIN_US = 2000000; // what was told until then may still be on its way
const LATE = '1ms';

const presses = [[734567, 0], [1234567, 1], [1873913, 0], [3333337, 1], [3391013, 0], [3433339, 1]]
  .map(([us, level]) => [us, 'button', level]);
const typed = [[300013, 'delay 77', '\r\n'], [1100057, '', '\n'], [1500000, '"\\ä\t€', '\r'],
  [2000003, 'delay 213', '\n']].map(([us, line, end]) => [us, 'console', line, end]);

// `most` is how far times may be apart; without inputs not at all.
const cases = [
  { scene: 'scenes/blink.json', board: 'pico', most: 0 },
  { scene: 'scenes/blink.json', board: 'qtpy_rp2040', startUs: 2 ** 32 - 2500000, most: 0 },
  { scene: 'scenes/guides/led2_asyncio.json', board: 'pico', most: 0 },
  { scene: 'scenes/guides/coroutines_f_g.json', board: 'qtpy_rp2040', most: 0 },
  { scene: 'scenes/animations/show.json', board: 'qtpy_rp2040', most: 0 },
  { scene: 'scenes/count_presses.json', board: 'qtpy_rp2040', inputs: presses, most: 0 },
  { scene: 'scenes/set_by_console.json', board: 'pico', inputs: typed, most: 100 },
  { scene: 'tests/firmware/typed.json', board: 'qtpy_rp2040', inputs: typed, most: 100 },
];

// What the board sends until `forUs`, and for a while after.
function bytesOf(built, parts, inputs, forUs, { startUs = 0 } = {}) {
  const play = new Play(built, parts, { startUs });
  play.start();
  play.run(inputs, forUs + DRAIN_US);
  return { play, bytes: Buffer.from(play.board.text, 'latin1') };
}

// `glowloop monitor` of bytes that were recorded; its trace as lines, and what it says.
function monitor(bytes, words = []) {
  const recorded = path.join(folder, 'recorded.bin');
  const trace = path.join(folder, 'board.jsonl');
  fs.writeFileSync(recorded, bytes);
  const { status, stdout, stderr } = call(glowloop, ['monitor', recorded, '-o', trace, ...words]);
  const lines = fs.readFileSync(trace, 'utf8').split('\n').filter(Boolean);
  return { status, stdout, stderr, trace, lines, events: lines.map((line) => JSON.parse(line)) };
}

const us = (events) => events.map(({ t }) => t);

function simulated(scene, inputs, forUs) {
  const result = simulate(glowloop, scene, inputs, forUs, folder, { full: ['--trace-full'] });
  const file = path.join(folder, 'simulated.jsonl');
  fs.writeFileSync(file, result.trace);
  return { ...result, file };
}

function checkTrace({ scene, board, inputs = [], most, startUs }) {
  const wrong = [];
  const built = build(glowloop, scene, board, folder, ['--trace']);
  const { events, parts, file } = simulated(scene, inputs, FOR_US);
  const { play, bytes } = bytesOf(built, parts, inputs, FOR_US, { startUs });
  const told = monitor(bytes, ['--for', `${FOR_US}us`]);
  const diff = call(glowloop, ['diff', '--late', LATE, file, told.trace]);
  if (told.status !== 0) wrong.push(`monitor leaves with ${told.status}: ${told.stderr}`);
  if (diff.status !== 0) wrong.push(`${diff.stdout}${diff.stderr}`);
  const apart = us(told.events).map((t, i) => Math.abs(t - events[i]?.t));
  const furthest = Math.max(...apart);
  if (!(furthest <= most)) wrong.push(`times are up to ${furthest} us apart, not ${most}`);
  const prints = events.filter(({ ev }) => ev === 'print').map(({ s }) => `${s}\n`).join('');
  if (told.stdout !== prints) wrong.push(`it shows ${told.stdout}, not ${prints}`);
  report.tell(`${scene} on ${board}${startUs ? ', timer wraps' : ''}: ${told.lines.length} events, ` +
    `up to ${furthest} us apart, ${(play.asleep * 100).toFixed(2)} % asleep`, wrong);
}

// More happens than the wire takes. What arrives is as simulated, in order, and with what is told to
// be lost it is all.
function checkFlood(scene, forUs) {
  const wrong = [];
  const built = build(glowloop, scene, 'pico', folder, ['--trace']);
  const { events, parts } = simulated(scene, [], forUs + DRAIN_US);
  const { play, bytes } = bytesOf(built, parts, [], forUs);
  const told = monitor(bytes);
  let at = 0;
  let lost = 0;
  for (const event of told.events) {
    if (event.ev === 'lost') {
      at += event.count;
      lost += event.count;
    } else if (JSON.stringify(events[at++]) !== JSON.stringify(event)) {
      wrong.push(`event ${at - 1} is ${JSON.stringify(event)}, not ${JSON.stringify(events[at - 1])}`);
      break;
    }
  }
  if (lost === 0) wrong.push('nothing is told to be lost');
  if (told.status !== 1) wrong.push(`monitor leaves with ${told.status}`);
  if (!/^glowloop: at \d+ us: \d+ events are lost/m.test(told.stderr)) wrong.push(told.stderr);
  if (play.board.problems.some((problem) => !/USB/.test(problem))) wrong.push(...play.board.problems);
  report.tell(`${scene}: of ${at} events the wire has no room for ${lost}, which is told`, wrong);
}

function checkSpeed() {
  const scene = 'scenes/two_rings_awaiting.json';
  const built = build(glowloop, scene, 'qtpy_rp2040', folder, ['--trace', '--baud', '2000000']);
  const { parts, file } = simulated(scene, [], 1000000);
  const { bytes } = bytesOf(built, parts, [], 1000000);
  const told = monitor(bytes, ['--for', '1s']);
  const diff = call(glowloop, ['diff', file, told.trace]);
  report.tell(`a faster wire takes ${told.lines.length} events in a second`,
    diff.status === 0 ? [] : [diff.stdout, told.stderr]);
}

// A monitor that comes later asks, and is told the time and all names.
function checkAsked() {
  const scene = 'tests/firmware/typed.json';
  const wrong = [];
  const built = build(glowloop, scene, 'pico', folder, ['--trace']);
  const { events, parts } = simulated(scene, [], 2500000);
  const play = new Play(built, parts);
  play.start();
  play.run([], 1234567);
  const missed = play.board.text.length - 5; // it comes in the middle of a frame
  play.board.type(0, '\x05');
  play.run([], 2400000);
  const told = monitor(Buffer.from(play.board.text.slice(missed), 'latin1'));
  const later = events.filter(({ t }) => t > 1234567 && t < 2300000).map((e) => JSON.stringify(e));
  if (later.some((line, i) => line !== told.lines[i])) wrong.push(`${told.lines.join('\n')}`);
  if (!told.stderr.includes('it began 1.2345')) wrong.push(told.stderr);
  if (told.status !== 0 || told.stdout !== '') wrong.push(`${told.status}: ${told.stdout}`);
  report.tell(`a monitor that comes later knows all names and the time: ${later.length} events`,
    wrong);
}

// An image without trace does not mind being asked.
function checkUntraced() {
  const scene = 'scenes/set_by_console.json';
  const built = build(glowloop, scene, 'pico', folder);
  const play = new Play(built, simulated(scene, [], 1000).parts);
  play.start();
  play.board.type(0, '\x05delay\x05\n');
  play.run([], 100000);
  const told = monitor(Buffer.from(play.board.text, 'latin1'));
  const wrong = [];
  if (told.stdout !== '500\n' || told.status !== 1) wrong.push(`${told.status}: ${told.stdout}`);
  if (!told.stderr.includes('build its scene with --trace')) wrong.push(told.stderr);
  report.tell('an image without trace shows its text, and the monitor says what is missing', wrong);
}

// Records have the lower half of the time: after a long silence the whole of it is told.
function checkSilence() {
  const scene = path.join(folder, 'silent.json');
  fs.writeFileSync(scene, JSON.stringify({ version: 1, name: 'Silence', board: 'pico',
    controls: { delay: '1s' },
    tasks: [{ program: 'set_by_console', with: { delay: '@delay' } }] }));
  const at = 2 ** 32 + 77;
  const inputs = [[1000000, 'console', 'delay', '\n'], [at, 'console', 'delay', '\n']];
  const built = build(glowloop, scene, 'pico', folder, ['--trace']);
  const { parts, file } = simulated(scene, inputs, at + 1000000);
  const { bytes } = bytesOf(built, parts, inputs, at);
  const told = monitor(bytes);
  const diff = call(glowloop, ['diff', '--late', LATE, file, told.trace]);
  report.tell('a silence of 72 minutes does not confuse the time',
    diff.status === 0 ? [] : [diff.stdout, told.stderr]);
}

for (const each of cases) checkTrace(each);
checkFlood('scenes/guides/pico_queue.json', 1000000);
checkFlood('scenes/two_rings_awaiting.json', 3000000);
checkSpeed();
checkAsked();
checkUntraced();
checkSilence();
report.close();
