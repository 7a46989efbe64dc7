import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT, runNode } from './command.ts';
import { programOf } from './static.ts';
import { outcomeOf, type Outcome, type Step } from './step.ts';

/** The parts that are read of Playwright's own report. */
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
}

/** What the browser loads and what it talks to, built as the start command builds it. */
export const buildStep: Step = {
  name: 'build',
  run: async () => outcomeOf(await runNode({ args: ['tools/build.ts'] })),
};

/** Browser journeys through the built product. */
export const journeyStep: Step = {
  name: 'browser journeys',
  run: async () => {
    if (!existsSync(join(ROOT, 'apps/e2e/playwright.config.ts'))) {
      return { passed: 0, failed: 0, output: '', skipped: 'apps/e2e/playwright.config.ts does not exist' };
    }
    const folder = mkdtempSync(join(tmpdir(), 'luffy-journeys-'));
    const file = join(folder, 'report.json');
    try {
      const { ok, output } = await runNode({
        args: [programOf('@playwright/test', 'apps/e2e', 'playwright'), 'test'],
        cwd: 'apps/e2e',
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      });
      return readReport(file, ok, output);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function readReport(file: string, ok: boolean, output: string): Outcome {
  if (!existsSync(file)) return { passed: 0, failed: 1, output };
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport;
  // A journey that passes only at the second try is one that fails sometimes.
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  const isBroken = failed === 0 && (!ok || errors.length > 0 || stats.expected === 0) ? 1 : 0;
  const messages = errors.map((error) => error.message ?? 'an error without words');
  return { passed: stats.expected, failed: failed + isBroken, output: [...messages, output].join('\n') };
}
