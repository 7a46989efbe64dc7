import { Injectable } from '@nestjs/common';
import { ORDER_STATUS, type OrderStatusCode } from '@luffy/contracts';
import { In } from 'typeorm';

import { EventService } from '../event/event.service.js';
import { ownersStory } from '../event/story.rule.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { OrderDetail } from './order-detail.entity.js';
import { type OrderView, orderView, type StoryItemView } from './order.dto.js';
import { Order } from './order.entity.js';

/** What staff may narrow a list of orders to. */
export interface OrderFilter {
  /** An order, payment or trade number, or a user name. */
  q?: string | undefined;
  orderStatus?: number | undefined;
  payType?: number | undefined;
  createdFrom?: Date | undefined;
  createdTo?: Date | undefined;
  paidFrom?: Date | undefined;
  paidTo?: Date | undefined;
}

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

  async staffList(filter: OrderFilter, page: PageQuery): Promise<Page<StaffOrderView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const ids = await this.#staffIds(filter, idFromCursor(page.cursor), limit + 1);
    const rows =
      ids.length === 0 ? [] : await this.db.manager.find(Order, { where: { id: In(ids) }, order: { id: 'DESC' } });
    const views = new Map((await this.#staffViews(rows)).map((view) => [view.id, view]));
    return pageOf(rows, limit, (order) => views.get(order.id) as StaffOrderView);
  }

  /** Any order by the number of any of its payments; never by a name, which anyone may choose. @throws AppError ORDER_NOT_FOUND */
  async staffOne(outTradeNo: string): Promise<StaffOrderView> {
    const order = await this.db.manager
      .createQueryBuilder(Order, 'o')
      .where('o.outTradeNo = :outTradeNo')
      .orWhere('o.id = (SELECT order_id FROM luffy_payment WHERE out_trade_no = :outTradeNo)')
      .setParameters({ outTradeNo })
      .getOne();
    const [view] = await this.#staffViews(order ? [order] : []);
    if (!view) throw new AppError('ORDER_NOT_FOUND');
    return view;
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

  async #staffViews(orders: readonly Order[]): Promise<StaffOrderView[]> {
    const [lines, names] = [await this.#linesOf(orders), await this.#usernames(orders)];
    return orders.map((order) => ({
      ...orderView(order, lines.get(order.id) ?? []),
      username: names.get(order.userId) ?? '',
    }));
  }

  async #staffIds(filter: OrderFilter, after: number | null, limit: number): Promise<number[]> {
    const rows = await this.db.manager.query<{ id: string }[]>(
      `SELECT o.id FROM luffy_order o
       WHERE ($1::text IS NULL OR o.id IN (
           SELECT id FROM luffy_order WHERE out_trade_no = $1 OR trade_no = $1
           UNION SELECT order_id FROM luffy_payment WHERE out_trade_no = $1 OR trade_no = $1
           UNION SELECT p.id FROM luffy_order p JOIN luffy_user u ON u.id = p.user_id WHERE lower(u.username) = lower($1)))
         AND ($2::smallint IS NULL OR o.order_status = $2)
         AND ($3::smallint IS NULL OR o.pay_type = $3)
         AND ($4::timestamptz IS NULL OR o.created_time >= $4)
         AND ($5::timestamptz IS NULL OR o.created_time < $5)
         AND ($6::timestamptz IS NULL OR o.pay_time >= $6)
         AND ($7::timestamptz IS NULL OR o.pay_time < $7)
         AND ($8::bigint IS NULL OR o.id < $8)
       ORDER BY o.id DESC LIMIT $9`,
      [
        filter.q ?? null,
        filter.orderStatus ?? null,
        filter.payType ?? null,
        filter.createdFrom ?? null,
        filter.createdTo ?? null,
        filter.paidFrom ?? null,
        filter.paidTo ?? null,
        after,
        limit,
      ],
    );
    return rows.map((row) => Number(row.id));
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
