import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { beijingDay, beijingTime, daysLater } from '../platform/beijing.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { SweepTicker } from '../platform/sweep.js';
import { DifferenceBookService } from './difference-book.service.js';
import { DifferenceService } from './difference.service.js';
import { ReconciliationService } from './reconciliation.service.js';

/** Alipay's bill of a day is made by about ten the next morning, in Beijing. */
const READY_AT = '10:00:00';
/** A shop that slept catches up on this many days. */
const CATCH_UP_DAYS = 31;
/** While one process fetches, no other does; longer than a fetch and its matching may take. */
const LEASE_SECONDS = 300;
const REMATCH_EVERY_SECONDS = 3600;

/** Yesterday's bill by itself, every morning, until it was read. */
@Injectable()
export class ReconciliationJob implements OnModuleInit {
  #plannedUntil = '';
  #nextRematchMs = 0;

  constructor(
    private readonly ticker: SweepTicker,
    @Inject(Clock) private readonly clock: Clock,
    private readonly db: Database,
    private readonly days: ReconciliationService,
    private readonly book: DifferenceBookService,
    private readonly differences: DifferenceService,
  ) {}

  onModuleInit(): void {
    this.ticker.register('bill', () => this.fetchDue());
    this.ticker.register('bill-waiting', () => this.rematchWaiting());
  }

  /** Fetches one day whose bill is due. */
  async fetchDue(): Promise<number> {
    const now = this.clock.now();
    await this.#plan(daysLater(beijingDay(now), beijingTime(now) >= READY_AT ? -1 : -2));
    const [rows] = await this.db.manager.query<[{ day: string }[], number]>(
      `UPDATE luffy_bill SET next_try_at = $1::timestamptz + make_interval(secs => $2)
       WHERE id IN (SELECT id FROM luffy_bill WHERE next_try_at <= $1 ORDER BY day LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING day::text AS day`,
      [now, LEASE_SECONDS],
    );
    const [due] = rows;
    if (!due) return 0;
    await this.days.fetch(due.day);
    await this.differences.actByItself(due.day);
    return 1;
  }

  /** Makes a row for each day up to the last whose bill is made; the first time, only for that one. */
  async #plan(until: string): Promise<void> {
    if (this.#plannedUntil === until) return;
    const [last] = await this.db.manager.query<[{ day: string | null }]>(
      'SELECT max(day)::text AS day FROM luffy_bill',
    );
    const days: string[] = [];
    for (
      let day = until;
      last.day !== null && days.length < CATCH_UP_DAYS && day > last.day;
      day = daysLater(day, -1)
    ) {
      days.push(day);
    }
    await this.db.manager.query(
      `INSERT INTO luffy_bill (day, state, next_try_at) SELECT day, 'none', $2 FROM unnest($1::date[]) AS day
       ON CONFLICT (day) DO NOTHING`,
      [last.day === null ? [until] : days, this.clock.now()],
    );
    this.#plannedUntil = until;
  }

  /** What waited for a bill that never came is said aloud once its day is over. */
  async rematchWaiting(): Promise<number> {
    const now = this.clock.now();
    if (now.getTime() < this.#nextRematchMs) return 0;
    this.#nextRematchMs = addSeconds(now, REMATCH_EVERY_SECONDS).getTime();
    for (const day of await this.book.waitingUntil(daysLater(beijingDay(now), -3))) await this.days.match(day);
    return 0;
  }
}
