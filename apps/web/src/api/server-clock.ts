/**
 * The server's clock as far as its answers tell it. A countdown to the end of an order must not trust a computer whose
 * own clock is ten minutes off. The Date header has whole seconds, so a small difference is no difference.
 */
let offsetMs = 0;

const WORTH_CORRECTING_MS = 2_000;

export function learnServerTime(dateHeader: unknown, receivedAtMs: number): void {
  const serverMs = typeof dateHeader === 'string' ? Date.parse(dateHeader) : Number.NaN;
  if (Number.isNaN(serverMs)) return;
  const difference = serverMs - receivedAtMs;
  offsetMs = Math.abs(difference) < WORTH_CORRECTING_MS ? 0 : difference;
}

/** Milliseconds since the epoch by the server's clock. */
export const serverNowMs = (): number => Date.now() + offsetMs;
