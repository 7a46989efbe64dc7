import { type APIRequestContext, expect } from '@playwright/test';

import { api } from '../world/journey.ts';

interface Purchase {
  readonly request: APIRequestContext;
  readonly shopUrl: string;
  readonly gatewayUrl: string;
  readonly token: string;
  readonly courses: readonly number[];
  readonly total: string;
}

/** A paid order, without the browser. @returns its number and that of the trade */
export async function paidOrder({
  request,
  shopUrl,
  gatewayUrl,
  token,
  courses,
  total,
}: Purchase): Promise<{ outTradeNo: string; tradeNo: string }> {
  const placed = await api<{ out_trade_no: string; pay_url: string }>(request, shopUrl, {
    path: '/order/pay/',
    token,
    body: { total_amount: total, pay_type: 1, courses },
  });
  await request.get(placed.pay_url);
  expect((await request.post(`${gatewayUrl}/control/trades/${placed.out_trade_no}/pay`)).ok()).toBe(true);
  const path = `/order/success/?out_trade_no=${placed.out_trade_no}`;
  await expect.poll(async () => (await api<{ status: number }>(request, shopUrl, { path, token })).status).toBe(100);
  const { order } = await api<{ order: { trade_no: string } }>(request, shopUrl, {
    path: `/order/${placed.out_trade_no}/`,
    token,
  });
  return { outTradeNo: placed.out_trade_no, tradeNo: order.trade_no };
}
