import { Injectable } from '@nestjs/common';
import { ORDER_STATUS, type OrderStatusCode } from '@luffy/contracts';
import { In } from 'typeorm';

import { EventService } from '../event/event.service.js';
import { ownersStory } from '../event/story.rule.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { shownTo } from '../platform/mask.rule.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { OrderDetail } from './order-detail.entity.js';
import { type OrderView, orderView, type StoryItemView } from './order.dto.js';
import { Order } from './order.entity.js';

/** An order as staff see it: with its buyer. */
export type StaffOrderView = OrderView & { username: string };

/** The unpaid order in which a course waits. */
export interface WaitingIn {
  outTradeNo: string;
  expiresAt: Date;
  couponRecordId: number | null;
}

/** Reads orders for people: lists and one order with its lines. */
@Injectable()
export class OrderQuery {
  constructor(
    private readonly db: Database,
    private readonly events: EventService,
  ) {}

  async ownList(
    userId: number,
    statuses: readonly OrderStatusCode[] | 'all',
    page: PageQuery,
  ): Promise<Page<OrderView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const after = idFromCursor(page.cursor);
    const query = this.db.manager.createQueryBuilder(Order, 'o').where('o.userId = :userId', { userId });
    if (statuses !== 'all') query.andWhere('o.orderStatus IN (:...statuses)', { statuses });
    if (after !== null) query.andWhere('o.id < :after', { after });
    const rows = await query
      .orderBy('o.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const lines = await this.#linesOf(rows);
    return pageOf(rows, limit, (order) => orderView(order, lines.get(order.id) ?? []));
  }

  /**
   * One's own order by the number of any of its payments, as the channel's return names it.
   * @throws AppError ORDER_NOT_FOUND, also for another person's order: its existence is nobody else's business
   */
  async own(userId: number, outTradeNo: string): Promise<OrderView> {
    const order = await this.#own(userId, outTradeNo);
    return orderView(order, (await this.#linesOf([order])).get(order.id) ?? []);
  }

  /** What happened to one's own order, from the first on, as far as it is the owner's business. @throws as `own` */
  async ownStory(userId: number, outTradeNo: string): Promise<Page<StoryItemView>> {
    const order = await this.#own(userId, outTradeNo);
    return { items: ownersStory(await this.events.list(this.db.manager, order.id)), next_cursor: null };
  }

  /** Any order by the number of any of its payments; never by a name, which anyone may choose. @throws AppError ORDER_NOT_FOUND */
  async staffOne(staff: StaffMember, outTradeNo: string): Promise<StaffOrderView> {
    const [view] = await this.staffViews(staff, [await this.staffFind(outTradeNo)]);
    return view as StaffOrderView;
  }

  /** @throws as `staffOne` */
  async staffFind(outTradeNo: string): Promise<Order> {
    const order = await this.db.manager
      .createQueryBuilder(Order, 'o')
      .where('o.outTradeNo = :outTradeNo')
      .orWhere('o.id = (SELECT order_id FROM luffy_payment WHERE out_trade_no = :outTradeNo)')
      .setParameters({ outTradeNo })
      .getOne();
    if (!order) throw new AppError('ORDER_NOT_FOUND');
    return order;
  }

  /** The user's unpaid orders by the courses in them; a course waits in one order at most. */
  async waitingByCourse(userId: number, courseIds: readonly number[]): Promise<Map<number, WaitingIn>> {
    const rows = await this.db.manager.query<(WaitingIn & { courseId: number })[]>(
      `SELECT d.course_id::int AS "courseId", o.out_trade_no AS "outTradeNo", o.expires_at AS "expiresAt",
         o.coupon_record_id::int AS "couponRecordId"
       FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id
       WHERE d.user_id = $1 AND d.course_id = ANY($2) AND d.live AND o.order_status = $3`,
      [userId, courseIds, ORDER_STATUS.unpaid],
    );
    return new Map(rows.map(({ courseId, ...order }) => [courseId, order]));
  }

  async #own(userId: number, outTradeNo: string): Promise<Order> {
    const order = await this.db.manager
      .createQueryBuilder(Order, 'o')
      .where('o.userId = :userId', { userId })
      .andWhere(
        '(o.outTradeNo = :outTradeNo OR o.id = (SELECT order_id FROM luffy_payment WHERE out_trade_no = :outTradeNo))',
        { outTradeNo },
      )
      .getOne();
    if (!order) throw new AppError('ORDER_NOT_FOUND');
    return order;
  }

  /** With who bought them, as far as the person asking may see persons. */
  async staffViews(staff: StaffMember, orders: readonly Order[]): Promise<StaffOrderView[]> {
    const [lines, names] = [await this.#linesOf(orders), await this.#usernames(orders)];
    return orders.map((order) => ({
      ...orderView(order, lines.get(order.id) ?? []),
      username: shownTo(staff.roles, names.get(order.userId) ?? ''),
    }));
  }

  /** The same by the orders' ids, read in one statement: a list of staff shows many at a time. In no order. */
  async staffViewsOf(staff: StaffMember, ids: readonly number[]): Promise<StaffOrderView[]> {
    const rows = await this.db.ask<StaffOrderView & { id: string }>(
      `SELECT o.id, o.out_trade_no, o.trade_no, o.subject, o.total_amount, o.original_amount, o.discount_amount,
         o.order_status, o.pay_type, o.pay_time, o.user_id::int, o.created_time, o.coupon_record_id::int, o.refund_status,
         o.refunded_amount, o.expires_at, o.closed_at, u.username,
         (SELECT coalesce(json_agg(json_build_object('course_id', d.course_id, 'course_name', d.course_name,
            'price', d.price::text, 'real_price', d.real_price::text, 'refunded_amount', d.refunded_amount::text)
            ORDER BY d.id), '[]') FROM luffy_order_detail d WHERE d.order_id = o.id) AS courses
       FROM luffy_order o JOIN luffy_user u ON u.id = o.user_id WHERE o.id = ANY ($1)`,
      [ids],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id), username: shownTo(staff.roles, row.username) }));
  }

  async #linesOf(orders: readonly Order[]): Promise<Map<number, OrderDetail[]>> {
    const ids = orders.map((order) => order.id);
    if (ids.length === 0) return new Map();
    const lines = await this.db.manager.find(OrderDetail, { where: { orderId: In(ids) }, order: { id: 'ASC' } });
    return Map.groupBy(lines, (line) => line.orderId);
  }

  async #usernames(orders: readonly Order[]): Promise<Map<number, string>> {
    const rows = await this.db.manager.query<{ id: string; username: string }[]>(
      'SELECT id, username FROM luffy_user WHERE id = ANY($1)',
      [orders.map((order) => order.userId)],
    );
    return new Map(rows.map((row) => [Number(row.id), row.username]));
  }
}
