import { randomBytes } from 'node:crypto';

import type { World } from './world.js';

/** An order as it is in the books, told by its moments in Beijing. */
export interface PastOrder {
  user: string;
  /** Course and what it cost. */
  courses: readonly (readonly [id: number, price: string])[];
  placed: string;
  paid?: string;
  closed?: string;
  /** In whose name the payment was settled, and when. */
  told?: readonly [actor: string, at: string];
}

export interface PastRefund {
  order: number;
  amount: string;
  lines: readonly (readonly [courseId: number, amount: string])[];
  reason: string;
  kind: string;
  at: string;
  state?: 'succeeded' | 'failed';
  /** Of the order's own payment unless another is named. */
  paymentId?: number;
}

const beijing = (text: string): string => `${text.replace(' ', 'T')}+08:00`;
const number = (): string => randomBytes(16).toString('hex');

/** Writes a past by hand, row by row, so that a report's figures are known before it is asked. */
export class History {
  constructor(private readonly world: World) {}

  async user(username: string): Promise<number> {
    await this.world.rows(
      `INSERT INTO luffy_user (username, password_hash, created_time) VALUES ($1, 'none', '2026-01-01')
       ON CONFLICT DO NOTHING`,
      [username],
    );
    return this.world.userId(username);
  }

  async order(past: PastOrder): Promise<number> {
    const userId = await this.user(past.user);
    const total = past.courses.reduce((sum, [, price]) => sum + Number(price), 0).toFixed(2);
    const isFree = total === '0.00';
    const tradeNo = past.paid === undefined ? null : `T${number().slice(0, 27)}`;
    const status = past.paid !== undefined || isFree ? 1 : past.closed === undefined ? 0 : 2;
    const outTradeNo = number();
    const [order] = await this.world.rows<{ id: string }>(
      `INSERT INTO luffy_order (subject, total_amount, original_amount, out_trade_no, trade_no, order_status, pay_type,
         pay_time, user_id, created_time, expires_at, closed_at)
       VALUES ('past', $1, $1, $2, $3, $4, $5, $6, $7, $8, $8::timestamptz + interval '30 minutes', $9) RETURNING id`,
      [
        total,
        outTradeNo,
        tradeNo,
        status,
        isFree ? 0 : 1,
        past.paid === undefined ? null : beijing(past.paid),
        userId,
        beijing(past.placed),
        past.closed === undefined ? null : beijing(past.closed),
      ],
    );
    const id = Number(order?.id);
    for (const [courseId, price] of past.courses)
      await this.world.rows(
        `INSERT INTO luffy_order_detail (order_id, course_id, price, real_price, user_id, course_name, live)
         SELECT $1, id, $3, $3, $4, name, false FROM luffy_course WHERE id = $2`,
        [id, courseId, price, userId],
      );
    if (past.paid !== undefined && tradeNo !== null)
      await this.#payment(id, { total, outTradeNo, tradeNo, paid: past.paid, disposition: 'applied' });
    if (past.told && tradeNo !== null) await this.#event(id, 'paid', past.told, tradeNo);
    return id;
  }

  /** Money for an order that could not take it any more. */
  async latePayment(orderId: number, total: string, paid: string, told: readonly [string, string]): Promise<number> {
    const tradeNo = `T${number().slice(0, 27)}`;
    await this.#event(orderId, 'payment_late', told, tradeNo);
    return this.#payment(orderId, { total, outTradeNo: number(), tradeNo, paid, disposition: 'late' });
  }

  async refund(past: PastRefund): Promise<void> {
    const [payment] = await this.world.rows<{ id: string }>(
      `SELECT id FROM luffy_payment WHERE order_id = $1 AND disposition = 'applied'`,
      [past.order],
    );
    const [refund] = await this.world.rows<{ id: string }>(
      `INSERT INTO luffy_refund (order_id, payment_id, out_request_no, amount, reason, kind, state, created_time, finished_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING id`,
      [
        past.order,
        past.paymentId ?? payment?.id,
        number(),
        past.amount,
        past.reason,
        past.kind,
        past.state ?? 'succeeded',
        beijing(past.at),
      ],
    );
    for (const [courseId, amount] of past.lines)
      await this.world.rows(
        `INSERT INTO luffy_refund_line (refund_id, order_detail_id, amount)
         SELECT $1, id, $4 FROM luffy_order_detail WHERE order_id = $2 AND course_id = $3`,
        [refund?.id, past.order, courseId, amount],
      );
  }

  async lesson(username: string, courseId: number, seen: string): Promise<void> {
    await this.world.rows(
      'INSERT INTO luffy_lesson_progress (user_id, course_id, lesson, seen_at) VALUES ($1, $2, 1, $3)',
      [await this.user(username), courseId, beijing(seen)],
    );
  }

  async #payment(
    orderId: number,
    payment: { total: string; outTradeNo: string; tradeNo: string; paid: string; disposition: string },
  ): Promise<number> {
    const [row] = await this.world.rows<{ id: string }>(
      `INSERT INTO luffy_payment (order_id, channel, out_trade_no, amount, state, disposition, trade_no, buyer_id, paid_at,
         linked_at, created_time)
       VALUES ($1, 'alipay', $2, $3, 'succeeded', $4, $5, '2088000000000002', $6, $6, $6) RETURNING id`,
      [orderId, payment.outTradeNo, payment.total, payment.disposition, payment.tradeNo, beijing(payment.paid)],
    );
    return Number(row?.id);
  }

  async #event(orderId: number, type: string, [actor, at]: readonly [string, string], tradeNo: string): Promise<void> {
    await this.world.rows(
      `INSERT INTO luffy_order_event (order_id, seq, at, actor, type, data)
       SELECT $1, count(*) + 1, $2, $3, $4, $5::jsonb FROM luffy_order_event WHERE order_id = $1`,
      [orderId, beijing(at), actor, type, JSON.stringify({ trade_no: tradeNo })],
    );
  }
}

/**
 * Nine orders around the days from 27 February to 1 March 2026, with what happens at their edges; the figures that
 * reports make of them were worked out by hand and stand in the tests.
 */
export async function smallHistory(world: World): Promise<History> {
  const past = new History(world);
  const both = await past.order({
    user: 'wang',
    courses: [
      [1, '99.00'],
      [2, '199.00'],
    ],
    placed: '2026-02-27 00:00:00',
    paid: '2026-02-27 00:00:20',
    told: ['alipay', '2026-02-27 00:00:22'],
  });
  await past.lesson('wang', 2, '2026-02-27 08:00:00');
  const night = await past.order({
    user: 'li',
    courses: [[1, '99.00']],
    placed: '2026-02-28 23:58:00',
    paid: '2026-02-28 23:59:59.999',
    told: ['query', '2026-03-01 00:00:00.999'],
  });
  await past.lesson('li', 1, '2026-02-28 10:00:00'); // looked in before buying
  await past.order({
    user: 'zhao',
    courses: [[4, '59.00']],
    placed: '2026-03-01 00:00:00',
    paid: '2026-03-01 00:10:00',
    told: ['sweep', '2026-03-01 00:10:30'],
  });
  await past.order({
    user: 'wang',
    courses: [[5, '88.80']],
    placed: '2026-03-01 23:50:00',
    paid: '2026-03-02 00:00:00',
    told: ['alipay', '2026-03-02 00:00:01'],
  });
  const cancelled = await past.order({
    user: 'sun',
    courses: [[2, '199.00']],
    placed: '2026-02-27 10:30:00',
    closed: '2026-02-27 10:40:00',
  });
  const late = await past.latePayment(cancelled, '199.00', '2026-02-27 11:00:00', ['alipay', '2026-02-27 11:00:05']);
  await past.order({ user: 'sun', courses: [[1, '99.00']], placed: '2026-03-01 10:15:00' });
  await past.order({ user: 'qian', courses: [[3, '0.00']], placed: '2026-02-28 12:00:00' });
  await past.lesson('qian', 3, '2026-02-28 12:05:00');
  await past.order({
    user: 'qian',
    courses: [[1, '99.00']],
    placed: '2026-02-24 09:00:00',
    paid: '2026-02-24 09:00:10',
    told: ['bill', '2026-02-25 09:00:10'],
  });
  const early = await past.order({
    user: 'zhou',
    courses: [[6, '79.00']],
    placed: '2026-02-23 23:59:00',
    paid: '2026-02-23 23:59:59',
    told: ['staff:1', '2026-02-24 10:00:00'],
  });

  const refund = (order: number, amount: string, rest: Omit<PastRefund, 'order' | 'amount'>): Promise<void> =>
    past.refund({ order, amount, ...rest });
  const [student, staff] = [
    { kind: 'student', reason: '不想学了' },
    { kind: 'staff', reason: '买错了' },
  ];
  await refund(both, '50.00', { ...student, lines: [[1, '50.00']], at: '2026-02-28 12:00:00' });
  await refund(both, '59.00', {
    ...staff,
    lines: [
      [1, '49.00'],
      [2, '10.00'],
    ],
    at: '2026-03-01 23:59:59',
  });
  await refund(night, '99.00', { ...student, lines: [[1, '99.00']], at: '2026-03-02 00:00:00' });
  await refund(early, '79.00', { ...student, lines: [[6, '79.00']], at: '2026-02-27 13:00:00' });
  await refund(both, '20.00', { ...student, lines: [[2, '20.00']], at: '2026-02-28 13:00:00', state: 'failed' });
  await refund(cancelled, '199.00', {
    kind: 'late',
    reason: '订单关闭后支付',
    lines: [],
    at: '2026-02-27 11:01:00',
    paymentId: late,
  });
  return past;
}
