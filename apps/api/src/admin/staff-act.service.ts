import { Injectable } from '@nestjs/common';

import { refundIn } from '../order/figures.query.js';
import { OrderActService, type Plan } from '../order/order-act.service.js';
import { OrderPlanService } from '../order/order-plan.service.js';
import type { Order } from '../order/order.entity.js';
import { OrderQuery } from '../order/order.query.js';
import { PaymentPlanService } from '../payment/payment-plan.service.js';
import type { StaffMember } from '../platform/identity.js';
import { RefundPlanService } from '../refund/refund-plan.service.js';
import { RefundQuery } from '../refund/refund.query.js';
import { wishOf } from '../refund/refund.wire.js';
import type { ActAnswer, ActPreviewAnswer, RefundActAnswer, RefundActPreviewAnswer } from './act.dto.js';
import { type ActRequest, deedOf } from './act.wire.js';

/** Finds the order, has the module that owns the act do it or rehearse it, and answers with what came of it. */
@Injectable()
export class StaffActService {
  constructor(
    private readonly query: OrderQuery,
    private readonly acts: OrderActService,
    private readonly orders: OrderPlanService,
    private readonly payments: PaymentPlanService,
    private readonly refunds: RefundPlanService,
    private readonly refundQuery: RefundQuery,
  ) {}

  async perform(staff: StaffMember, outTradeNo: string, request: ActRequest, key?: string): Promise<ActAnswer> {
    const order = await this.query.staffFind(outTradeNo);
    const deed = deedOf(staff, order.outTradeNo, request, key);
    const audit = await this.acts.perform(deed, order.id, this.#planOf(staff, order, request));
    return { audit, order: await this.query.staffOne(staff, order.outTradeNo) };
  }

  async preview(staff: StaffMember, outTradeNo: string, request: ActRequest): Promise<ActPreviewAnswer> {
    const order = await this.query.staffFind(outTradeNo);
    const deed = deedOf(staff, order.outTradeNo, request);
    const change = await this.acts.preview(deed, order.id, this.#planOf(staff, order, request));
    return { preview: { act: request.act, ...change } };
  }

  async refund(
    staff: StaffMember,
    outTradeNo: string,
    request: ActRequest & { act: 'refund' },
    key?: string,
  ): Promise<RefundActAnswer> {
    const { audit } = await this.perform(staff, outTradeNo, request, key);
    return { audit, refund: await this.refundQuery.byNumber(refundIn(audit.after) ?? '') };
  }

  async previewRefund(
    staff: StaffMember,
    outTradeNo: string,
    request: ActRequest & { act: 'refund' },
  ): Promise<RefundActPreviewAnswer> {
    const { preview } = await this.preview(staff, outTradeNo, request);
    const forecast = await this.refunds.forecast(await this.query.staffFind(outTradeNo), wishOf(request.dto));
    const isAlone = Object.values(preview.after).some((figure) => figure?.startsWith('approved'));
    return { preview: { ...preview, refund: { ...forecast, state: isAlone ? 'approved' : 'requested' } } };
  }

  #planOf(staff: StaffMember, order: Order, request: ActRequest): Plan {
    switch (request.act) {
      case 'requery':
        return this.payments.requery(staff, order);
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
