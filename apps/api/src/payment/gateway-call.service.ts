import { Inject, Injectable, Logger } from '@nestjs/common';

import { addSeconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { GatewayCall } from './gateway-call.entity.js';

/** Half a year: no question about a payment comes later, and the order tells its own story for ever. */
const KEPT_DAYS = 180;
const FORGOTTEN_AT_ONCE = 500;
const CAUSE_LENGTH = 128;

/** The record of our calls to channels, for people who look what happened. No rule reads it. */
@Injectable()
export class GatewayCallService {
  readonly #logger = new Logger('gateway-call');

  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Keeps one call, in a statement of its own. Never throws: the money has moved or not, whether this is kept or not. */
  async keep(call: Omit<GatewayCall, 'id'>): Promise<void> {
    try {
      await this.db.manager.insert(GatewayCall, { ...call, cause: call.cause?.slice(0, CAUSE_LENGTH) ?? null });
    } catch (error) {
      const { method, outTradeNo, outcome } = call;
      const err = error instanceof Error ? error.message : String(error);
      this.#logger.error({ lost: { method, outTradeNo, outcome }, err });
    }
  }

  /** Deletes a batch of what is old; answers how many there were. */
  async forgetOld(): Promise<number> {
    const [, deleted] = await this.db.manager.query<[unknown[], number]>(
      `DELETE FROM luffy_gateway_call WHERE id IN
         (SELECT id FROM luffy_gateway_call WHERE asked_at < $1 ORDER BY asked_at LIMIT $2)`,
      [addSeconds(this.clock.now(), -KEPT_DAYS * 86_400), FORGOTTEN_AT_ONCE],
    );
    return deleted;
  }
}
