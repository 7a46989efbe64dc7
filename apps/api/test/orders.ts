import type { World } from './world.js';

/**
 * Orders by what is special about them: nothing; one course went back; paid after its cancel; paid twice; a notify with
 * another amount; paid, and its access is gone; holds a coupon; cost nothing.
 */
export type OrderKind = 'plain' | 'part' | 'late' | 'double' | 'odd' | 'locked' | 'coupon' | 'free';

/** One order of each kind, a minute apart, by their numbers. */
export async function ordersOfEveryKind(world: World): Promise<Record<OrderKind, string>> {
  const numberOf: Partial<Record<OrderKind, string>> = {};
  const add = async (name: OrderKind, work: () => Promise<string>): Promise<void> => {
    numberOf[name] = await work();
    world.pass(60);
  };
  await add('plain', async () => (await world.bought([1], '99.00')).outTradeNo);
  await add('part', () => partlyRefunded(world));
  await add('late', () => paidAfterCancel(world));
  await add('double', () => paidTwice(world));
  await add('odd', async () => {
    const outTradeNo = await world.place(await world.student(), [6], '79.00');
    world.channel.pay(outTradeNo);
    await world.notify(world.channel.notifyBody(outTradeNo, { total_amount: '0.01' }));
    return outTradeNo;
  });
  await add('locked', async () => {
    const { outTradeNo } = await world.bought([5], '88.80');
    await world.rows(
      `UPDATE luffy_enrolment SET ended_at = granted_at WHERE order_detail_id =
         (SELECT d.id FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id WHERE o.out_trade_no = $1)`,
      [outTradeNo],
    );
    return outTradeNo;
  });
  await add('coupon', () => withCoupon(world));
  await add('free', async () => {
    const body = { total_amount: '0', pay_type: 0, courses: [3] };
    return (await world.post('/api/order/pay/', await world.student(), body)).body.out_trade_no ?? '';
  });
  return numberOf as Record<OrderKind, string>;
}

/** Courses 1 and 2, of which course 1 went back. */
async function partlyRefunded(world: World): Promise<string> {
  const { token, outTradeNo } = await world.bought([1, 2], '298.00');
  const { body } = await world.post(`/api/order/${outTradeNo}/refund/`, token, { reason: '不想学了', courses: [1] });
  const { out_request_no } = body['refund' as never] as { out_request_no: string };
  await world.post(`/api/admin/refunds/${out_request_no}/approve/`, await world.token('admin'), {});
  await world.sweep();
  return outTradeNo;
}

async function paidAfterCancel(world: World): Promise<string> {
  const token = await world.student();
  const outTradeNo = await world.place(token, [4], '59.00');
  await world.post(`/api/order/${outTradeNo}/cancel/`, token);
  await world.pay(outTradeNo);
  return outTradeNo;
}

/** The gateway closed the first payment, the second one paid, and then the first one did after all. */
async function paidTwice(world: World): Promise<string> {
  const token = await world.student();
  const outTradeNo = await world.place(token, [2], '199.00');
  world.channel.scan(outTradeNo);
  world.channel.expire(outTradeNo);
  await world.notify(world.channel.notifyBody(outTradeNo));
  await world.post(`/api/order/${outTradeNo}/pay/`, token);
  await world.pay(String((await world.payments(outTradeNo))[1]?.['out_trade_no']));
  world.channel.pay(outTradeNo, { paidAt: world.clock.now() });
  await world.notify(world.channel.notifyBody(outTradeNo));
  return outTradeNo;
}

async function withCoupon(world: World): Promise<string> {
  const token = await world.student();
  const { body } = await world.post('/api/coupon/1/claim/', token);
  const { id } = body['coupon' as never] as { id: number };
  const order = { total_amount: '79.00', pay_type: 1, courses: [1], coupon: id };
  return (await world.post('/api/order/pay/', token, order)).body.out_trade_no ?? '';
}
