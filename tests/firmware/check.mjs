// check.mjs - every scene on a board in the emulator, beside the simulator.
//                                                                    SPDX-License-Identifier: MIT
// node check.mjs GLOWLOOP FOLDER BOARD [whole]: without `whole`, what takes long is left out.
import fs from 'node:fs';
import { build, call, differences, Play, simulate } from './compare.mjs';
import { Report } from './report.mjs';

const FOR_US = 10000000;
const WRAP_US = 2 ** 32; // where the lower half of the chip's timer begins again

// Presses at odd times, of every length; [us, part, level].
const presses = [
  [734567, 1], [1234567, 0], [1873913, 1], [3333337, 0], [3391013, 1], [3433339, 0], [3497001, 1],
  [4100011, 0], [5456789, 1], [6013579, 0], [6017791, 1], [7000011, 0], [7023457, 1],
  [8111113, 0], [9322229, 1],
].map(([us, level]) => [us, 'button', level]);

// Lines that are typed, with each way to end one. The program's buffer has no room for the longest;
// the last two follow one another at once, the second in the middle of a task's step.
const typed = [
  [300013, 'delay', '\r'], [500001, 'delay 77', '\r\n'], [1100057, '', '\n'],
  [1600009, 'delay 86400001', '\n'], [2200021, `delay ${'1'.repeat(60)}`, '\r'],
  [2700001, '\u00e4\u20ac\tdelay', '\r\n'], [3100003, 'bootsels', '\n'],
  [3500017, 'delay 0', '\n'], [3600000, 'delay 213', '\n'], [6100000, 'delay 40', '\n'],
  [6100960, 'delay 9', '\n'], [6101742, 'delay', '\r'],
].map(([us, line, end]) => [us, 'console', line, end]);

// Presses by chance, with contacts that bounce: some edges are 40 us apart. The same for each seed.
function randomPresses(seed) {
  const inputs = [];
  let state = seed;
  let us = 100000;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let level = 0; us < FOR_US; level = 1 - level) {
    for (let bounce = random(6) * 2; bounce >= 0; bounce--) {
      inputs.push([us, 'button', bounce % 2 ? 1 - level : level]);
      us += 41 + random(700);
    }
    us += 1000 + random(900000);
  }
  return inputs;
}

// What a case can have, besides its scene:
// - `asleep`: how much of the time at least
// - `startUs`: what the chip's timer shows at power-up
// - `unfit`: what a board cannot do of it
// - `flood`: it prints more than the wire takes
// - `slow`: it takes the emulator long
// - `seed`: presses by chance
// - `anySize`: it has no line in sizes.txt
// - `typed`: lines are typed at its console
// - `highPin`: what must be high at the end
const led = 'has no plain LED';
const cases = [
  { scene: 'scenes/blink.json', asleep: 0.95 },
  { scene: 'scenes/blink.json', asleep: 0.95, startUs: WRAP_US - 2500000, name: 'timer wraps' },
  { scene: 'scenes/pico_led.json', asleep: 0.95, unfit: { qtpy_rp2040: led } },
  { scene: 'scenes/count_presses.json', asleep: 0.95 },
  { scene: 'scenes/count_presses.json', asleep: 0.95, startUs: WRAP_US - 4100000,
    name: 'timer wraps' },
  { scene: 'scenes/two_rings.json', asleep: 0.85, slow: true },
  { scene: 'scenes/two_rings_awaiting.json', asleep: 0.85 },
  { scene: 'scenes/set_by_console.json', asleep: 0.95, typed, unfit: { qtpy_rp2040: 'has no pin' } },
  { scene: 'tests/firmware/typed.json', asleep: 0.85, typed, anySize: true },
  { scene: 'scenes/animations/show.json', asleep: 0.85 },
  { scene: 'tests/firmware/animations.json', asleep: 0.8, anySize: true,
    unfit: { qtpy_rp2040: 'has no pin "GP2"' } },
  { scene: 'tests/firmware/onboard.json', asleep: 0.95, anySize: true, highPin: 11,
    unfit: { pico: 'has no pin "NEOPIXEL"' } },
  { scene: 'scenes/guides/coroutines_f_g.json', asleep: 0.95 },
  { scene: 'scenes/guides/led1_asyncio.json', asleep: 0.95 },
  { scene: 'scenes/guides/led1_blocking.json', asleep: 0.95 },
  { scene: 'scenes/guides/led2_asyncio.json', asleep: 0.95 },
  { scene: 'scenes/guides/led2_blocking.json', asleep: 0.95 },
  { scene: 'scenes/guides/led2_superloop.json', asleep: 0, slow: true },
  { scene: 'scenes/guides/never_ending.json', asleep: 0.95, flood: true },
  { scene: 'scenes/guides/pico_queue.json', asleep: 0.95, unfit: { qtpy_rp2040: led } },
  { scene: 'scenes/guides/ring.json', asleep: 0.85, startUs: WRAP_US - 3000000,
    name: 'timer wraps' },
];

const [glowloop, folder, board, whole] = process.argv.slice(2);
const report = new Report();
const sizes = readSizes();

// Each image's limit, from sizes.txt.
function readSizes() {
  const text = fs.readFileSync(new URL('sizes.txt', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(rows.map((row) => row.split(/ +/)).map(([scene, on, bytes]) =>
    [`${scene} ${on}`, Number(bytes)]));
}

// A limit that is far above the size keeps nothing.
function* wrongSize(scene, size) {
  const limit = sizes.get(`${scene} ${board}`);
  if (limit === undefined || size > limit || size < limit * 0.9)
    yield `${size} bytes of flash: sizes.txt has ${limit ?? 'no line'}`;
}

function checkRefusal({ scene, unfit }) {
  const { status, stderr } = call(glowloop, ['build', scene, '--board', board, '-o', folder]);
  const fine = status === 2 && stderr.includes(unfit[board]) && stderr.startsWith(scene);
  report.tell(`${scene} on ${board}: refused`, fine ? [] : [`exit code ${status}: ${stderr}`]);
}

function checkScene(options) {
  const { scene, asleep, startUs = 0, name, anySize, seed, highPin } = options;
  const built = build(glowloop, scene, board, folder);
  const scripted = seed ? randomPresses(seed) : presses;
  const inputs = options.typed ?? (built.pins.has('button') ? scripted : []);
  const simulated = simulate(glowloop, scene, inputs, FOR_US + 10000, folder);
  const play = new Play(built, simulated.parts, { startUs });
  play.start();
  play.run(inputs, FOR_US);
  const wrong = [...differences(play, simulated, FOR_US, options)];
  if (!anySize) wrong.push(...wrongSize(scene, built.size));
  if (highPin && !play.board.chip.gpio[highPin].outputValue) wrong.push(`pin ${highPin} is low`);
  if (play.asleep < asleep) wrong.push(`only ${(play.asleep * 100).toFixed(2)} % asleep`);
  const frames = [...play.rings.values()].reduce((sum, ring) => sum + ring.frames.length, 0);
  report.tell(`${scene} on ${board}${name ? `, ${name}` : ''}: ${built.size} bytes, ` +
    `${play.board.stackUsed()} of stack, ${(play.asleep * 100).toFixed(2)} % asleep` +
    `${frames ? `, ${frames} frames` : ''}`, wrong);
}

// All other animations, where there is time for them; their sizes are nobody's concern.
function otherAnimations() {
  const names = fs.readdirSync('scenes/animations').filter((name) => name.endsWith('.json'));
  return names.map((name) => `scenes/animations/${name}`)
    .filter((scene) => !cases.some((each) => each.scene === scene))
    .map((scene) => ({ scene, asleep: 0.7, anySize: true }));
}

// A folder with a program of its own, as it is made for who begins; on this board.
function ownLight() {
  const own = `${folder}/own_light`, scene = `${own}/scene.json`;
  fs.rmSync(own, { recursive: true, force: true });
  const { status, stderr } = call(glowloop, ['new', own]);
  if (status !== 0) throw new Error(`glowloop new ${own}:\n${stderr}`);
  const text = fs.readFileSync(scene, 'utf8');
  if (board === 'qtpy_rp2040')
    fs.writeFileSync(scene, text.replace('"pico"', '"qtpy_rp2040"').replace('"GP2"', '"A1"'));
  return { scene, asleep: 0.85, anySize: true };
}

// Scenes that notice each press, with many of them.
const randomCases = [1, 2, 3, 4].flatMap((seed) => [
  'scenes/count_presses.json', 'scenes/two_rings_awaiting.json', 'scenes/guides/pico_queue.json',
].map((scene) => ({ scene, asleep: 0.85, seed, name: `seed ${seed}` })));

cases.push(ownLight());
if (whole) {
  cases.push(...otherAnimations());
  cases.push(...randomCases.filter(({ scene }) => board === 'pico' || !scene.includes('pico')));
}
for (const each of cases) {
  if (each.unfit?.[board]) checkRefusal(each);
  else if (!each.slow || whole) checkScene(each);
}
report.close();
