import { Injectable } from '@nestjs/common';
import { ORDER_STATUS } from '@luffy/contracts';
import { fen, subtractFen, yuanFromFen } from '@luffy/money';

import { AlertQuery } from '../alert/alert.query.js';
import type { OrderEvent } from '../event/order-event.entity.js';
import { EventService } from '../event/event.service.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { shownTo } from '../platform/mask.rule.js';
import { stateAt } from './as-of.rule.js';
import type { Order } from './order.entity.js';
import {
  type AccessSourceView,
  asOfView,
  type OrderEventView,
  type OrderCouponView,
  type OrderFileView,
  type OrderMoneyView,
  type OrderNoteView,
  type StaffLineView,
} from './order-file.dto.js';
import type { OrderLineView } from './order.dto.js';
import { OrderQuery } from './order.query.js';

interface SourceRow extends AccessSourceView {
  course_id: string;
}

/** Everything that the books of orders know of one order, for staff. */
@Injectable()
export class OrderFileQuery {
  constructor(
    private readonly db: Database,
    private readonly orders: OrderQuery,
    private readonly events: EventService,
    private readonly alerts: AlertQuery,
  ) {}

  /** `at`: also how it stood then. */
  async of(staff: StaffMember, order: Order, at: Date | undefined): Promise<OrderFileView> {
    const [view] = await this.orders.staffViews(staff, [order]);
    if (!view) throw new Error('an order without a view');
    const events = await this.events.list(this.db.manager, order.id);
    const courseIds = view.courses.map((line) => line.course_id);
    const then = at && stateAt(events, courseIds, at);
    return {
      ...view,
      money: moneyOf(order),
      lines: await this.#lines(order, view.courses),
      events: await this.#told(staff, events),
      notes: await this.notes(order.id),
      coupon: await this.#coupon(order),
      alerts: await this.alerts.about(await this.#subjects(order)),
      as_of: then ? asOfView(then) : null,
    };
  }

  /** Events with the names of the people in them, as whoever asks may read them. */
  async #told(staff: StaffMember, events: readonly OrderEvent[]): Promise<OrderEventView[]> {
    const ids = events.flatMap(({ actor }) => personIn(actor) ?? []);
    const rows = await this.db.manager.query<{ id: number; username: string }[]>(
      'SELECT id::int, username FROM luffy_user WHERE id = ANY($1)',
      [[...new Set(ids)]],
    );
    const names = new Map(rows.map(({ id, username }) => [id, username]));
    return events.map(({ seq, at, actor, type, data }) => {
      const name = names.get(personIn(actor) ?? 0) ?? null;
      // Colleagues know each other; a student's name is for those who need it.
      const actor_name = name !== null && actor.startsWith('user:') ? shownTo(staff.roles, name) : name;
      return { seq, at, actor, actor_name, type, data };
    });
  }

  notes(orderId: number): Promise<OrderNoteView[]> {
    return this.db.manager.query<OrderNoteView[]>(
      `SELECT n.id::int, n.at, u.username AS staff, n.text FROM luffy_order_note n JOIN luffy_user u ON u.id = n.staff_id
       WHERE n.order_id = $1 ORDER BY n.id`,
      [orderId],
    );
  }

  /** What the buyer may study now, by whatever right, line by line. */
  async #lines(order: Order, views: readonly OrderLineView[]): Promise<StaffLineView[]> {
    const live = await this.db.manager.query<{ course_id: string }[]>(
      'SELECT course_id FROM luffy_order_detail WHERE order_id = $1 AND live',
      [order.id],
    );
    const sources = await this.db.manager.query<SourceRow[]>(
      `SELECT course_id, kind, granted_at, ended_at FROM luffy_enrolment
       WHERE user_id = $1 AND course_id = ANY($2) ORDER BY id`,
      [order.userId, views.map((line) => line.course_id)],
    );
    return views.map((line) => {
      const own = sources.filter((source) => Number(source.course_id) === line.course_id);
      return {
        ...line,
        live: live.some((row) => Number(row.course_id) === line.course_id),
        access: accessOf(own),
        access_sources: own.map(({ kind, granted_at, ended_at }) => ({ kind, granted_at, ended_at })),
      };
    });
  }

  async #coupon(order: Order): Promise<OrderCouponView | null> {
    const [row] = await this.db.manager.query<OrderCouponView[]>(
      `SELECT r.id::int AS record_id, c.name, r.state FROM luffy_coupon_record r JOIN luffy_coupon c ON c.id = r.coupon_id
       WHERE r.id = $1`,
      [order.couponRecordId],
    );
    return row ?? null;
  }

  /** The numbers under which something about this order can be warned of. */
  async #subjects(order: Order): Promise<string[]> {
    const rows = await this.db.manager.query<{ number: string }[]>(
      `SELECT out_trade_no AS number FROM luffy_payment WHERE order_id = $1
       UNION SELECT out_request_no FROM luffy_refund WHERE order_id = $1`,
      [order.id],
    );
    return [order.outTradeNo, ...rows.map((row) => row.number)];
  }
}

/** The person who did it, `staff:3` or `user:12`; null where nobody did. */
function personIn(actor: string): number | null {
  const [, id] = /^(?:staff|user):(\d+)$/.exec(actor) ?? [];
  return id === undefined ? null : Number(id);
}

const accessOf = (sources: readonly AccessSourceView[]): StaffLineView['access'] => {
  if (sources.some((source) => source.ended_at === null)) return 'active';
  return sources.length > 0 ? 'ended' : 'none';
};

function moneyOf(order: Order): OrderMoneyView {
  const paid = order.orderStatus === ORDER_STATUS.paid ? order.totalAmount : fen(0);
  return {
    original: yuanFromFen(order.originalAmount),
    discount: yuanFromFen(order.discountAmount),
    paid: yuanFromFen(paid),
    refunded: yuanFromFen(order.refundedAmount),
    net: yuanFromFen(subtractFen(paid, order.refundedAmount)),
  };
}
