import type { Step } from '../load.ts';
import { BUYERS, COURSES, firstBuyer, priceOf } from '../stage/shop.ts';
import { tokenFor } from '../stage/token.ts';
import type { Scenario, Used } from './scenario.ts';

/** What one purchase leaves on its connection for the steps behind it. */
export interface Purchase {
  token: string;
  amount: string;
  outTradeNo: string;
}

/** A student who has nothing waiting buys a course that they do not have. */
export function placing(used: Used): Step {
  return {
    method: 'POST',
    make: (context) => {
      const index = used.purchases++;
      const course = 1 + Math.floor(index / BUYERS);
      if (course > COURSES) return null;
      const purchase = {
        token: tokenFor(firstBuyer(used.size) + (index % BUYERS)),
        amount: priceOf(course),
      };
      Object.assign(context, purchase);
      return {
        path: '/api/order/pay/',
        headers: { authorization: `jwt ${purchase.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ courses: [course], total_amount: purchase.amount, pay_type: 1 }),
      };
    },
    isRight: (status, body, context) => {
      if (status !== 200) return false;
      const answer = JSON.parse(body) as { out_trade_no?: string; pay_url?: string };
      Object.assign(context, { outTradeNo: answer.out_trade_no });
      return answer.out_trade_no?.length === 32 && answer.pay_url?.includes('sign=') === true;
    },
  };
}

export const place: Scenario = {
  name: 'place',
  title: 'place an order',
  target: 0.75,
  steps: (used) => [placing(used)],
};
