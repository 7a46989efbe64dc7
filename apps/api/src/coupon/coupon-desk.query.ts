import { Inject, Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { cursorFromPlace, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { findSorted } from '../platform/sorted-page.js';
import type { StaffCouponView } from './coupon-desk.dto.js';
import { couponView } from './coupon.dto.js';
import { Coupon } from './coupon.entity.js';
import { type CouponState, couponStateOf, type CouponType } from './coupon.rule.js';

export const COUPON_SORTS = ['created', '-created', 'ends', '-ends', 'claimed', '-claimed'] as const;
export type CouponSort = (typeof COUPON_SORTS)[number];

/** What staff may narrow the list of coupons to. */
export interface CouponFilter {
  /** A piece of the name, or the coupon's number. */
  q?: string | undefined;
  state?: CouponState | undefined;
  type?: CouponType | undefined;
  courseId?: number | undefined;
}

/** Each key as a whole number that a cursor carries exactly; an expression, for a bare column would be the entity's own. */
const SORTINGS = {
  created: '(c.id + 0)',
  ends: '(extract(epoch FROM c.ends_at) * 1000000)::bigint',
  claimed: '(c.claimed + 0)',
} as const;

/** `couponStateOf` in SQL; a test holds the two equal. */
const STATES: Readonly<Record<CouponState, string>> = {
  stopped: 'c.stopped_at IS NOT NULL',
  over: 'c.stopped_at IS NULL AND c.ends_at <= :now',
  coming: 'c.stopped_at IS NULL AND c.ends_at > :now AND c.starts_at > :now',
  sold_out: 'c.stopped_at IS NULL AND c.ends_at > :now AND c.starts_at <= :now AND c.claimed >= c.total',
  open: 'c.stopped_at IS NULL AND c.ends_at > :now AND c.starts_at <= :now AND c.claimed < c.total',
};

type Use = Pick<StaffCouponView, 'free' | 'held' | 'used' | 'expired' | 'discount_given' | 'course_name'>;

/** Coupons for those who keep them: what became of each, and what it cost. */
@Injectable()
export class CouponDeskQuery {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(filter: CouponFilter, sort: CouponSort, page: PageQuery): Promise<Page<StaffCouponView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const rows = await findSorted(this.#matching(filter), SORTINGS, sort, page);
    const views = await this.#views(rows.map(({ row }) => row));
    return pageOf(
      rows,
      limit,
      (row) => views.get(row.id) as StaffCouponView,
      (row) => cursorFromPlace(sort, row),
    );
  }

  /** @throws AppError COUPON_NOT_FOUND */
  async one(id: number): Promise<StaffCouponView> {
    const coupon = await this.db.manager.findOneBy(Coupon, { id });
    if (!coupon) throw new AppError('COUPON_NOT_FOUND');
    return (await this.#views([coupon])).get(id) as StaffCouponView;
  }

  #matching({ q, state, type, courseId }: CouponFilter): SelectQueryBuilder<Coupon> {
    const query = this.db.manager.createQueryBuilder(Coupon, 'c').where('true');
    if (q !== undefined) query.andWhere('(strpos(lower(c.name), lower(:q)) > 0 OR c.id::text = :q)', { q });
    if (state !== undefined) query.andWhere(STATES[state], { now: this.clock.now() });
    if (type !== undefined) query.andWhere('c.type = :type', { type });
    if (courseId !== undefined) query.andWhere('c.course_id = :courseId', { courseId });
    return query;
  }

  async #views(coupons: readonly Coupon[]): Promise<Map<number, StaffCouponView>> {
    const now = this.clock.now();
    const uses = await this.#uses(
      coupons.map((coupon) => coupon.id),
      now,
    );
    return new Map(
      coupons.map((coupon) => [
        coupon.id,
        {
          ...couponView(coupon),
          ...(uses.get(coupon.id) as Use),
          claimed: coupon.claimed,
          state: couponStateOf(coupon, now),
          stopped_at: coupon.stoppedAt,
        },
      ]),
    );
  }

  /** A coupon that nobody used while its time lasted has expired, whether or not a sweep has passed. */
  async #uses(ids: readonly number[], now: Date): Promise<Map<number, Use>> {
    const rows = await this.db.manager.query<(Record<keyof Use, string> & { id: string })[]>(
      `SELECT c.id, k.name AS course_name,
         count(r.id) FILTER (WHERE r.state = 'free' AND c.ends_at > $2) AS free,
         count(r.id) FILTER (WHERE r.state = 'held') AS held,
         count(r.id) FILTER (WHERE r.state = 'used') AS used,
         count(r.id) FILTER (WHERE r.state = 'expired' OR r.state = 'free' AND c.ends_at <= $2) AS expired,
         (SELECT coalesce(sum(o.discount_amount), 0)::numeric(16,2) FROM luffy_order o JOIN luffy_coupon_record own
            ON own.id = o.coupon_record_id
          WHERE own.coupon_id = c.id AND o.order_status = 1 AND o.refund_status <> 2) AS discount_given
       FROM luffy_coupon c LEFT JOIN luffy_coupon_record r ON r.coupon_id = c.id
         LEFT JOIN luffy_course k ON k.id = c.course_id
       WHERE c.id = ANY($1) GROUP BY c.id, k.name`,
      [ids, now],
    );
    return new Map(
      rows.map((row) => [
        Number(row.id),
        {
          free: Number(row.free),
          held: Number(row.held),
          used: Number(row.used),
          expired: Number(row.expired),
          discount_given: row.discount_given,
          course_name: row.course_name,
        },
      ]),
    );
  }
}
