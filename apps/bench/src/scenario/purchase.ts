import { randomInt } from 'node:crypto';

import { paidNotifyNow } from '../stage/notify.ts';
import { tradeNumber } from '../stage/shop.ts';
import { placing, type Purchase } from './place.ts';
import type { Scenario } from './scenario.ts';

/** Trade numbers of purchases lie behind those of the past and of what waited. */
let trade = 50_000_000_000 + randomInt(1_000_000);

/** A student orders, Alipay tells that it is paid, and the success page asks once. */
export const purchase: Scenario = {
  name: 'purchase',
  title: 'a whole purchase: order, notify, poll',
  steps: (used) => [
    placing(used),
    {
      method: 'POST',
      make: (context) => {
        const { outTradeNo, amount } = context as unknown as Purchase;
        const paid = { outTradeNo, amount, tradeNo: tradeNumber(trade++), subject: '课程' };
        return {
          path: '/api/order/success/',
          headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
          body: paidNotifyNow(paid, used.keys),
        };
      },
      isRight: (status, body) => status === 200 && body === 'success',
    },
    {
      method: 'GET',
      make: (context) => {
        const { outTradeNo, token } = context as unknown as Purchase;
        return { path: `/api/order/success/?out_trade_no=${outTradeNo}`, headers: { authorization: `jwt ${token}` } };
      },
      isRight: (status, body) => status === 200 && body.startsWith('{"status":100'),
    },
  ],
};
