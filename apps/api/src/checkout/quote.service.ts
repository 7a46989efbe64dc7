import { Inject, Injectable } from '@nestjs/common';
import { type Fen, yuanFromFen } from '@luffy/money';

import type { CouponRecord } from '../coupon/coupon-record.entity.js';
import { couponView } from '../coupon/coupon.dto.js';
import type { Coupon } from '../coupon/coupon.entity.js';
import { CouponService } from '../coupon/coupon.service.js';
import { COURSE_STATUS, type Course } from '../course/course.entity.js';
import { CourseService } from '../course/course.service.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { priceBasket } from '../order/order.price.js';
import { OrderQuery, type WaitingIn } from '../order/order.query.js';
import { isPastDeadline } from '../order/order.state.js';
import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { repeatedCourse } from './checkout.rule.js';
import type { QuoteCouponView, QuoteView } from './quote.dto.js';
import {
  byWorth,
  chooseCoupon,
  type CouponChoice,
  type JudgedCoupon,
  judgeCoupon,
  type LineState,
  lineState,
} from './quote.rule.js';

export interface Question {
  courseIds: readonly number[];
  choice: CouponChoice;
}

interface Line {
  course: Course;
  state: LineState;
  waiting: WaitingIn | null;
}

interface InHand {
  record: CouponRecord;
  coupon: Coupon;
}

/** What courses would cost a student now, to the fen that placing the order accepts. Reads only. */
@Injectable()
export class QuoteService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly courses: CourseService,
    private readonly coupons: CouponService,
    private readonly enrolments: EnrolmentService,
    private readonly orders: OrderQuery,
  ) {}

  /** @throws AppError COURSE_REPEATED, COURSE_NOT_FOUND */
  async quote(userId: number, { courseIds, choice }: Question): Promise<QuoteView> {
    const repeated = repeatedCourse(courseIds);
    if (repeated !== undefined) throw new AppError('COURSE_REPEATED', { course_id: repeated });
    const now = this.clock.now();
    const lines = await this.#lines(userId, courseIds, now);
    const forSale = lines.filter((line) => line.state === 'ok');
    const courses = forSale.map((line) => line.course);

    const inHand = await this.coupons.allOf(this.db.manager, userId);
    // An order past its deadline is closed before the new one is placed, and lets go of its coupon.
    const freed = new Set(forSale.map((line) => line.waiting?.couponRecordId));
    const discountable = courses.map((course) => ({ courseId: course.id, priceFen: course.price }));
    const judged = inHand.map(({ record, coupon }) =>
      judgeCoupon(
        { recordId: record.id, state: freed.has(record.id) ? 'free' : record.state, terms: coupon },
        discountable,
        now,
      ),
    );
    const chosen = chooseCoupon(judged, choice);
    const price = priceBasket(courses, inHand.find(({ record }) => record.id === chosen?.recordId)?.coupon ?? null);
    const realPrices = new Map(price.lines.map((line) => [line.courseId, line.realPriceFen]));
    return {
      lines: lines.map((line) => lineView(line, realPrices)),
      original_amount: yuanFromFen(price.originalFen),
      discount_amount: yuanFromFen(price.discountFen),
      total_amount: yuanFromFen(price.totalFen),
      coupon: chosen?.recordId ?? null,
      coupons: couponViews(judged, inHand),
    };
  }

  async #lines(userId: number, courseIds: readonly number[], now: Date): Promise<Line[]> {
    const courses = await this.courses.named(this.db.manager, courseIds);
    const owned = await this.enrolments.ownedAmong(this.db.manager, userId, courseIds);
    const waiting = await this.orders.waitingByCourse(userId, courseIds);
    return courses.map((course) => {
      const order = waiting.get(course.id) ?? null;
      const state = lineState({
        isOnSale: course.status === COURSE_STATUS.onSale,
        isOwned: owned.has(course.id),
        isWaiting: order !== null && !isPastDeadline(order.expiresAt, now),
      });
      return { course, state, waiting: order };
    });
  }
}

const lineView = ({ course, state, waiting }: Line, realPrices: ReadonlyMap<number, Fen>) => ({
  course_id: course.id,
  course_name: course.name,
  teacher: course.teacher,
  price: yuanFromFen(course.price),
  original_price: yuanFromFen(course.originalPrice),
  real_price: yuanFromFen(realPrices.get(course.id) ?? course.price),
  state,
  waiting_order: state === 'waiting' ? (waiting?.outTradeNo ?? null) : null,
});

function couponViews(judged: readonly JudgedCoupon[], inHand: readonly InHand[]): QuoteCouponView[] {
  const byRecord = new Map(inHand.map(({ record, coupon }) => [record.id, coupon]));
  return judged.toSorted(byWorth).map(({ recordId, obstacle, shortByFen, discountFen }) => ({
    id: recordId,
    coupon: couponView(byRecord.get(recordId) as Coupon),
    usable: obstacle === null,
    obstacle,
    short_by: shortByFen && yuanFromFen(shortByFen),
    discount_amount: yuanFromFen(discountFen),
  }));
}
