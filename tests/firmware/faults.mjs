// faults.mjs - what a board says and does after a fault, and how it gets into its boot loader.
//                                                                    SPDX-License-Identifier: MIT
// node faults.mjs GLOWLOOP FOLDER TOP
import fs from 'node:fs';
import path from 'node:path';
import { build, Play, simulate } from './compare.mjs';
import { copySources, withChange } from './mutate.mjs';
import { Report } from './report.mjs';

const [glowloop, folder, top] = process.argv.slice(2);
const report = new Report();
const copy = copySources(folder, top);

// The blinking LED's second blink does what it should not.
const BLINK = 'core/programs/blink.c';
const BLINK_TEXT = '            digital_write(self->led, false);\n';
const faults = [
  ['a task holds the CPU', '            if (self->blinks == 1) while (true) {}\n',
    /task "blink", from core\/programs\/blink\.c:\d+: it held the CPU for over 2000 ms/],
  ['a promise is broken', '            if (self->blinks == 1) coop_assert_failed("x.c", 7);\n',
    /task "blink", from core\/programs\/blink\.c:\d+: a promise was broken at x\.c:7/],
];

const HELD_SCENE = JSON.stringify({
  version: 1, name: 'A CPU that is held', board: 'pico', controls: { delay: '1s' },
  parts: { led: { type: 'led', pin: 'GP15', color: '#00ff00' } },
  tasks: [{ program: 'set_by_console', with: { delay: '@delay' } },
    { program: 'led1_blocking', with: { led: 'led', interval: '500ms', count: 2 } }],
});

function play(board, scene = 'scenes/blink.json') {
  const built = build(glowloop, scene, board, folder);
  const { parts } = simulate(glowloop, scene, [], 1000, folder);
  const played = new Play(built, parts);
  played.start();
  return played;
}

function checkFault([what, statement, reason]) {
  const wrong = [];
  const change = [what, BLINK, BLINK_TEXT, statement + BLINK_TEXT];
  const first = withChange(copy, change, () => play('pico'));
  first.run([], 6000000);
  if (first.board.stopped !== 'watchdog') wrong.push(`the board stopped: ${first.board.stopped}`);
  if (first.board.text !== '') wrong.push(`it said before: ${first.board.text}`);
  const second = first.board.reset(first.built.image);
  second.run(second.now + 1e8);
  const lines = second.text.split('\r\n').filter(Boolean);
  if (lines.length !== 1 || !reason.test(lines[0])) wrong.push(`it says: ${lines.join(' | ')}`);
  const third = second.reset(first.built.image); // by nobody's fault
  third.run(third.now + 1e8);
  report.tell(`${what}: ${lines[0]}`, wrong);
}

// The emulator knows no hard faults, but enters the exception if it is told to.
function checkHardFault() {
  const { board, built } = play('pico');
  const wrong = [];
  board.at(1e9, () => {
    board.faultedAt = board.core.PC;
    board.core.waiting = false;
    board.core.exceptionEntry(3);
  });
  board.run(2e9);
  if (board.stopped !== 'watchdog') wrong.push(`the board stopped: ${board.stopped}`);
  const second = board.reset(built.image);
  second.run(second.now + 1e8);
  const place = `: a hard fault at 0x${board.faultedAt.toString(16)}\r\n`;
  if (!second.text.includes('task "blink"') || !second.text.endsWith(place))
    wrong.push(`it says: ${second.text}, not ${place}`);
  report.tell(`a hard fault: ${second.text.trim()}`, wrong);
}

function checkLongLine() {
  const change = ['', 'firmware/serial.h', '#define SERIAL_SIZE 1024', '#define SERIAL_SIZE 8'];
  const { board } = withChange(copy, change, () => play('pico', 'scenes/guides/never_ending.json'));
  const wrong = [];
  board.run(board.now + 2e8);
  const lines = "I'm looping!\r\n".repeat(200);
  if (board.text.length < 1000 || !lines.startsWith(board.text))
    wrong.push(`it says: ${board.text.slice(0, 100)}`);
  report.tell('lines that are longer than the buffer of the console arrive whole', wrong);
}

// Whether programs read the console, too, or not.
function checkConsoleCommand(scene) {
  const { board } = play('pico', scene);
  const wrong = [];
  board.type(0, 'bootse\rbootsell\nxbootsel\n');
  board.run(board.now + 1e8);
  if (board.stopped) wrong.push(`other words stop it, too: ${board.stopped}`);
  board.type(0, 'bootsel\n');
  board.run(board.now + 1e8);
  if (board.stopped !== 'USB boot') wrong.push(`the board stopped: ${board.stopped}`);
  report.tell(`the line "bootsel" leads to the boot loader, in ${scene}`, wrong);
}

// A program holds the CPU for two seconds, so more lines come than there is room for. Those
// that are lost are those of the simulator, and each is told.
function checkTooManyLines() {
  const scene = path.join(folder, 'held.json');
  fs.writeFileSync(scene, HELD_SCENE);
  const inputs = [];
  for (let i = 0; i < 90; i++) inputs.push([1100000 + i * 8700, 'console', `${i} `.repeat(33), '\n']);
  for (let i = 0; i < 9; i++) inputs.push([4300000 + i * 20000, 'console', `delay ${i}`, '\r']);
  const built = build(glowloop, scene, 'pico', folder);
  const { parts, events, complaints } =
    simulate(glowloop, scene, inputs, 7000000, folder, { code: 1 });
  const played = new Play(built, parts);
  played.start();
  played.run(inputs, 7000000);
  const told = 'glowloop: a line typed at the console is lost: too many wait to be read\r\n';
  const said = played.board.text.split(told);
  const expected = events.filter(({ ev }) => ev === 'print').map(({ s }) => `${s}\r\n`).join('');
  const wrong = [];
  if (said.length - 1 !== complaints.length)
    wrong.push(`${said.length - 1} are told, not ${complaints.length}`);
  if (said.join('') !== expected) wrong.push(`it says ${said.join('')}, not ${expected}`);
  report.tell(`lines for which there is no room are lost as a whole: ${said.length - 1}`, wrong);
}

function checkLongPress() {
  const played = play('qtpy_rp2040', 'scenes/count_presses.json');
  const { board, epochUs } = played;
  const wrong = [];
  played.run([[1000000, 'button', 0], [10500000, 'button', 1], [10600000, 'button', 0]], 20000000);
  if (board.stopped) wrong.push(`9.5 and 9.4 seconds are enough: ${board.stopped}`);
  board.run((epochUs + 21500000) * 1000);
  if (board.stopped !== 'USB boot') wrong.push(`the board stopped: ${board.stopped}`);
  report.tell('10 seconds of its own button lead a QT Py to the boot loader', wrong);
}

for (const fault of faults) checkFault(fault);
checkHardFault();
checkLongLine();
checkConsoleCommand('scenes/blink.json');
checkConsoleCommand('scenes/set_by_console.json');
checkTooManyLines();
checkLongPress();
report.close();
