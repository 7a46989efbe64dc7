import { Injectable } from '@nestjs/common';
import { ANSWER_STATUS, ORDER_STATUS } from '@luffy/contracts';

import type { Answer } from '../platform/answer.dto.js';
import { Database } from '../platform/database.js';
import type { Identity } from '../platform/identity.js';
import { isOutTradeNo } from '../platform/path.js';
import { Order } from '../order/order.entity.js';
import { TradeQueryService } from './trade-query.service.js';

/** Answers whether an order is paid. Believes our books and the channel, never the address bar. */
@Injectable()
export class SuccessService {
  constructor(
    private readonly db: Database,
    private readonly trades: TradeQueryService,
  ) {}

  /** The owner's look makes us ask the channel; anyone else hears what our books say. An unknown number is unpaid. */
  async isPaid(user: Identity | null, outTradeNo: unknown): Promise<Required<Answer>> {
    let order = isOutTradeNo(outTradeNo) ? await this.#byPaymentNumber(outTradeNo) : null;
    if (order && order.orderStatus !== ORDER_STATUS.paid && order.userId === user?.id) {
      await this.trades.askForOwner(order.id);
      order = await this.db.manager.findOneByOrFail(Order, { id: order.id });
    }
    return order?.orderStatus === ORDER_STATUS.paid
      ? { status: ANSWER_STATUS.done, msg: '订单支付成功' }
      : { status: ANSWER_STATUS.unpaid, msg: '订单还未支付' };
  }

  #byPaymentNumber(outTradeNo: string): Promise<Order | null> {
    return this.db.manager
      .createQueryBuilder(Order, 'o')
      .where('o.outTradeNo = :outTradeNo')
      .orWhere('o.id = (SELECT order_id FROM luffy_payment WHERE out_trade_no = :outTradeNo)')
      .setParameters({ outTradeNo })
      .getOne();
  }
}
