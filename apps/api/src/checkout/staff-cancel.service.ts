import { Injectable } from '@nestjs/common';
import { ORDER_STATUS } from '@luffy/contracts';

import type { AuditView } from '../audit/audit.dto.js';
import type { Audit } from '../audit/audit.entity.js';
import type { Change, Deed } from '../audit/audit.rule.js';
import { AuditService } from '../audit/audit.service.js';
import { OrderActService, type Work } from '../order/order-act.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderService } from '../order/order.service.js';
import { PaymentChannels } from '../payment/payment.channels.js';
import { TradeQueryService } from '../payment/trade-query.service.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import { ClosingService, refuseUnlessWaiting } from './closing.service.js';

/** Staff end an unpaid order in the student's place, or look what that would do. */
@Injectable()
export class StaffCancelService {
  constructor(
    private readonly db: Database,
    private readonly closing: ClosingService,
    private readonly acts: OrderActService,
    private readonly audit: AuditService,
    private readonly orders: OrderService,
    private readonly trades: TradeQueryService,
    private readonly channels: PaymentChannels,
  ) {}

  /** @throws AppError ORDER_PAID, ORDER_CLOSED, GATEWAY_UNAVAILABLE */
  perform(deed: Deed, order: Order): Promise<AuditView> {
    return this.audit.once(deed, async () => {
      const earlier =
        order.orderStatus === ORDER_STATUS.cancelled ? await this.audit.last(this.db.manager, deed) : null;
      if (earlier) return earlier;
      let done: Audit | null = null;
      await this.closing.cancel(order, `staff:${deed.staff.id}`, async (tx, locked, close) => {
        done = await this.acts.witness(tx, deed, locked, close);
      });
      if (!done) throw new AppError('ORDER_CLOSED'); // somebody else was faster
      return done;
    });
  }

  /** Asks the channel and closes nothing there. @throws as `perform` */
  preview(deed: Deed, order: Order): Promise<Change> {
    const actor = `staff:${deed.staff.id}`;
    return this.acts.preview(deed, order.id, async (): Promise<Work> => {
      refuseUnlessWaiting(order);
      const open = await this.closing.openPayments(order.id);
      const answers = await Promise.all(
        open.map(async ({ outTradeNo, channel }) => ({
          outTradeNo,
          answer: await this.channels.get(channel).query(outTradeNo),
        })),
      );
      if (answers.some(({ answer }) => answer.kind === 'paid')) throw new AppError('ORDER_PAID');
      if (answers.some(({ answer }) => answer.kind === 'unknown')) throw new AppError('GATEWAY_UNAVAILABLE');
      return async (tx, locked) => {
        refuseUnlessWaiting(locked);
        const trades = answers.filter(({ answer }) => answer.kind === 'waiting' || answer.kind === 'closed');
        for (const { outTradeNo } of trades)
          await this.trades.record(tx, outTradeNo, { kind: 'closed', tradeNo: '' }, actor);
        await this.orders.close(tx, locked, { because: 'cancelled', actor });
      };
    });
  }
}
