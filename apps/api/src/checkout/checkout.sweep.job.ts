import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { addSeconds, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { Database } from '../platform/database.js';
import { SweepTicker } from '../platform/sweep.js';
import { ClosingService } from './closing.service.js';

const BATCH = 8;

/** Closes unpaid orders past their deadline and grace. One that cannot be closed now is met again on the next walk. */
@Injectable()
export class CheckoutSweepJob implements OnModuleInit {
  /** The last order of this walk: an order whose channel is silent must not hold up those behind it. */
  #walkedTo = 0;

  constructor(
    private readonly ticker: SweepTicker,
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly closing: ClosingService,
  ) {}

  onModuleInit(): void {
    this.ticker.register('deadline', () => this.closeExpired());
  }

  async closeExpired(): Promise<number> {
    const due = await this.db.manager.query<{ id: string }[]>(
      'SELECT id FROM luffy_order WHERE order_status = 0 AND expires_at <= $1 AND id > $2 ORDER BY id LIMIT $3',
      [addSeconds(this.clock.now(), -this.config.GRACE_SECONDS), this.#walkedTo, BATCH],
    );
    this.#walkedTo = Number(due.at(-1)?.id ?? 0);
    await Promise.all(due.map(({ id }) => this.closing.close(Number(id), { because: 'timed_out', actor: 'sweep' })));
    return due.length;
  }
}
