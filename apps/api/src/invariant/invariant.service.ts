import { Inject, Injectable } from '@nestjs/common';

import { AlertService } from '../alert/alert.service.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { Database } from '../platform/database.js';

export interface InvariantView {
  name: string;
  count: number;
}

interface Invariant {
  name: string;
  view: string;
  /** How many sweeps it may take until it is kept. */
  sweeps: number;
  afterGrace?: true;
  /** Rows of the view that an alert of another kind tells of already, as a condition on them. */
  toldBy?: string;
}

/**
 * A red day raises one alert for all its differences, in the transaction that finds them. One more for each would say the
 * same again, in a second place to clear. Whoever clears the day's alert and leaves a difference open, or a difference that
 * waits in a day which is never matched again, has no alert any more: these the alarm speaks of.
 */
const RED_DAY = `EXISTS (SELECT 1 FROM luffy_alert a
  WHERE a.kind = 'bill_differs' AND a.subject = day::text AND a.cleared_at IS NULL)`;

/** Every promise. */
const INVARIANTS: readonly Invariant[] = [
  { name: 'I1', view: 'invariant_i1_paid_once', sweeps: 0 },
  { name: 'I2', view: 'invariant_i2_given_back', sweeps: 1 },
  { name: 'I3', view: 'invariant_i3_refunds_fit', sweeps: 0 },
  { name: 'I4', view: 'invariant_i4_access', sweeps: 0 },
  { name: 'I5', view: 'invariant_i5_one_live_line', sweeps: 0 },
  { name: 'I6', view: 'invariant_i6_coupons', sweeps: 0 },
  { name: 'I7', view: 'invariant_i7_no_stale_order', sweeps: 3, afterGrace: true },
  { name: 'I8', view: 'invariant_i8_story', sweeps: 0 },
  { name: 'I9', view: 'invariant_i9_alerts', sweeps: 0 },
  // The job ends by itself what it safely can, right after the bill was read.
  { name: 'I10', view: 'invariant_i10_bill_agrees', sweeps: 1, toldBy: RED_DAY },
];

/** A look at millions of orders may take longer than any other statement is allowed to. */
const PATIENCE_SECONDS = 300;

/** A sweep that has to wait for slow calls is given this much more than its own period. */
const SWEEP_SLACK_SECONDS = 30;

/** Counts what breaks the product's promises. Empty is the only good answer. */
@Injectable()
export class InvariantService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly alerts: AlertService,
  ) {}

  async count(): Promise<InvariantView[]> {
    const broken = await this.broken();
    return INVARIANTS.map(({ name }) => ({ name, count: broken.filter((row) => row.name === name).length }));
  }

  /** What is broken now, past the grace of each promise. */
  broken(): Promise<{ name: string; subject: string }[]> {
    return this.#find('all');
  }

  /** Staff hear of a broken promise without looking; once, until they clear it. */
  async alarm(): Promise<number> {
    const untold = await this.#find('untold');
    for (const { name, subject } of untold) {
      await this.db.tx((tx) =>
        this.alerts.raise(tx, 'invariant_broken', `${name} ${subject}`, { invariant: name, subject }),
      );
    }
    return 0;
  }

  async #find(which: 'all' | 'untold'): Promise<{ name: string; subject: string }[]> {
    const now = this.clock.now();
    // One after the other: each reads whole tables, and students need the database meanwhile.
    return this.db.rehearse(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '${PATIENCE_SECONDS}s'`);
      const found: { name: string; subject: string }[] = [];
      for (const invariant of INVARIANTS) {
        const told = which === 'untold' ? (invariant.toldBy ?? 'false') : 'false';
        const rows = await tx.query<{ subject: string }[]>(
          `SELECT subject FROM ${invariant.view} WHERE (since <= $1 OR since IS NULL) AND NOT ${told} LIMIT 1000`,
          [addSeconds(now, -this.#graceSeconds(invariant))],
        );
        found.push(...rows.map((row) => ({ name: invariant.name, subject: row.subject })));
      }
      return found;
    });
  }

  #graceSeconds(invariant: Invariant): number {
    const sweeps = invariant.sweeps === 0 ? 0 : invariant.sweeps * this.config.SWEEP_SECONDS + SWEEP_SLACK_SECONDS;
    return sweeps + (invariant.afterGrace ? this.config.GRACE_SECONDS : 0);
  }
}
