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
  async broken(): Promise<{ name: string; subject: string }[]> {
    const now = this.clock.now();
    const found = await Promise.all(
      INVARIANTS.map(async (invariant) => {
        const rows = await this.db.manager.query<{ subject: string }[]>(
          `SELECT subject FROM ${invariant.view} WHERE since <= $1 OR since IS NULL LIMIT 1000`,
          [addSeconds(now, -this.#graceSeconds(invariant))],
        );
        return rows.map((row) => ({ name: invariant.name, subject: row.subject }));
      }),
    );
    return found.flat();
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
