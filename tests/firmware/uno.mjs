// uno.mjs - scenes on an emulated Arduino Uno, beside the simulator. SPDX-License-Identifier: MIT
//
// node uno.mjs GLOWLOOP FOLDER EMULATOR TOP [whole]: without `whole`, only what tells most.
import fs from 'node:fs';
import { call, differences, simulate } from './compare.mjs';
import { copySources, withChange } from './mutate.mjs';
import { Report } from './report.mjs';
import { buildUno, inexactBits, RAM_SIZE, UnoPlay } from './uno_play.mjs';

const FOR_US = 10000000;
const FRAME_LATE_US = 3000; // a frame may begin that late: 8 pixels take the CPU some 1.5 ms
const QUICK = 4; // mutants that are looked for without `whole`: those of the timing
const STACK = 320; // what glowloop build keeps free for it

const [glowloop, folder, emulator, top, whole] = process.argv.slice(2);
const report = new Report();

// Presses at odd times, of every length; none is within a strip's 240 us before a scan, each 20 ms:
// such a one counts from the strip's end.
const presses = [
  [734567, 0], [1234567, 1], [1873913, 0], [3333337, 1], [3391013, 0], [3433339, 1], [3497001, 0],
  [4104011, 1], [5456789, 0], [6013579, 1], [6017791, 0], [7004011, 1], [7023457, 0],
  [8111113, 1], [9322229, 0], [9466667, 1],
].map(([us, level]) => [us, 'button', level]);

const cases = [
  { scene: 'scenes/uno_two_rings.json', asleep: 0.1, frames: 1000 },
  { scene: 'scenes/uno_two_leds.json', asleep: 0.95 },
];
const otherCases = [
  { scene: 'scenes/uno_two_leds.json', asleep: 0.95, startUs: 2 ** 32 - 2 ** 20,
    name: '32 bits of its clock wrap' },
  { scene: 'scenes/guides/led2_asyncio.json', asleep: 0.95 },
  { scene: 'scenes/guides/led1_blocking.json', asleep: 0.95 },
  { scene: 'scenes/guides/coroutines_f_g.json', asleep: 0.95 },
  { scene: 'scenes/blink.json', asleep: 0.95 },
  { scene: 'scenes/count_presses.json', asleep: 0.95 },
];

const sizes = new Map(fs.readFileSync(new URL('sizes.txt', import.meta.url), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#')).map((line) => line.split(/ +/))
  .map(([scene, on, flash, ram]) => [`${scene} ${on}`, [Number(flash), Number(ram)]]));

// A limit that is far above the size keeps nothing.
function* wrongSizes(scene, { size, ram }) {
  const [flashMost, ramMost] = sizes.get(`${scene} uno`) ?? [0, 0];
  if (size > flashMost || size < flashMost * 0.9 || ram > ramMost || ram < ramMost * 0.9)
    yield `${size} bytes of flash, ${ram} of RAM: sizes.txt has ${flashMost} and ${ramMost}`;
}

function* wrongMemory({ stack }, { ram }) {
  if (stack > STACK) yield `${stack} bytes of stack, more than ${STACK}`;
  if (ram + stack > RAM_SIZE) yield `${ram} static bytes and ${stack} of stack`;
}

function play(scene, inputs, forUs, options = {}) {
  const built = buildUno(glowloop, scene, folder);
  const scripted = built.pins.has('button') ? inputs : [];
  const simulated = simulate(glowloop, scene, scripted, forUs + 10000, folder);
  const played = new UnoPlay(emulator, built, simulated.parts, options);
  played.run(scripted, forUs);
  const wrong = [...differences(played, simulated, forUs, { frameLateUs: FRAME_LATE_US }),
    ...inexactBits(played), ...wrongMemory(played, built),
    ...wrongSizes(scene, built)];
  if (played.asleep < options.asleep)
    wrong.push(`only ${(played.asleep * 100).toFixed(2)} % asleep`);
  return { built, played, wrong };
}

function checkScene(options) {
  const { scene, name } = options;
  const { built, played, wrong } = play(scene, presses, FOR_US, options);
  const frames = [...played.rings.values()].map((ring) => ring.frames.length);
  if (options.frames && frames[0] < options.frames) wrong.push(`only ${frames} frames`);
  report.tell(`${scene} on uno${name ? `, ${name}` : ''}: ${built.size} bytes of flash, ` +
    `${built.ram} static and ${played.stack} of stack in RAM, ` +
    `${(played.asleep * 100).toFixed(2)} % asleep${frames.length ? `, frames: ${frames}` : ''}`,
  wrong);
}

function checkRefusal(scene, ...reasons) {
  const { status, stderr } = call(glowloop, ['build', scene, '--board', 'uno', '-o', folder]);
  const missing = reasons.filter((reason) => !reason.test(stderr));
  report.tell(`${scene} on uno: refused`,
    status === 2 && !missing.length ? [] : [`exit code ${status}: ${stderr}`]);
}

// [what is wrong, file, text, its replacement, what must be said about it]
const EMITTERS = 'firmware/avr/emitters.c';
const mutants = [
  ['a zero is high for a cycle more', EMITTERS, '                   "    st   %a[port], %[level]    \\n"',
    '                   "    nop                        \\n"\n                   "    st   %a[port], %[level]    \\n"',
    /zeroHigh is 375/],
  ['the last bit of a byte takes a cycle less', EMITTERS,
    '                   "    nop                        \\n" /* 14 */\n', '', /period is 1187.5 to/],
  ['a one is as short as a zero', EMITTERS, '"    mov  %[level], %[high]     \\n" /*  3 */',
    '"    mov  %[level], %[low]      \\n" /*  3 */', /frame 0 .* is/],
  ['interrupts come between bits', EMITTERS, '    uint8_t saved = chip_irq_save();\n',
    '    uint8_t saved = chip_irq_save();\n    chip_irq_restore(saved | 0x80);\n',
    /(period|oneHigh|zeroHigh) is/],
  ['red and green are swapped', 'core/src/pixels_send.c', '[PIXELS_GRB] = {1, 0, 2}',
    '[PIXELS_GRB] = {0, 1, 2}', /frame 0 .* is/],
  ['there is no pull-up', 'firmware/avr/wires.c', 'pull == PIN_PULL_UP);', 'false);',
    /frame \d+ .* is/],
  ['edges raise no interrupt', 'firmware/avr/wires.c', 'PCICR | ports[i].interrupt', 'PCICR',
    /frame \d+ .* is/],
  ['a wrap of the timer is lost', 'firmware/avr/chip.c', '    wrapped_us += WRAP_US;',
    '    wrapped_us += wrapped_us == 655360 ? 0 : WRAP_US;', /late|frames, the simulator has/],
  ['steps are free', 'firmware/main.c', '    pace_spend(pace_cost()->step_us);', '    ;',
    /frame \d+ .* late by -/],
  ['the CPU never sleeps', 'firmware/avr/chip.c', '            sleep_cpu();', '            (void)0;',
    /only .* asleep/],
];

function checkMutant(copy, mutant) {
  const [what, , , , reason] = mutant;
  const { wrong } = withChange(copy, mutant,
    () => play('scenes/uno_two_rings.json', presses, 1500000, { asleep: 0.1 }));
  report.tell(`found: ${what}`,
    wrong.some((line) => reason.test(line)) ? [] : ['not found', ...wrong]);
}

if (whole) cases.push(...otherCases);
// After such a fault the board says what it was: what is put into a blink, and the lines.
const BLINK = 'core/programs/blink.c';
const BLINK_TEXT = '            digital_write(self->led, false);\n';
const faults = [
  ['a task holds the CPU', '            if (self->blinks == 1) while (true) {}\n',
    /^glowloop: it held the CPU for over 2000 ms$/],
  ['a promise is broken', '            if (self->blinks == 1) coop_assert_failed("", 7);\n',
    /^glowloop: a promise was broken at 0x[0-9a-f]+$/],
];

function checkFault(copy, [what, statement, reason]) {
  const change = [what, BLINK, BLINK_TEXT, statement + BLINK_TEXT];
  const { played } = withChange(copy, change, () => play('scenes/blink.json', [], 5000000));
  const [task, cause] = played.board.text.split('\r\n');
  const fine = /^glowloop: restarted after a fault: task "blink", from line \d+$/.test(task) &&
    reason.test(cause);
  report.tell(`${what}: ${cause}`, fine ? [] : [`it says: ${played.board.text}`]);
}

for (const each of cases) checkScene(each);
checkRefusal('tests/firmware/uno_full.json', /takes \d+ bytes of RAM and 320 for the stack/,
  /the Arduino Uno has 2048/);
checkRefusal('scenes/guides/pico_queue.json', /the Arduino Uno has no pin "GP15"/);
checkRefusal('scenes/set_by_console.json', /the Arduino Uno prints lines, but hears none/);
const copy = copySources(folder, top);
for (const mutant of mutants.slice(0, whole ? mutants.length : QUICK)) checkMutant(copy, mutant);
if (whole) for (const fault of faults) checkFault(copy, fault);
report.close();
