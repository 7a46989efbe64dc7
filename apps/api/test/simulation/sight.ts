import type { Ground } from './world.js';

export interface SeenOrder {
  id: number;
  userId: number;
  outTradeNo: string;
  status: number;
  payType: number;
  total: string;
  couponRecordId: number | null;
  courses: number[];
}
export interface SeenPayment {
  orderId: number;
  outTradeNo: string;
  tradeNo: string | null;
  state: string;
  amount: string;
}
export interface SeenRefund {
  outRequestNo: string;
  state: string;
}

/** What the actors can see of the shop before they act, oldest first. */
export interface Sight {
  orders: SeenOrder[];
  payments: SeenPayment[];
  refunds: SeenRefund[];
  coupons: { id: number; userId: number }[];
  prices: Map<number, string>;
}

type Row = Record<string, string | null>;

export async function lookAround(ground: Ground): Promise<Sight> {
  const orders = await ground.rows<Row & { courses: string[] }>(
    `SELECT o.id, o.user_id, o.out_trade_no, o.order_status, o.pay_type, o.total_amount, o.coupon_record_id,
       array(SELECT d.course_id::text FROM luffy_order_detail d WHERE d.order_id = o.id ORDER BY d.id) AS courses
     FROM luffy_order o ORDER BY o.id`,
  );
  const payments = await ground.rows<Row>(
    'SELECT order_id, out_trade_no, trade_no, state, amount FROM luffy_payment ORDER BY id',
  );
  const refunds = await ground.rows<Row>('SELECT out_request_no, state FROM luffy_refund ORDER BY id');
  const coupons = await ground.rows<Row>(
    "SELECT id, user_id FROM luffy_coupon_record WHERE state = 'free' ORDER BY id",
  );
  const courses = await ground.rows<Row>('SELECT id, price FROM luffy_course ORDER BY id');
  return {
    orders: orders.map((row) => ({
      id: Number(row['id']),
      userId: Number(row['user_id']),
      outTradeNo: text(row, 'out_trade_no'),
      status: Number(row['order_status']),
      payType: Number(row['pay_type']),
      total: text(row, 'total_amount'),
      couponRecordId: row['coupon_record_id'] === null ? null : Number(row['coupon_record_id']),
      courses: row.courses.map(Number),
    })),
    payments: payments.map((row) => ({
      orderId: Number(row['order_id']),
      outTradeNo: text(row, 'out_trade_no'),
      tradeNo: row['trade_no'] ?? null,
      state: text(row, 'state'),
      amount: text(row, 'amount'),
    })),
    refunds: refunds.map((row) => ({ outRequestNo: text(row, 'out_request_no'), state: text(row, 'state') })),
    coupons: coupons.map((row) => ({ id: Number(row['id']), userId: Number(row['user_id']) })),
    prices: new Map(courses.map((row) => [Number(row['id']), text(row, 'price')])),
  };
}

const text = (row: Row, column: string): string => row[column] ?? '';
