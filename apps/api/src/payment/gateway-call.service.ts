import { Inject, Injectable, Logger } from '@nestjs/common';

import { addSeconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { GatewayCall } from './gateway-call.entity.js';

/** Disputes and audits ask about half a year. */
const KEPT_DAYS = 180;

/** The log of what the channels were asked and answered. */
@Injectable()
export class GatewayCallService {
  readonly #logger = new Logger('gateway-call');

  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Never throws: a call about money counts whether or not it can be written down. */
  async keep(call: Omit<GatewayCall, 'id'>): Promise<void> {
    try {
      await this.db.ask(
        `INSERT INTO luffy_gateway_call (channel, method, out_trade_no, out_request_no, outcome, cause, asked_at, took_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          call.channel,
          call.method,
          call.outTradeNo,
          call.outRequestNo,
          call.outcome,
          call.cause,
          call.askedAt,
          call.tookMs,
        ],
      );
    } catch (error) {
      this.#logger.error({ method: call.method, outTradeNo: call.outTradeNo, err: String(error) });
    }
  }

  /** Removes a batch of those that are older than anybody asks about. */
  async forgetOld(): Promise<number> {
    const gone = await this.db.ask<{ id: string }>(
      `DELETE FROM luffy_gateway_call WHERE id IN
         (SELECT id FROM luffy_gateway_call WHERE asked_at < $1 ORDER BY asked_at LIMIT 500) RETURNING id`,
      [addSeconds(this.clock.now(), -KEPT_DAYS * 86_400)],
    );
    return gone.length;
  }
}
