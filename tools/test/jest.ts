import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runNode } from './command.ts';
import { programOf } from './static.ts';
import type { Outcome, Step } from './step.ts';

/** The parts that are read of jest's own report. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  /** Files that could not even be loaded. */
  numRuntimeErrorTestSuites: number;
  testResults: { status: string; name: string; message: string }[];
}

/** Unit and integration tests in one run, on one PostgreSQL that jest's own set-up starts. */
export const jestStep: Step = {
  name: 'unit and integration tests',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'luffy-jest-'));
    const file = join(folder, 'report.json');
    try {
      const { ok, output } = await runNode({
        args: ['--experimental-vm-modules', programOf('jest'), '--ci', '--json', `--outputFile=${file}`],
      });
      return readReport(file, ok, output);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function readReport(file: string, ok: boolean, output: string): Outcome {
  if (!existsSync(file)) return { passed: 0, failed: 1, output };
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  const messages = report.testResults
    .filter((result) => result.status === 'failed')
    .map((result) => `${result.name}\n${result.message}`);
  if (report.numPendingTests > 0)
    messages.push(`${report.numPendingTests} tests were skipped: a test runs or is deleted.`);
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + report.numPendingTests;
  // Green tests and a red exit code: something outside the tests broke, such as the tear-down.
  const hidden = !ok && failed === 0 ? 1 : 0;
  const isEmpty = report.numPassedTests + failed === 0 ? 1 : 0;
  if (hidden) messages.push(output);
  if (isEmpty) messages.push('not a single test was found');
  return { passed: report.numPassedTests, failed: failed + Math.max(hidden, isEmpty), output: messages.join('\n') };
}
