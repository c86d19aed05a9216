// image.mjs - what is in a UF2 and an ELF file.                      SPDX-License-Identifier: MIT
import fs from 'node:fs';

export const FLASH = 0x10000000;
const FAMILY_RP2040 = 0xe48bff56;

// The blocks of a UF2, as a board's boot loader takes them; throws what is wrong with it.
export function readUf2(file) {
  const bytes = fs.readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = bytes.length / 512;
  const blocks = [];
  if (count === 0 || !Number.isInteger(count)) throw new Error('UF2: not whole blocks of 512 bytes');
  for (let at = 0, number = 0; number < count; at += 512, number++) {
    const word = (offset) => view.getUint32(at + offset, true);
    if (word(0) !== 0x0a324655 || word(4) !== 0x9e5d5157 || word(508) !== 0x0ab16f30)
      throw new Error(`UF2: block ${number} has no magic`);
    if (word(8) !== 0x2000 || word(28) !== FAMILY_RP2040) throw new Error('UF2: not for an RP2040');
    if (word(20) !== number || word(24) !== count) throw new Error('UF2: wrong numbering');
    if (word(16) !== 256 || word(12) !== FLASH + number * 256) throw new Error('UF2: a gap');
    blocks.push(bytes.subarray(at + 32, at + 32 + 256));
  }
  if (count % 16 !== 0) throw new Error('UF2: not whole sectors of 4 KiB');
  return Buffer.concat(blocks);
}

// CRC-32/MPEG-2, which the boot ROM computes of the second stage.
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}

// Address of each symbol of an ELF file for 32 bits.
export function readSymbols(file) {
  const bytes = fs.readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const word = (at) => view.getUint32(at, true);
  const half = (at) => view.getUint16(at, true);
  const section = (index) => word(32) + index * half(46);
  const symbols = new Map();
  for (let index = 0; index < half(48); index++) {
    const header = section(index);
    if (word(header + 4) !== 2) continue; // a symbol table
    const names = word(section(word(header + 24)) + 16);
    const [start, size, step] = [word(header + 16), word(header + 20), word(header + 36)];
    for (let at = start; at < start + size; at += step) {
      const name = names + word(at);
      symbols.set(bytes.toString('latin1', name, bytes.indexOf(0, name)), word(at + 4));
    }
  }
  return symbols;
}
