import { Injectable } from '@nestjs/common';
import { fenFromYuan, sumFen, yuanFromFen } from '@luffy/money';

import { COURSE_STATUS } from '../course/course.entity.js';
import { OrderQuery } from '../order/order.query.js';
import { Database } from '../platform/database.js';
import type { BasketAnswer, BasketItemView } from './basket.dto.js';
import { BASKET_SIZE } from './basket.rule.js';

/**
 * SQL: the course of the row `b` is owned, or was owned since it was put in. What was bought from the basket does not
 * come back into it when the money goes back.
 */
export const BOUGHT_SINCE = `(
  EXISTS (SELECT 1 FROM luffy_enrolment e WHERE e.user_id = b.user_id AND e.course_id = b.course_id AND e.ended_at IS NULL)
  OR EXISTS (SELECT 1 FROM luffy_enrolment e WHERE e.user_id = b.user_id AND e.course_id = b.course_id
               AND e.ended_at IS NOT NULL AND e.granted_at > b.added_at))`;

/** The basket as its owner sees it, with today's prices. */
@Injectable()
export class BasketQuery {
  constructor(
    private readonly db: Database,
    private readonly orders: OrderQuery,
  ) {}

  async of(userId: number): Promise<BasketAnswer> {
    const rows = await this.db.manager.query<Omit<BasketItemView, 'price_changed' | 'waiting_order'>[]>(
      `SELECT b.course_id::int, c.name, c.teacher, c.cover, c.price, c.original_price, b.price_seen,
         c.status = $2 AS on_sale, b.added_at
       FROM luffy_basket_item b JOIN luffy_course c ON c.id = b.course_id
       WHERE b.user_id = $1 AND NOT ${BOUGHT_SINCE}
       ORDER BY b.added_at DESC, b.course_id LIMIT $3`,
      [userId, COURSE_STATUS.onSale, BASKET_SIZE],
    );
    const waiting = await this.orders.waitingByCourse(
      userId,
      rows.map((row) => row.course_id),
    );
    const forSale = rows.filter((row) => row.on_sale).map((row) => fenFromYuan(row.price));
    return {
      items: rows.map((row) => ({
        ...row,
        price_changed: row.price !== row.price_seen,
        waiting_order: waiting.get(row.course_id)?.outTradeNo ?? null,
      })),
      total_amount: yuanFromFen(sumFen(forSale)),
      next_cursor: null,
    };
  }
}
