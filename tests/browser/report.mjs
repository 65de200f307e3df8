// What the checks found: a line per group, the details of what failed, and the count at the end.

export class Report {
  passed = 0;
  failed = 0;

  /** Runs a group of checks and prints its line at its end. `run` gets `check` and may return a text for the line. */
  async group(name, run) {
    const start = performance.now();
    let [passed, failed] = [0, 0];
    const details = [];
    const check = (what, problems) => {
      if (problems.length === 0) {
        passed += 1;
        return;
      }
      failed += 1;
      details.push(`  ${what}`, ...problems.map((problem) => `    ${problem}`));
    };
    let note;
    try {
      note = await run(check);
    } catch (error) {
      check('the group stopped', [error.stack ?? String(error)]);
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    this.passed += passed;
    this.failed += failed;
    const counts = `${passed} passed${failed ? `, ${failed} failed` : ''}`;
    console.log(`${failed ? 'FAIL' : 'ok  '}  ${name}: ${counts}${note ? ` (${note})` : ''}  ${seconds} s`);
    for (const line of details) console.log(line);
  }

  /** The last line of a run. */
  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0;
  }
}

/** At most `most` lines, and how many were left out. */
export function some(lines, most = 20) {
  return lines.length <= most ? lines : [...lines.slice(0, most), `… and ${lines.length - most} more`];
}
