// mutate.mjs - firmware from sources that differ in one place.       SPDX-License-Identifier: MIT
import fs from 'node:fs';
import path from 'node:path';

// From now on `glowloop build` builds from a copy of the sources, whose path is the result.
export function copySources(folder, top) {
  const copy = path.join(folder, 'copy');
  fs.rmSync(copy, { recursive: true, force: true });
  for (const name of ['CMakeLists.txt', 'cmake', 'core', 'firmware'])
    fs.cpSync(path.join(top, name), path.join(copy, name), { recursive: true });
  process.env.GLOWLOOP_SOURCE = copy;
  process.env.PICO_SDK_PATH ??= path.join(top,
    'build/npm/node_modules/@xpack-3rd-party/raspberrypi-pico-sdk');
  return copy;
}

// Let `action` see the copy with a change: [what it is, file, text, its replacement].
export function withChange(copy, [, file, text, replacement], action) {
  const place = path.join(copy, file);
  const source = fs.readFileSync(place, 'utf8');
  const places = source.split(text).length - 1;
  if (places !== 1) throw new Error(`${file} has ${places} times, not once: ${text}`);
  fs.writeFileSync(place, source.replace(text, () => replacement));
  try {
    return action();
  } finally {
    fs.writeFileSync(place, source);
  }
}
