// report.mjs - a line a check, and how many of them failed.          SPDX-License-Identifier: MIT
const SHOWN = 5;

export class Report {
  constructor() {
    this.passed = 0;
    this.failed = 0;
  }

  // `wrong` are lines; none is fine.
  tell(what, wrong) {
    console.log(`${wrong.length ? 'FAILED' : 'passed'}  ${what}`);
    for (const line of wrong.slice(0, SHOWN)) console.log(`          ${line}`);
    if (wrong.length > SHOWN) console.log(`          and ${wrong.length - SHOWN} more`);
    if (wrong.length) this.failed++;
    else this.passed++;
  }

  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed || !this.passed ? 1 : 0;
  }
}
