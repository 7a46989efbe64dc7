/** The only source of "now" for rules. Abstract class, so that it is also the injection token. */
export abstract class Clock {
  abstract now(): Date;
}

/**
 * The machine's clock, corrected to the database's: several API processes and the rows they write share one time.
 * `follow` is called at start and with every sweep.
 */
export class SystemClock extends Clock {
  #offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** Measures how far the database is ahead of this machine; half the round trip is its error. */
  async follow(databaseNow: () => Promise<Date>): Promise<void> {
    const before = Date.now();
    const theirs = await databaseNow();
    const after = Date.now();
    this.#offsetMs = theirs.getTime() - (before + after) / 2;
  }
}

/** A clock that stands still until it is moved: for tests and simulations. */
export class ManualClock extends Clock {
  #nowMs: number;

  constructor(start: Date) {
    super();
    this.#nowMs = start.getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }
}

export const addSeconds = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1000);

/** Alipay's deadlines are whole seconds; rounding up never shortens what the student was promised. */
export const ceilToSecond = (instant: Date): Date => new Date(Math.ceil(instant.getTime() / 1000) * 1000);
