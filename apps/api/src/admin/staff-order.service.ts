import { Injectable } from '@nestjs/common';

import { OrderFileQuery } from '../order/order-file.query.js';
import { NoteService } from '../order/note.service.js';
import type { OrderNoteView } from '../order/order-file.dto.js';
import { OrderQuery } from '../order/order.query.js';
import type { RawNotifyView } from '../payment/payment.dto.js';
import { PaymentQuery } from '../payment/payment.query.js';
import type { StaffMember } from '../platform/identity.js';
import { RefundQuery } from '../refund/refund.query.js';
import type { OrderInFullView } from './order.admin.dto.js';

/** One order, put together from the modules that each know a part of it. */
@Injectable()
export class StaffOrderService {
  constructor(
    private readonly query: OrderQuery,
    private readonly files: OrderFileQuery,
    private readonly payments: PaymentQuery,
    private readonly refunds: RefundQuery,
    private readonly noting: NoteService,
  ) {}

  /** @throws AppError ORDER_NOT_FOUND */
  async inFull(staff: StaffMember, outTradeNo: string, at: Date | undefined): Promise<OrderInFullView> {
    const order = await this.query.staffFind(outTradeNo);
    const [file, payments, refunds, notifies, calls] = await Promise.all([
      this.files.of(staff, order, at),
      this.payments.payments(staff, order.id),
      this.refunds.ofOrder(staff, order),
      this.payments.notifies(order.id),
      this.payments.calls(order.id),
    ]);
    return { ...file, payments, refunds, notifies, gateway_calls: calls };
  }

  /** @throws AppError ORDER_NOT_FOUND, NOT_FOUND */
  async notify(outTradeNo: string, id: number): Promise<RawNotifyView> {
    return this.payments.notify((await this.query.staffFind(outTradeNo)).id, id);
  }

  /** @throws AppError ORDER_NOT_FOUND */
  async note(staff: StaffMember, outTradeNo: string, text: string): Promise<OrderNoteView> {
    return this.noting.add(staff, (await this.query.staffFind(outTradeNo)).id, text);
  }
}
