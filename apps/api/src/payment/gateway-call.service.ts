import { Inject, Injectable, Logger } from '@nestjs/common';

import { addSeconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { GatewayCall } from './gateway-call.entity.js';

const CAUSE_LENGTH = 128;
const KEPT_DAYS = 180;

/** Keeps what was asked of the channels and what came of it, for people who look why. No decision is made by it. */
@Injectable()
export class GatewayCallService {
  readonly #logger = new Logger('gateway-call');

  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Writes one call down, in a transaction of its own. Never throws: the call was made, and its answer is about money. */
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
          call.cause === null ? null : printable(call.cause).slice(0, CAUSE_LENGTH),
          call.askedAt,
          call.tookMs,
        ],
      );
    } catch (error) {
      this.#logger.error({ call, err: error instanceof Error ? error.stack : String(error) });
    }
  }

  /** Deletes calls that are older than 180 days, a batch at a time. @returns how many */
  async forgetOld(): Promise<number> {
    const [, deleted] = await this.db.manager.query<[unknown[], number]>(
      `DELETE FROM luffy_gateway_call WHERE id IN
         (SELECT id FROM luffy_gateway_call WHERE asked_at < $1 ORDER BY asked_at LIMIT 500)`,
      [addSeconds(this.clock.now(), -KEPT_DAYS * 86_400)],
    );
    return deleted;
  }
}

/** A cause may hold a word of the channel's; the table takes no NUL. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');
