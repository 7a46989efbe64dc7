import { Injectable } from '@nestjs/common';
import { fenFromYuan } from '@luffy/money';
import { type EntityManager, In, LessThan, MoreThan } from 'typeorm';

import { Order } from '../order/order.entity.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { shownTo } from '../platform/mask.rule.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { ownRefundView, type RefundLineFact, type RefundView, refundView, type StaffRefundView } from './refund.dto.js';
import { Refund } from './refund.entity.js';
import type { RefundState } from './refund.state.js';

export const REFUND_SORTS = ['created', '-created'] as const;
export type RefundSort = (typeof REFUND_SORTS)[number];

interface RefundFilter {
  state: RefundState | undefined;
  sort: RefundSort;
}

/** Refunds as staff and as their student read them. */
@Injectable()
export class RefundQuery {
  constructor(private readonly db: Database) {}

  async view(tx: EntityManager, order: Order, refund: Refund): Promise<RefundView> {
    return refundView(refund, order, (await linesOf(tx, [refund])).get(refund.id) ?? []);
  }

  /** @throws AppError REFUND_NOT_FOUND */
  async byNumber(outRequestNo: string): Promise<RefundView> {
    const { manager } = this.db;
    const refund = await manager.findOneBy(Refund, { outRequestNo });
    if (!refund) throw new AppError('REFUND_NOT_FOUND');
    return this.view(manager, await manager.findOneByOrFail(Order, { id: refund.orderId }), refund);
  }

  async list({ state, sort }: RefundFilter, page: PageQuery): Promise<Page<RefundView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const after = idFromCursor(page.cursor);
    const isUp = sort === 'created';
    const rows = await this.db.manager.find(Refund, {
      where: {
        ...(state ? { state } : {}),
        ...(after === null ? {} : { id: isUp ? MoreThan(after) : LessThan(after) }),
      },
      order: { id: isUp ? 'ASC' : 'DESC' },
      take: limit + 1,
    });
    return this.#page(rows, limit, refundView);
  }

  /** All refunds of an order, the oldest first, with what only staff need to know. */
  async ofOrder(staff: StaffMember, order: Order): Promise<StaffRefundView[]> {
    const refunds = await this.db.manager.find(Refund, { where: { orderId: order.id }, order: { id: 'ASC' } });
    const lines = await linesOf(this.db.manager, refunds);
    const people = await this.#people(refunds);
    return refunds.map((refund) => {
      const asker = refund.requestedBy === null ? null : (people.get(refund.requestedBy) ?? null);
      return {
        ...refundView(refund, order, lines.get(refund.id) ?? []),
        requested_by: asker && (refund.kind === 'student' ? shownTo(staff.roles, asker) : asker),
        decided_by: refund.decidedBy === null ? null : (people.get(refund.decidedBy) ?? null),
        cause: refund.cause,
        attempts: refund.attempts,
        next_try_at: refund.nextTryAt,
      };
    });
  }

  async #people(refunds: readonly Refund[]): Promise<Map<number, string>> {
    const rows = await this.db.manager.query<{ id: string; username: string }[]>(
      'SELECT id, username FROM luffy_user WHERE id = ANY($1)',
      [refunds.flatMap((refund) => [refund.requestedBy, refund.decidedBy])],
    );
    return new Map(rows.map((row) => [Number(row.id), row.username]));
  }

  /** A student's refunds, of all their orders or of those with these numbers. Numbers of others find nothing. */
  async own(userId: number, orderNumbers: readonly string[] | undefined, page: PageQuery): Promise<Page<RefundView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const rows = await this.db.manager
      .createQueryBuilder(Refund, 'refund')
      .innerJoin(Order, 'o', 'o.id = refund.order_id')
      .where('o.user_id = :userId', { userId })
      .andWhere(orderNumbers ? 'o.out_trade_no IN (:...orderNumbers)' : 'true', { orderNumbers })
      .andWhere('refund.id < :before', { before: idFromCursor(page.cursor) ?? Number.MAX_SAFE_INTEGER })
      .orderBy('refund.id', 'DESC')
      .take(limit + 1)
      .getMany();
    return this.#page(rows, limit, ownRefundView);
  }

  async #page(rows: readonly Refund[], limit: number, view: typeof refundView): Promise<Page<RefundView>> {
    const orders = await this.db.manager.findBy(Order, { id: In(rows.map((refund) => refund.orderId)) });
    const orderOf = new Map(orders.map((order) => [order.id, order]));
    const lines = await linesOf(this.db.manager, rows);
    return pageOf(rows, limit, (refund) =>
      view(refund, orderOf.get(refund.orderId) as Order, lines.get(refund.id) ?? []),
    );
  }
}

/** Which courses each refund gives money back for. One for a late or duplicate payment has no lines. */
async function linesOf(tx: EntityManager, refunds: readonly Refund[]): Promise<Map<number, RefundLineFact[]>> {
  const rows = await tx.query<{ refund_id: string; course_id: string; course_name: string; amount: string }[]>(
    `SELECT l.refund_id, d.course_id, d.course_name, l.amount FROM luffy_refund_line l
     JOIN luffy_order_detail d ON d.id = l.order_detail_id WHERE l.refund_id = ANY($1) ORDER BY d.id`,
    [refunds.map((refund) => refund.id)],
  );
  const facts = rows.map((row): [number, RefundLineFact] => [
    Number(row.refund_id),
    { courseId: Number(row.course_id), courseName: row.course_name, amountFen: fenFromYuan(row.amount) },
  ]);
  return new Map(refunds.map(({ id }) => [id, facts.filter(([of]) => of === id).map(([, fact]) => fact)]));
}
