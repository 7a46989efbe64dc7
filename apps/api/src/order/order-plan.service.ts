import { Inject, Injectable } from '@nestjs/common';

import { MessageService } from '../alert/message.service.js';
import { CouponService } from '../coupon/coupon.service.js';
import { CourseService } from '../course/course.service.js';
import { decideGrant, endedBy } from '../enrolment/access.rule.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { EventService } from '../event/event.service.js';
import { AppError } from '../platform/app-error.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import type { StaffMember } from '../platform/identity.js';
import type { Plan } from './order-act.service.js';
import { OrderDetail } from './order-detail.entity.js';
import { OrderService } from './order.service.js';
import { canStillBePaid } from './order.state.js';
import { standingOf, TOLD_GAP_SECONDS } from './resend.rule.js';

/** What staff may do to an order by hand where no money moves. */
@Injectable()
export class OrderPlanService {
  constructor(
    private readonly orders: OrderService,
    private readonly courses: CourseService,
    private readonly enrolments: EnrolmentService,
    private readonly coupons: CouponService,
    private readonly events: EventService,
    private readonly messages: MessageService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Tells the student again where the order stands, by a message that leads to it. Told a moment ago, it is done already.
   * @throws AppError ORDER_CLOSED or ORDER_EXPIRING where there is nothing left to do about it
   */
  resend(): Plan {
    return async () => async (tx, order) => {
      const now = this.clock.now();
      const { expiresAt } = order;
      const isPayable = expiresAt !== null && canStillBePaid(expiresAt, now, this.config.ORDER_TTL_SECONDS);
      const kind = standingOf({ status: order.orderStatus, refundStatus: order.refundStatus, isPayable });
      if (kind === 'closed') throw new AppError('ORDER_CLOSED');
      if (kind === 'expiring') throw new AppError('ORDER_EXPIRING');
      const data = {
        out_trade_no: order.outTradeNo,
        amount_fen: kind === 'order_refunded' ? order.refundedAmount : order.totalAmount,
        ...(kind === 'order_waiting' ? { expires_at: expiresAt } : {}),
      };
      if (await this.messages.wasTold(tx, order.userId, { kind, data, since: addSeconds(now, -TOLD_GAP_SECONDS) }))
        return;
      await this.messages.tell(tx, order.userId, kind, data);
      return { message: kind };
    };
  }

  /** The buyer may study a course for nothing. @throws AppError COURSE_NOT_FOUND, COURSE_OWNED */
  grant(staff: StaffMember, courseId: number): Plan {
    return async () => async (tx, order) => {
      await this.courses.mustExist(tx, courseId);
      const decision = decideGrant(await this.enrolments.sources(tx, order.userId, courseId));
      if (decision === 'owned') throw new AppError('COURSE_OWNED', { course_id: courseId });
      if (decision === 'granted-already') return;
      await this.enrolments.give(tx, order.userId, courseId);
      const data = { course_ids: [courseId] };
      await this.events.append(tx, { orderId: order.id, actor: `staff:${staff.id}`, type: 'access_granted', data });
    };
  }

  /**
   * The buyer may not study a course any more by this order or by a gift. Its line is live no longer, so that it can be
   * bought again; its money can still be refunded. @throws AppError ACCESS_NOT_ACTIVE
   */
  endAccess(staff: StaffMember, courseId: number): Plan {
    return async () => async (tx, order, earlier) => {
      const line = (await this.orders.lines(tx, order.id)).find((candidate) => candidate.courseId === courseId);
      const ended = endedBy(await this.enrolments.sources(tx, order.userId, courseId), line?.id ?? null);
      if (ended.length === 0) {
        if (earlier) return;
        throw new AppError('ACCESS_NOT_ACTIVE', { course_id: courseId });
      }
      await this.enrolments.end(tx, ended);
      if (line?.live) await tx.update(OrderDetail, { id: line.id }, { live: false });
      const data = { course_ids: [courseId] };
      await this.events.append(tx, { orderId: order.id, actor: `staff:${staff.id}`, type: 'access_ended', data });
    };
  }

  /** A coupon that hangs on an order which has no use for it is free again. @throws AppError COUPON_NOT_RELEASABLE */
  releaseCoupon(staff: StaffMember): Plan {
    return async () => async (tx, order, earlier) => {
      const outcome = await this.coupons.loosen(tx, order.couponRecordId, { id: order.id, status: order.orderStatus });
      if (outcome === 'released')
        await this.events.append(tx, {
          orderId: order.id,
          actor: `staff:${staff.id}`,
          type: 'coupon_released',
          data: {},
        });
      else if (outcome !== 'free' || !earlier) throw new AppError('COUPON_NOT_RELEASABLE', { state: outcome });
    };
  }
}
