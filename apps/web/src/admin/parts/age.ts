const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Age {
  /** Text key; takes `n`. */
  readonly key: string;
  readonly n: number;
}

/** How long something has waited, in its greatest whole unit. Clocks that differ a little make no negative age. */
export function ageOf(since: string, nowMs: number): Age {
  const ms = Math.max(0, nowMs - Date.parse(since));
  if (ms >= DAY_MS) return { key: 'age.days', n: Math.floor(ms / DAY_MS) };
  if (ms >= HOUR_MS) return { key: 'age.hours', n: Math.floor(ms / HOUR_MS) };
  return { key: 'age.minutes', n: Math.floor(ms / MINUTE_MS) };
}
