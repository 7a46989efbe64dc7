import type { Answer, World } from './world.js';

/** An act of staff on an order, with an order on which it does something. */
export interface ActCase {
  act: string;
  role: 'support' | 'finance' | 'admin';
  /** A new order in the state that the act is for, and what the act must be told besides its reason. */
  make: (world: World) => Promise<{ outTradeNo: string; said: object }>;
}

/** Placed and paid at the channel, and nothing of it has arrived here. */
async function paidUnheard(world: World): Promise<string> {
  const outTradeNo = await world.place(await world.student(), [1], '99.00');
  world.channel.pay(outTradeNo);
  return outTradeNo;
}

/** A cancelled order that kept its coupon, as a fault of ours would leave it. */
export async function stuckCoupon(world: World, state: 'held' | 'used' = 'held'): Promise<string> {
  const token = await world.student();
  const claimed = (await world.post('/api/coupon/1/claim/', token)).body['coupon' as never] as { id: number };
  const body = { total_amount: '79.00', pay_type: 1, courses: [1], coupon: claimed.id };
  const outTradeNo = (await world.post('/api/order/pay/', token, body)).body.out_trade_no ?? '';
  await world.post(`/api/order/${outTradeNo}/cancel/`, token);
  await world.rows(
    'UPDATE luffy_coupon_record SET state = $3, order_id = (SELECT id FROM luffy_order WHERE out_trade_no = $1) WHERE id = $2',
    [outTradeNo, claimed.id, state],
  );
  return outTradeNo;
}

export const ACT_CASES: readonly ActCase[] = [
  {
    act: 'cancel',
    role: 'support',
    make: async (world) => ({ outTradeNo: await world.place(await world.student(), [1], '99.00'), said: {} }),
  },
  { act: 'requery', role: 'support', make: async (world) => ({ outTradeNo: await paidUnheard(world), said: {} }) },
  {
    act: 'resend',
    role: 'support',
    make: async (world) => ({ outTradeNo: await world.place(await world.student(), [1], '99.00'), said: {} }),
  },
  {
    act: 'confirm-paid',
    role: 'finance',
    make: async (world) => {
      const outTradeNo = await paidUnheard(world);
      const trade_no = world.channel.tradeOf(outTradeNo)?.tradeNo;
      return { outTradeNo, said: { trade_no, paid_at: '2026-03-02T14:05:00+08:00', evidence: '学员发来的账单截图' } };
    },
  },
  {
    act: 'refund',
    role: 'finance',
    make: async (world) => ({ ...(await world.bought([1, 2], '298.00')), said: { courses: [2] } }),
  },
  {
    act: 'grant',
    role: 'admin',
    make: async (world) => ({ ...(await world.bought([1], '99.00')), said: { course_id: 2 } }),
  },
  {
    act: 'end-access',
    role: 'admin',
    make: async (world) => ({ ...(await world.bought([1, 2], '298.00')), said: { course_id: 2 } }),
  },
  {
    act: 'release-coupon',
    role: 'finance',
    make: async (world) => ({ outTradeNo: await stuckCoupon(world), said: {} }),
  },
];

export const REASON = '学员打电话来说明了情况';

/** Does an act by its path below an order, or has it foreseen. */
export async function act(
  world: World,
  role: string,
  outTradeNo: string,
  path: string,
  body: object = {},
  key?: string,
): Promise<Answer> {
  return world.ask('POST', `/api/admin/orders/${outTradeNo}/${path}/`, {
    token: await world.token(role),
    body: { reason: REASON, ...body },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
}
