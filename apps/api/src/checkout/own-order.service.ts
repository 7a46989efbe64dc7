import { Injectable } from '@nestjs/common';

import type { OrderAnswer } from '../order/order.dto.js';
import { OrderQuery } from '../order/order.query.js';
import { OrderService } from '../order/order.service.js';
import { Database } from '../platform/database.js';
import { ClosingService } from './closing.service.js';

/** What a student does with an order of their own, answered with the order as it stands afterwards. */
@Injectable()
export class OwnOrderService {
  constructor(
    private readonly db: Database,
    private readonly orders: OrderService,
    private readonly query: OrderQuery,
    private readonly closing: ClosingService,
  ) {}

  async cancel(userId: number, outTradeNo: string): Promise<OrderAnswer> {
    const order = await this.orders.findOwn(this.db.manager, userId, outTradeNo);
    await this.closing.cancel(order, `user:${userId}`);
    return { msg: '订单已取消', order: await this.query.own(userId, outTradeNo) };
  }
}
