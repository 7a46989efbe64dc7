import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';

import type { Random } from './random.js';

interface Waiter {
  owner: object;
  open: (leave: () => void) => void;
  refuse: (error: Error) => void;
}

/** How many turns of the event loop must bring nobody new before one of those who wait is chosen. */
const QUIET_TURNS = 4;

/**
 * Lets one thing at a time through: a transaction, a statement of its own, or a call to the gateway. Everything between
 * two such things is memory, so the seeded choice of who goes next is the whole interleaving of a run, and the same
 * seed gives the same one however fast the machine or the database is.
 */
export class Turnstile {
  /** Says "inside a transaction" to whatever is called from there. */
  readonly #inside = new AsyncLocalStorage<'transaction'>();
  #waiting: Waiter[] = [];
  #isBusy = false;
  #isChoosing = false;
  #resting: Promise<unknown> = Promise.resolve();

  constructor(public random: Random) {}

  /** Waits for the turn. @returns what must be called when the thing is done */
  enter(owner: object): Promise<() => void> {
    if (this.#inside.getStore()) {
      // In production this is a deadlock of the connection pool, or a lock that is held while a stranger thinks.
      return Promise.reject(new Error('a second connection or a call to the gateway inside a transaction'));
    }
    return new Promise((open, refuse) => {
      this.#waiting.push({ owner, open, refuse });
      this.#choose();
    });
  }

  insideTransaction<T>(work: () => Promise<T>): Promise<T> {
    return this.#inside.run('transaction', work);
  }

  /** Nobody is chosen before this is over. For what comes back by a timer: a call that is sent again. */
  rest(until: Promise<unknown>): void {
    this.#resting = Promise.all([this.#resting, until]);
  }

  /** Sends away whoever waits on behalf of a process that is gone. */
  abandon(owner: object, error: Error): void {
    const gone = this.#waiting.filter((waiter) => waiter.owner === owner);
    this.#waiting = this.#waiting.filter((waiter) => waiter.owner !== owner);
    for (const waiter of gone) waiter.refuse(error);
  }

  /** Until nobody waits and nothing goes on, also behind an answer that was given already. */
  async idle(): Promise<void> {
    do await this.#quiet();
    while (this.#isBusy || this.#isChoosing || this.#waiting.length > 0);
  }

  #choose(): void {
    if (this.#isBusy || this.#isChoosing) return;
    this.#isChoosing = true;
    void this.#quiet().then(() => {
      this.#isChoosing = false;
      if (this.#waiting.length === 0) return;
      const at = this.#waiting.length === 1 ? 0 : this.random.int(this.#waiting.length);
      const [chosen] = this.#waiting.splice(at, 1);
      this.#isBusy = true;
      chosen?.open(() => {
        this.#isBusy = false;
        this.#choose();
      });
    });
  }

  async #quiet(): Promise<void> {
    let seen = -1;
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      await this.#resting;
      await turn();
      if (this.#waiting.length !== seen) quiet = 0;
      seen = this.#waiting.length;
    }
  }
}
