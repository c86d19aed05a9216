// mutants.mjs - firmware that is wrong in one way each: a test of the test.
//                                                                    SPDX-License-Identifier: MIT
// node mutants.mjs GLOWLOOP FOLDER TOP: each mutant is a change of one place in a copy of the
// firmware's sources, and must be found by what check.mjs compares, for the reason that is given.
import { Board } from './board.mjs';
import { build, differences, Play, simulate } from './compare.mjs';
import { copySources, withChange } from './mutate.mjs';
import { Report } from './report.mjs';

const [glowloop, folder, top] = process.argv.slice(2);
const SCENE = 'scenes/two_rings_awaiting.json';
const BOARD = 'qtpy_rp2040';
const FOR_US = 1300000;
// The second press is between two scans, while the rainbow asks for its direction: nobody sees it.
const inputs = [[111113, 0], [503331, 1], [620513, 0], [639011, 1], [803331, 0]]
  .map(([us, level]) => [us, 'button', level]);

// [what is wrong, file, text, its replacement, what must be said about it]
const start = '    chip_start();\n';
const mutants = [
  ['the PIO is left in reset', 'firmware/main.c', start,
    `${start}    *(volatile unsigned *)0x4000e000 = 1u << 10;\n`, /PIO0.*: used while it is held in/],
  ['the DMA is left in reset', 'firmware/main.c', start,
    `${start}    *(volatile unsigned *)0x4000e000 = 1u << 2;\n`, /DMA.*: used while it is held in/],
  ['the timer has no tick', 'firmware/main.c', start,
    `${start}    *(volatile unsigned *)0x4005802c = 0;\n`, /TIMER: used without a tick/],
  ['bits take a cycle more', 'firmware/emitters.c', '#define BIT_CYCLES   15u',
    '#define BIT_CYCLES   16u', /a bit is/],
  ['a zero is high for a cycle more', 'firmware/emitters.c', '#define ZERO_CYCLES  4u',
    '#define ZERO_CYCLES  5u', /T0H is/],
  ['a one is as short as a zero', 'firmware/emitters.c', '#define ONE_CYCLES   9u',
    '#define ONE_CYCLES   6u', /frame 0 .* is/],
  ['there is no pull-up', 'firmware/wires.c', 'pull == PIN_PULL_UP, pull == PIN_PULL_DOWN',
    'false, pull == PIN_PULL_DOWN', /frame \d+ .* is/],
  ['the input is not enabled', 'firmware/wires.c', '    wires_pull(pin, pull);\n',
    '    wires_pull(pin, pull);\n    gpio_set_input_enabled(pin, false);\n',
    /frame \d+ .* is/],
  ['red and green are swapped', 'firmware/emitters.c', '    dma_channel_transfer_from_buffer_now',
    `    for (uint8_t *px = (uint8_t *)bytes, red; px < bytes + size; px += 3)
        red = px[1], px[1] = px[0], px[0] = red;
    dma_channel_transfer_from_buffer_now`, /frame 0 .* is/],
  ['a keypad is scanned a tick late', 'firmware/keys.c', '    scan->next_us = ticks_start_us(hz, tick);',
    '    scan->next_us = ticks_start_us(hz, tick + 1);', /frame \d+ .* is/],
  ['steps are free', 'firmware/main.c', '    pace_spend(pace_cost()->step_us);', '    ;',
    /frame \d+ .* late by -/],
  ['the CPU never sleeps', 'firmware/port/chip.c', '        __wfi();', '        (void)0;',
    /only .* asleep/],
];

// The same of lines that are typed, in another scene.
const TYPED_SCENE = 'tests/firmware/typed.json';
const typed = [[300013, 'delay 77', '\r\n'], [700057, 'delay', '\n']]
  .map(([us, line, end]) => [us, 'console', line, end]);
const typedMutants = [
  ['CR LF ends two lines', 'firmware/typed.c', "c == '\\n' && after_cr", 'false', /console: /],
  ['lines run together', 'firmware/typed.c', "fits = fits && put('\\n');", '', /console: /],
];

const report = new Report();

function play(built, simulated, inputs) {
  const played = new Play(built, simulated.parts);
  try {
    played.start();
  } catch (error) {
    return [...played.board.problems, error.message];
  }
  played.run(inputs, FOR_US);
  const wrong = [...differences(played, simulated, FOR_US)];
  if (played.asleep < 0.85) wrong.push(`only ${(played.asleep * 100).toFixed(2)} % asleep`);
  return wrong;
}

function checkMutant(copy, scene, simulated, inputs, mutant) {
  const [what, , , , reason] = mutant;
  const wrong = withChange(copy, mutant, () => play(build(glowloop, scene, BOARD, folder),
    simulated, inputs));
  const found = wrong.some((line) => reason.test(line));
  report.tell(`found: ${what}`, found ? [] : ['not found', ...wrong]);
}

function checkChecksum(built) {
  const image = Buffer.from(built.image);
  image[17] ^= 1;
  let refused = false;
  try {
    void new Board(image);
  } catch (error) {
    refused = /wrong checksum/.test(error.message);
  }
  report.tell('found: a byte of the second stage is wrong', refused ? [] : ['not found']);
}

function checkMutants(copy, scene, inputs, list) {
  const simulated = simulate(glowloop, scene, inputs, FOR_US + 10000, folder);
  const built = build(glowloop, scene, BOARD, folder);
  report.tell(`nothing is wrong with the sources as they are: ${scene}`,
    play(built, simulated, inputs));
  for (const mutant of list) checkMutant(copy, scene, simulated, inputs, mutant);
}

const copy = copySources(folder, top);
checkMutants(copy, SCENE, inputs, mutants);
checkMutants(copy, TYPED_SCENE, typed, typedMutants);
checkChecksum(build(glowloop, SCENE, BOARD, folder));
report.close();
