import { Injectable } from '@nestjs/common';

import type { AuditView } from '../audit/audit.dto.js';
import type { Change } from '../audit/audit.rule.js';
import { StaffCancelService } from '../checkout/staff-cancel.service.js';
import { refundIn, withoutNumbers } from '../order/figures.query.js';
import { OrderActService, type Plan } from '../order/order-act.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderPlanService } from '../order/order-plan.service.js';
import { OrderQuery } from '../order/order.query.js';
import { ResendPlanService } from '../order/resend-plan.service.js';
import { PaymentPlanService } from '../payment/payment-plan.service.js';
import type { StaffMember } from '../platform/identity.js';
import { RefundPlanService } from '../refund/refund-plan.service.js';
import { RefundQuery } from '../refund/refund.query.js';
import { wishOf } from '../refund/refund.wire.js';
import type { ActAnswer, ActPreviewAnswer, RefundActAnswer, RefundActPreviewAnswer } from './act.dto.js';
import { type ActRequest, deedOf } from './act.wire.js';

type RefundRequest = ActRequest & { act: 'refund' };

/** Finds the order, has the module that owns the act do it or rehearse it, and answers with what came of it. */
@Injectable()
export class StaffActService {
  constructor(
    private readonly query: OrderQuery,
    private readonly acts: OrderActService,
    private readonly orders: OrderPlanService,
    private readonly resending: ResendPlanService,
    private readonly payments: PaymentPlanService,
    private readonly cancelling: StaffCancelService,
    private readonly refunds: RefundPlanService,
    private readonly refundQuery: RefundQuery,
  ) {}

  /** @throws AppError ORDER_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and whatever the act is refused for */
  async perform(staff: StaffMember, outTradeNo: string, request: ActRequest, key?: string): Promise<ActAnswer> {
    const audit = await this.#perform(staff, await this.query.staffFind(outTradeNo), request, key);
    return { audit, order: await this.query.staffOne(staff, audit.subject) };
  }

  /** @throws as `perform` */
  async preview(staff: StaffMember, outTradeNo: string, request: ActRequest): Promise<ActPreviewAnswer> {
    const order = await this.query.staffFind(outTradeNo);
    return { preview: { act: request.act, ...(await this.#change(staff, order, request)) } };
  }

  async refund(staff: StaffMember, outTradeNo: string, request: RefundRequest, key?: string): Promise<RefundActAnswer> {
    const audit = await this.#perform(staff, await this.query.staffFind(outTradeNo), request, key);
    return { audit, refund: await this.refundQuery.byNumber(refundIn(audit.after) ?? '') };
  }

  async previewRefund(staff: StaffMember, outTradeNo: string, request: RefundRequest): Promise<RefundActPreviewAnswer> {
    const order = await this.query.staffFind(outTradeNo);
    const change = await this.#change(staff, order, request);
    const state = Object.values(change.after).some((figure) => figure?.startsWith('approved'))
      ? 'approved'
      : 'requested';
    const forecast = await this.refunds.forecast(order, wishOf(request.dto));
    return { preview: { act: 'refund', ...withoutNumbers(change), refund: { ...forecast, state } } };
  }

  async #perform(staff: StaffMember, order: Order, request: ActRequest, key: string | undefined): Promise<AuditView> {
    const deed = deedOf(staff, order.outTradeNo, request, key);
    if (request.act === 'cancel') return this.cancelling.perform(deed, order);
    return this.acts.perform(deed, order.id, this.#planOf(staff, order, request));
  }

  async #change(staff: StaffMember, order: Order, request: ActRequest): Promise<Change> {
    const deed = deedOf(staff, order.outTradeNo, request);
    if (request.act === 'cancel') return this.cancelling.preview(deed, order);
    return this.acts.preview(deed, order.id, this.#planOf(staff, order, request));
  }

  #planOf(staff: StaffMember, order: Order, request: Exclude<ActRequest, { act: 'cancel' }>): Plan {
    switch (request.act) {
      case 'requery':
        return this.payments.requery(staff, order);
      case 'resend':
        return this.resending.resend();
      case 'confirm_paid':
        return this.payments.confirmPaid(staff, order, request.dto.trade_no);
      case 'refund':
        return this.refunds.refund(staff, wishOf(request.dto), request.dto.reason ?? '-');
      case 'grant':
        return this.orders.grant(staff, request.dto.course_id);
      case 'end_access':
        return this.orders.endAccess(staff, request.dto.course_id);
      case 'release_coupon':
        return this.orders.releaseCoupon(staff);
    }
  }
}
