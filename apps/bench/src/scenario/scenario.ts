import type { Step } from '../load.ts';
import type { Keys } from '../stage/keys.ts';
import type { Size } from '../stage/shop.ts';

/** A kind of load. `steps` makes a fresh run of it: each run takes up where the last one on that server ended. */
export interface Scenario {
  name: string;
  /** In words, for the report. */
  title: string;
  /** What the product must reach of the baseline's rate, where that is promised. */
  target?: number;
  steps: (used: Used) => Step[];
}

/** What a server's database has given away already: a purchase or a notify counts once. */
export interface Used {
  size: Size;
  keys: Keys;
  purchases: number;
  notifies: number;
  /** Signed before the clock runs, in the order of the waiting orders. */
  signed: readonly string[];
}
