import type { Step } from '../load.ts';
import {
  pastNumber,
  type Size,
  staffId,
  studentsOf,
  tradeNumber,
  firstWaiter,
  WAITERS,
  waitingNumber,
} from '../stage/shop.ts';
import { tokenFor } from '../stage/token.ts';
import type { Scenario } from './scenario.ts';

/** Steps through numbers below `count` without a pattern that a cache could like: a prime step reaches all of them. */
function scattered(count: number): () => number {
  let at = 0;
  return () => (at = (at + 7_368_787) % count);
}

const owner = (userId: number) => ({ authorization: `jwt ${tokenFor(userId)}` });
const isDone = (status: number, body: string): boolean => status === 200 && body.startsWith('{"status":100');

const looking = (
  make: () => { path: string; headers?: Record<string, string> },
  isRight: Step['isRight'] = isDone,
): Step => ({ method: 'GET', make, isRight });

/** Of a past order: its number, and a student who has orders. */
const paidIndex = (index: number): number => index - (index % 20);
const studentOf = (size: Size, index: number): number => 1 + (index % studentsOf(size));

/**
 * The success page asks whether its order is paid. Half of the orders are paid; the other half wait, and the gateway was
 * asked about them just now, so that no answer of a gateway is measured here.
 */
export const poll: Scenario = {
  name: 'poll',
  title: 'poll: is it paid?',
  target: 0.8,
  steps: ({ size }) => {
    const [nextPaid, nextWaiting] = [scattered(size.orders), scattered(Math.min(1000, size.waiting))];
    return [
      looking(() => {
        const index = paidIndex(nextPaid());
        return {
          path: `/api/order/success/?out_trade_no=${pastNumber(index)}`,
          headers: owner(studentOf(size, index)),
        };
      }),
      looking(
        () => {
          // The last ones, which no notify reaches.
          const index = size.waiting - 1 - nextWaiting();
          return {
            path: `/api/order/success/?out_trade_no=${waitingNumber(index)}`,
            headers: owner(firstWaiter(size) + (index % WAITERS)),
          };
        },
        (status, body) => status === 200 && body.startsWith('{"status":101'),
      ),
    ];
  },
};

export const ownOrders: Scenario = {
  name: 'own-orders',
  title: 'my orders',
  steps: ({ size }) => {
    const next = scattered(studentsOf(size));
    return [looking(() => ({ path: '/api/order/', headers: owner(1 + next()) }), holds(/"courses" ?: ?\[/))];
  },
};

export const courses: Scenario = {
  name: 'courses',
  title: 'the course list',
  steps: () => [looking(() => ({ path: '/api/course/' }), holds(/"learners"/))],
};

/** By each kind of number and by name, then two narrowed lists. */
export const adminSearch: Scenario = {
  name: 'admin-search',
  title: 'staff search',
  steps: ({ size }) => {
    const next = scattered(size.orders);
    const headers = owner(staffId(size));
    const find = (query: (index: number) => string, isRight?: Step['isRight']): Step =>
      looking(() => ({ path: `/api/admin/orders/?${query(paidIndex(next()))}`, headers }), isRight);
    const found = holds(/"out_trade_no"/);
    return [
      find((index) => `q=${pastNumber(index)}`, found),
      find((index) => `q=${tradeNumber(index)}`, found),
      find((index) => `q=student${studentOf(size, index)}`, found),
      find((index) => `q=${studentOf(size, index)}`, found),
      find((index) => `order_status=1&course_id=${1 + (index % 200)}`),
      find((index) => `order_status=3&sort=-amount&amount_from=${index % 100}.00`),
    ];
  },
};

function holds(text: RegExp): Step['isRight'] {
  return (status, body) => isDone(status, body) && text.test(body);
}
