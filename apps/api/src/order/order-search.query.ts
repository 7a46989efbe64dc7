import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { cursorFromPlace, type Page, PAGE_SIZE, pageOf, type PageQuery, placeFromCursor } from '../platform/paging.js';
import {
  type Condition,
  beyond,
  conditionsOf,
  FEW,
  type HowMany,
  idsOf,
  type OrderFilter,
  type OrderSort,
  putByIds,
  SORTINGS,
  whereOf,
} from './order-search.rule.js';
import { OrderQuery, type StaffOrderView } from './order.query.js';

/** How many there are in all; above the limit of patience only the planner's guess. */
export interface Total {
  count: number;
  exact: boolean;
}

/** Microseconds of an instant. */
const KEY_DIGITS = 16;
const COUNTED_AT_MOST = 10_000;

/** Finds orders among all of them, for staff. */
@Injectable()
export class OrderSearchQuery {
  constructor(
    private readonly db: Database,
    private readonly orders: OrderQuery,
  ) {}

  async list(
    staff: StaffMember,
    filter: OrderFilter,
    sort: OrderSort,
    page: PageQuery,
  ): Promise<Page<StaffOrderView> & { total: Total }> {
    const limit = page.limit ?? PAGE_SIZE;
    const sorting = SORTINGS[sort];
    const after = placeFromCursor(sort, page.cursor, KEY_DIGITS);
    const byIds = await this.#byIds(filter);
    const conditions = [...conditionsOf(filter), ...byIds.map(({ condition }) => condition)];
    // The first page of few orders has to sort them all anyway; counting them then costs no second look at each.
    const countsAlong = after === null && byIds.some(({ howMany }) => howMany === 'few');
    const { where, values } = whereOf([...conditions, ...(after ? [beyond(sorting, after)] : [])]);
    const found = await this.db.ask<{ id: string; value: string; count?: string }>(
      `SELECT o.id, ${sorting.number} AS value${countsAlong ? ', count(*) OVER () AS count' : ''} FROM luffy_order o WHERE ${where}
       ORDER BY ${sorting.by} ${sorting.direction}, o.id ${sorting.direction} LIMIT ${limit + 1}`,
      values,
    );
    const rows = found.map((row) => ({ id: Number(row.id), value: Number(row.value) }));
    // What fits on the first page is counted already.
    const isAll = after === null && rows.length <= limit;
    const counted = isAll ? rows.length : countsAlong ? Number(found[0]?.count) : null;
    const [views, total] = await Promise.all([
      this.#views(staff, rows),
      counted === null ? this.#total(conditions) : { count: counted, exact: true },
    ]);
    return {
      ...pageOf(
        rows,
        limit,
        (row) => views.get(row.id) as StaffOrderView,
        (row) => cursorFromPlace(sort, row),
      ),
      total,
    };
  }

  async #byIds(filter: OrderFilter): Promise<{ condition: Condition; howMany: HowMany }[]> {
    return Promise.all(
      idsOf(filter).map(async (byIds) => {
        const { where: ids, values } = whereOf([{ sql: byIds.ids, values: byIds.values }]);
        const [counted] = await this.db.ask<{ count: string }>(
          `SELECT count(*) FROM (${ids} LIMIT ${FEW + 1}) AS found`,
          values,
        );
        const howMany = Number(counted?.count) <= FEW ? 'few' : 'many';
        return { condition: putByIds(byIds, howMany), howMany };
      }),
    );
  }

  async #views(staff: StaffMember, rows: readonly { id: number }[]): Promise<Map<number, StaffOrderView>> {
    const views = await this.orders.staffViewsOf(
      staff,
      rows.map((row) => row.id),
    );
    return new Map(views.map((view) => [view.id, view]));
  }

  async #total(conditions: readonly Condition[]): Promise<Total> {
    const { where, values } = whereOf(conditions);
    const [counted] = await this.db.ask<{ count: string }>(
      `SELECT count(*) FROM (SELECT 1 FROM luffy_order o WHERE ${where} LIMIT ${COUNTED_AT_MOST + 1}) AS found`,
      values,
    );
    const count = Number(counted?.count);
    if (count <= COUNTED_AT_MOST) return { count, exact: true };
    const [row] = await this.db.ask<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      `EXPLAIN (FORMAT JSON) SELECT 1 FROM luffy_order o WHERE ${where}`,
      values,
    );
    return { count: Math.max(count, row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0), exact: false };
  }
}
