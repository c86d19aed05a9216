// usb.mjs - the console over USB, where pico-sdk has TinyUSB.         SPDX-License-Identifier: MIT
//
// node usb.mjs GLOWLOOP FOLDER TOP: the emulator's USB is a host that enumerates the board, opens its
// serial port, reads what it says, and types. A real host takes its time, and asks the board for
// nothing while it has nothing to send.
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, Play, simulate } from './compare.mjs';
import { Report } from './report.mjs';

const [glowloop, folder, top] = process.argv.slice(2);
const packages = process.env.GLOWLOOP_NPM ?? path.join(top, 'build/npm');
const { USBCDC } = createRequire(`${packages}/`)('rp2040js');
const report = new Report();
const SCENE = 'scenes/set_by_console.json';
const MS = 1e6;

// The emulator has no flash chip to ask for its number, which is the board's on the bus.
const HARMLESS = [/USB: used while it is held in reset$/, /IO_QSPI_BASE: Unimplemented/,
  /(invalid memory|undefined) address: 14000000$/];

class Host {
  constructor(board) {
    const usb = board.chip.usbCtrl;
    const cdc = new USBCDC(usb);
    const { onResetReceived, onEndpointWrite } = usb;
    const open = cdc.cdcSetControlLineState.bind(cdc);
    this.text = '';
    this.usb = usb;
    this.cdc = cdc;
    this.waiting = false;
    usb.onResetReceived = () => board.at(board.now + 10 * MS, onResetReceived);
    usb.onEndpointWrite = (...words) => board.at(board.now + 0.1 * MS, () => onEndpointWrite(...words));
    usb.onEndpointRead = (endpoint) => { this.waiting ||= endpoint === cdc.outEndpoint; };
    cdc.cdcSetControlLineState = () => { cdc.initialized = true; board.at(board.now + MS, open); };
    cdc.onSerialData = (data) => { this.text += Buffer.from(data).toString('latin1'); };
  }

  // A packet, if the board waits for one.
  type(text) {
    if (!this.waiting) throw new Error('the board does not listen');
    this.waiting = false;
    this.usb.endpointReadDone(this.cdc.outEndpoint, Buffer.from(text));
  }
}

function play(more) {
  const built = build(glowloop, SCENE, 'pico', folder, more);
  const { parts } = simulate(glowloop, SCENE, [], 1000, folder);
  const played = new Play(built, parts);
  const host = new Host(played.board);
  played.start();
  return { played, host, board: played.board };
}

function* problems(board) {
  for (const problem of board.problems)
    if (!HARMLESS.some((harmless) => harmless.test(problem))) yield problem;
  if (board.stopped) yield `the board stopped: ${board.stopped}`;
}

// Lines come in by both ways, and go out by both.
function checkConsole() {
  const { played, host, board } = play([]);
  board.at(200 * MS, () => host.type('delay 100\r\nde'));
  board.at(300 * MS, () => host.type('lay\n'));
  board.at(400 * MS, () => board.type(0, 'delay 7\n'));
  played.run([], 500000);
  const wrong = [...problems(board)];
  if (host.text !== '100\r\n100\r\n7\r\n') wrong.push(`USB has ${JSON.stringify(host.text)}`);
  if (board.text !== host.text) wrong.push(`the UART has ${JSON.stringify(board.text)}`);
  if (played.asleep < 0.9) wrong.push(`only ${(played.asleep * 100).toFixed(2)} % asleep`);
  report.tell(`the console over USB, ${(played.asleep * 100).toFixed(2)} % asleep`, wrong);
}

// What was told before the port was open is the UART's alone.
function checkTrace() {
  const { played, host, board } = play(['--trace', '--baud', '921600']);
  board.at(600 * MS, () => host.type('\x05'));
  played.run([], 2000000);
  const wrong = [...problems(board)];
  if (host.text.length < 200 || !board.text.endsWith(host.text))
    wrong.push(`${host.text.length} bytes over USB, ${board.text.length} by the UART`);
  report.tell(`a trace over USB is that of the UART: ${host.text.length} bytes`, wrong);
}

// From some moment on no packet is ever taken.
function checkUnread() {
  const { played, host, board } = play([]);
  board.at(200 * MS, () => { host.usb.indicateBufferReady = () => {}; });
  for (let i = 0; i < 60; i++) board.at((210 + 5 * i) * MS, () => board.type(0, 'what?\n'));
  played.run([], 1000000);
  const wrong = [...problems(board)];
  const lines = board.text.split('\r\n').length - 1;
  if (lines !== 60) wrong.push(`${lines} lines`);
  if (host.text.length > 512) wrong.push(`it has read ${host.text.length} bytes`);
  if (played.asleep < 0.9) wrong.push(`only ${(played.asleep * 100).toFixed(2)} % asleep`);
  report.tell('a host that does not read does not hold up the scene', wrong);
}

checkConsole();
checkTrace();
checkUnread();
report.close();
