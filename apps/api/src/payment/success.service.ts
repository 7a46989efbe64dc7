import { Injectable } from '@nestjs/common';
import { ANSWER_STATUS, ORDER_STATUS } from '@luffy/contracts';

import type { Answer } from '../platform/answer.dto.js';
import { Database } from '../platform/database.js';
import type { Identify } from '../platform/identity.js';
import { isOutTradeNo } from '../platform/path.js';
import { TradeQueryService } from './trade-query.service.js';

/** Answers whether an order is paid. Believes our books and the channel, never the address bar. */
@Injectable()
export class SuccessService {
  constructor(
    private readonly db: Database,
    private readonly trades: TradeQueryService,
  ) {}

  /** The owner's look makes us ask the channel; anyone else hears what our books say. An unknown number is unpaid. */
  async isPaid(whoAsks: Identify, outTradeNo: unknown): Promise<Required<Answer>> {
    let order = isOutTradeNo(outTradeNo) ? await this.#byPaymentNumber(outTradeNo) : null;
    if (order && order.status !== ORDER_STATUS.paid && order.userId === (await whoAsks())?.id) {
      const asked = await this.trades.askForOwner(order.id);
      if (asked > 0) order = await this.#byPaymentNumber(outTradeNo as string);
    }
    return order?.status === ORDER_STATUS.paid
      ? { status: ANSWER_STATUS.done, msg: '订单支付成功' }
      : { status: ANSWER_STATUS.unpaid, msg: '订单还未支付' };
  }

  /** By the number of any payment; a free order has none and is found by its own. */
  async #byPaymentNumber(outTradeNo: string): Promise<{ id: number; userId: number; status: number } | null> {
    const [row] = await this.db.ask<{ id: string; user_id: string; order_status: number }>(
      `SELECT o.id, o.user_id, o.order_status FROM luffy_order o
       WHERE o.id = coalesce((SELECT order_id FROM luffy_payment WHERE out_trade_no = $1),
         (SELECT id FROM luffy_order WHERE out_trade_no = $1))`,
      [outTradeNo],
    );
    return row ? { id: Number(row.id), userId: Number(row.user_id), status: row.order_status } : null;
  }
}
