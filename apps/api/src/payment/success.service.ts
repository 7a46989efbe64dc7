import { Inject, Injectable } from '@nestjs/common';
import { ANSWER_STATUS, ORDER_STATUS } from '@luffy/contracts';

import type { Answer } from '../platform/answer.dto.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { Identify } from '../platform/identity.js';
import { isOutTradeNo } from '../platform/path.js';
import { OWNER_GAP_SECONDS, TradeQueryService } from './trade-query.service.js';

interface Found {
  id: number;
  userId: number;
  status: number;
  /** Not paid, and the channel was not asked about it just now. */
  askable: boolean;
}

/** Answers whether an order is paid. Believes our books and the channel, never the address bar. */
@Injectable()
export class SuccessService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly trades: TradeQueryService,
  ) {}

  /**
   * The owner's look makes us ask the channel; anyone else hears what our books say. An unknown number is unpaid. Who is
   * looking is learnt only where there is something to ask: a page that polls mostly looks again too soon.
   */
  async isPaid(whoAsks: Identify, outTradeNo: unknown): Promise<Required<Answer>> {
    let order = isOutTradeNo(outTradeNo) ? await this.#byPaymentNumber(outTradeNo) : null;
    if (order?.askable && order.userId === (await whoAsks())?.id && (await this.trades.askForOwner(order.id)) > 0) {
      order = await this.#byPaymentNumber(outTradeNo as string);
    }
    return order?.status === ORDER_STATUS.paid
      ? { status: ANSWER_STATUS.done, msg: '订单支付成功' }
      : { status: ANSWER_STATUS.unpaid, msg: '订单还未支付' };
  }

  /** By the number of any payment; a free order has none and is found by its own. */
  async #byPaymentNumber(outTradeNo: string): Promise<Found | null> {
    const [row] = await this.db.look<{ id: string; user_id: string; order_status: number; askable: boolean }>(
      `SELECT o.id, o.user_id, o.order_status, o.order_status <> ${ORDER_STATUS.paid} AND EXISTS (
         SELECT 1 FROM luffy_payment p WHERE p.order_id = o.id AND p.state <> 'succeeded'
           AND (p.asked_at IS NULL OR p.asked_at <= $2::timestamptz - make_interval(secs => $3))) AS askable
       FROM luffy_order o
       WHERE o.id = coalesce((SELECT order_id FROM luffy_payment WHERE out_trade_no = $1),
         (SELECT id FROM luffy_order WHERE out_trade_no = $1))`,
      [outTradeNo, this.clock.now(), OWNER_GAP_SECONDS],
    );
    return row
      ? { id: Number(row.id), userId: Number(row.user_id), status: row.order_status, askable: row.askable }
      : null;
  }
}
