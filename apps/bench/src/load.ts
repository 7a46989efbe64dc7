import autocannon from 'autocannon';

/** Closed loop: each of these sends its next request when the last one is answered. */
export const CONNECTIONS = 32;

/** One request of a scenario, made when it is sent. */
export interface Step {
  method: 'GET' | 'POST';
  /** @returns the request, or null when the scenario has nothing left to send: then the measurement is void */
  make: (context: Record<string, unknown>) => { path: string; headers?: Record<string, string>; body?: string } | null;
  /** @returns whether the answer is the right one; a wrong one is an error of the run */
  isRight: (status: number, body: string, context: Record<string, unknown>) => boolean;
}

export interface Measured {
  /** Whole passes through the steps in a second. */
  rate: number;
  /** Milliseconds of one request; 97.5 of 100 are faster than `p97_5`. */
  p50: number;
  p97_5: number;
  p99: number;
  passes: number;
  errors: number;
  /** The first wrong answer, for whoever looks why. */
  firstError: string | null;
}

/** How long, or how much, and on how many connections. */
export interface Until {
  seconds?: number;
  amount?: number;
  connections?: number;
}

/** Sends the steps of a scenario, one after the other, on every connection. */
export async function press(
  url: string,
  steps: readonly Step[],
  { seconds, amount, connections = CONNECTIONS }: Until,
): Promise<Measured> {
  let errors = 0;
  let firstError: string | null = null;
  let passes = 0;
  const wrong = (what: string): void => {
    errors++;
    firstError ??= what;
  };
  const requests = steps.map(({ method, make, isRight }, index): autocannon.Request => ({
    method,
    setupRequest: (request, context) => {
      const made = make(context as Record<string, unknown>);
      if (made) return { ...request, ...made };
      wrong('nothing left to send');
      return { ...request, method: 'GET', path: '/health/live' };
    },
    onResponse: (status, body, context) => {
      if (!isRight(status, body, context as Record<string, unknown>)) wrong(`${status} ${body.slice(0, 300)}`);
      else if (index === steps.length - 1) passes++;
    },
  }));
  const end = amount === undefined ? { duration: seconds ?? 1 } : { amount };
  const result = await autocannon({ url, connections, ...end, requests, sampleInt: 100 });
  return {
    rate: passes / result.duration,
    p50: result.latency.p50,
    p97_5: result.latency.p97_5,
    p99: result.latency.p99,
    passes,
    errors: errors + result.errors + result.timeouts,
    firstError: firstError ?? (result.errors + result.timeouts > 0 ? 'a connection broke or got no answer' : null),
  };
}
