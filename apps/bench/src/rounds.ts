import { type Measured, press, type Step } from './load.ts';
import type { Server } from './stage/server.ts';

/** One side of a comparison: a server, and the load that fits what is in its database. */
export interface Side {
  name: string;
  server: Server;
  steps: () => Step[];
}

/** The median of the rounds of one side, with what the processor had to do for it. */
export interface Result extends Measured {
  /** Processor seconds of the server for 1,000 passes, and of PostgreSQL for the same. */
  cpuPer1000: number;
  databaseCpuPer1000: number;
  peakMb: number;
}

export interface Pace {
  /** Seconds that count, and those before them that do not. */
  seconds: number;
  warmUp: number;
  rounds: number;
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/**
 * Measures the sides turn by turn, so that a slow minute of the machine meets all of them, and tells the median of each.
 * Whoever goes first changes with every round.
 */
export async function compare(
  sides: readonly Side[],
  { seconds, warmUp, rounds }: Pace,
  databaseCpuSeconds: () => number,
): Promise<Map<string, Result>> {
  const runs = new Map(sides.map((side) => [side.name, [] as Result[]]));
  if (warmUp > 0) for (const side of sides) await press(side.server.url, side.steps(), { seconds: warmUp });
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const before = { server: side.server.cpuSeconds(), database: databaseCpuSeconds() };
      const measured = await press(side.server.url, side.steps(), { seconds });
      const thousands = measured.passes / 1000;
      runs.get(side.name)?.push({
        ...measured,
        cpuPer1000: (side.server.cpuSeconds() - before.server) / thousands,
        databaseCpuPer1000: (databaseCpuSeconds() - before.database) / thousands,
        peakMb: side.server.peakMb(),
      });
    }
  }
  return new Map([...runs].map(([name, results]) => [name, middleOf(results)]));
}

/** Every figure's own median; errors are summed, for one is one too many. */
function middleOf(results: readonly Result[]): Result {
  const of = (key: keyof Omit<Result, 'firstError'>): number => median(results.map((result) => result[key]));
  return {
    rate: of('rate'),
    p50: of('p50'),
    p97_5: of('p97_5'),
    p99: of('p99'),
    cpuPer1000: of('cpuPer1000'),
    databaseCpuPer1000: of('databaseCpuPer1000'),
    peakMb: Math.max(...results.map((result) => result.peakMb)),
    passes: results.reduce((sum, result) => sum + result.passes, 0),
    errors: results.reduce((sum, result) => sum + result.errors, 0),
    firstError: results.find((result) => result.firstError !== null)?.firstError ?? null,
  };
}
