import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { MessageService } from '../alert/message.service.js';
import type { Audit } from '../audit/audit.entity.js';
import { CouponService } from '../coupon/coupon.service.js';
import { refundIn } from '../order/figures.query.js';
import type { Plan } from '../order/order-act.service.js';
import type { Order } from '../order/order.entity.js';
import { Payment } from '../payment/payment.entity.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { previewView, type RefundPreviewView } from './asking.dto.js';
import { type AskedLine, type AskedOrder, forecast } from './asking.rule.js';
import { factsOf, RefundBookService } from './refund-book.service.js';
import { Refund } from './refund.entity.js';
import { type LineShare, type RefundWish, totalOf } from './refund.rule.js';
import { decideStaffRefund, needsSecondPerson, sentAlone } from './staff-refund.rule.js';

/** Money that staff send back of their own accord: past the student's days, and above a limit only with a second person. */
@Injectable()
export class RefundPlanService {
  constructor(
    private readonly db: Database,
    private readonly book: RefundBookService,
    private readonly coupons: CouponService,
    private readonly messages: MessageService,
  ) {}

  /** @throws AppError REFUND_NOT_POSSIBLE, COURSE_NOT_FOUND, REFUND_EXCEEDS */
  refund(staff: StaffMember, wish: RefundWish, reason: string): Plan {
    return async () => async (tx, order, earlier) => {
      if (earlier && (await this.#isOnItsWay(tx, wish, earlier))) return;
      const { shares } = await this.#shares(tx, order, wish);
      const amountFen = totalOf(shares);
      const isAlone = !needsSecondPerson(amountFen, await this.#sentAlone(tx, order, staff));
      const refund = await this.book.add(tx, {
        order,
        payment: await tx.findOneByOrFail(Payment, { orderId: order.id, disposition: 'applied' }),
        amountFen,
        shares,
        reason,
        kind: 'staff',
        state: isAlone ? 'approved' : 'requested',
        requestedBy: staff.id,
        decidedBy: isAlone ? staff.id : null,
      });
      const facts = factsOf(order, refund);
      await this.book.tell(tx, order, `staff:${staff.id}`, isAlone ? 'refund_approved' : 'refund_requested', facts);
      if (isAlone) await this.messages.tell(tx, order.userId, 'refund_approved', facts);
    };
  }

  /** What it would come to once the money is back. @throws as `refund` */
  async forecast(order: Order, wish: RefundWish): Promise<RefundPreviewView> {
    const { manager } = this.db;
    const { lines, shares } = await this.#shares(manager, order, wish);
    const seen = forecast(asked(order), lines, shares);
    const { couponRecordId } = order;
    const returns = seen.isFull && couponRecordId !== null && (await this.coupons.comesBack(manager, couponRecordId));
    return previewView(seen, returns ? 'returns' : 'stays');
  }

  async #shares(
    tx: EntityManager,
    order: Order,
    wish: RefundWish,
  ): Promise<{ lines: AskedLine[]; shares: LineShare[] }> {
    const lines = await this.book.lines(tx, order);
    const decision = decideStaffRefund(asked(order), lines, wish);
    if (decision.kind === 'refused') throw new AppError(decision.code, decision.facts);
    return { lines, shares: decision.shares };
  }

  /** The whole and the courses go back once: asked for again, it is the same refund. Of an amount there may be two. */
  async #isOnItsWay(tx: EntityManager, wish: RefundWish, earlier: Audit): Promise<boolean> {
    if (wish !== 'all' && 'amountFen' in wish) return false;
    const refund = await tx.findOneBy(Refund, { outRequestNo: refundIn(earlier.after) ?? '' });
    return refund !== null && refund.state !== 'failed' && refund.state !== 'rejected';
  }

  async #sentAlone(tx: EntityManager, order: Order, staff: StaffMember) {
    const refunds = await tx.findBy(Refund, { orderId: order.id });
    return sentAlone(
      refunds.map((refund) => ({ ...refund, amountFen: refund.amount })),
      staff.id,
    );
  }
}

const asked = (order: Order): AskedOrder => ({ status: order.orderStatus, totalFen: order.totalAmount });
