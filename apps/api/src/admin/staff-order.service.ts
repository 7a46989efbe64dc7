import { Injectable } from '@nestjs/common';

import { ClosingService } from '../checkout/closing.service.js';
import { Order } from '../order/order.entity.js';
import { OrderQuery } from '../order/order.query.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import type { StaffOrderAnswer } from './order.admin.dto.js';

/** What staff do with any order, answered with the order as it stands afterwards. */
@Injectable()
export class StaffOrderService {
  constructor(
    private readonly db: Database,
    private readonly query: OrderQuery,
    private readonly closing: ClosingService,
  ) {}

  async cancel(staff: StaffMember, outTradeNo: string): Promise<StaffOrderAnswer> {
    await this.closing.cancel(await this.db.manager.findOneBy(Order, { outTradeNo }), `staff:${staff.id}`);
    return { msg: '订单已取消', order: await this.query.staffOne(staff, outTradeNo) };
  }
}
