import { Inject, Injectable } from '@nestjs/common';

import { AlertService } from '../alert/alert.service.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { Database } from '../platform/database.js';

export interface InvariantView {
  name: string;
  count: number;
}

/** Every promise, and how many sweeps it may take until it is kept. */
const INVARIANTS = [
  { name: 'I1', view: 'invariant_i1_paid_once', sweeps: 0 },
  { name: 'I2', view: 'invariant_i2_given_back', sweeps: 1 },
  { name: 'I3', view: 'invariant_i3_refunds_fit', sweeps: 0 },
  { name: 'I4', view: 'invariant_i4_access', sweeps: 0 },
  { name: 'I5', view: 'invariant_i5_one_live_line', sweeps: 0 },
  { name: 'I6', view: 'invariant_i6_coupons', sweeps: 0 },
  { name: 'I7', view: 'invariant_i7_no_stale_order', sweeps: 3, afterGrace: true },
  { name: 'I8', view: 'invariant_i8_story', sweeps: 0 },
  { name: 'I9', view: 'invariant_i9_alerts', sweeps: 0 },
] as const satisfies readonly { name: string; view: string; sweeps: number; afterGrace?: true }[];

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

  /** All promises, the bill's among them. */
  async count(): Promise<InvariantView[]> {
    const [broken, [differing]] = await Promise.all([
      this.broken(),
      this.db.ask<{ count: number }>('SELECT count(*)::int AS count FROM invariant_i10_bill', []),
    ]);
    const counts = INVARIANTS.map(({ name }) => ({ name, count: broken.filter((row) => row.name === name).length }));
    return [...counts, { name: 'I10', count: differing?.count ?? 0 }];
  }

  /**
   * What is broken now of what our own tables tell, past the grace of each promise. The bill's differences have an alert a
   * day and a queue of their own.
   */
  async broken(): Promise<{ name: string; subject: string }[]> {
    const now = this.clock.now();
    // One after the other: each reads whole tables, and students need the database meanwhile.
    return this.db.rehearse(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '${PATIENCE_SECONDS}s'`);
      const found: { name: string; subject: string }[] = [];
      for (const invariant of INVARIANTS) {
        const rows = await tx.query<{ subject: string }[]>(
          `SELECT subject FROM ${invariant.view} WHERE since <= $1 OR since IS NULL LIMIT 1000`,
          [addSeconds(now, -this.#graceSeconds(invariant))],
        );
        found.push(...rows.map((row) => ({ name: invariant.name, subject: row.subject })));
      }
      return found;
    });
  }

  /** Staff hear of a broken promise without looking; once, until they clear it. */
  async alarm(): Promise<number> {
    const broken = await this.broken();
    for (const { name, subject } of broken) {
      await this.db.tx((tx) =>
        this.alerts.raise(tx, 'invariant_broken', `${name} ${subject}`, { invariant: name, subject }),
      );
    }
    return 0;
  }

  #graceSeconds(invariant: { sweeps: number; afterGrace?: true }): number {
    const sweeps = invariant.sweeps === 0 ? 0 : invariant.sweeps * this.config.SWEEP_SECONDS + SWEEP_SLACK_SECONDS;
    return sweeps + (invariant.afterGrace ? this.config.GRACE_SECONDS : 0);
  }
}
