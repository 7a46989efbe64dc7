import { performance } from 'node:perf_hooks';

/** What one step proved. */
export interface Outcome {
  passed: number;
  failed: number;
  /** Shown only when something failed. */
  output: string;
  /** Why the step did not run; it then counts for nothing. */
  skipped?: string;
}

export interface Step {
  name: string;
  run: () => Promise<Outcome>;
}

/** A step of which only the exit code counts. */
export function outcomeOf({ ok, output }: { ok: boolean; output: string }): Outcome {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

/** Runs the steps, `atOnce` at a time, and prints each as soon as it ended. A failed one does not stop the others. */
export async function runSteps(steps: Step[], atOnce: number): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const start = performance.now();
      const outcome = await step.run().catch(failureOf);
      print(step.name, outcome, performance.now() - start);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

function failureOf(error: unknown): Outcome {
  return { passed: 0, failed: 1, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function print(name: string, outcome: Outcome, tookMs: number): void {
  if (outcome.skipped) {
    console.log(`- ${name}: skipped, ${outcome.skipped}`);
    return;
  }
  const { passed, failed, output } = outcome;
  const counts = failed > 0 ? `${passed} passed, ${failed} failed` : `${passed} passed`;
  console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${counts} (${(tookMs / 1000).toFixed(1)} s)`);
  if (failed > 0 && output.trim()) console.log(output.trimEnd().replaceAll(/^/gm, '    '));
}
