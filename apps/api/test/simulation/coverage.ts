import type { Ground } from './world.js';

/** The rows of the state table of orders, payments and refunds. */
export const ROWS = [
  'place',
  'place, nothing to pay',
  'place again: the same order',
  'place again: another basket is refused',
  'place again past the deadline: closed first',
  'place again past the deadline, gateway silent',
  'paid',
  'the same payment again',
  'another payment of a paid order: duplicate',
  'trade closed unpaid before the deadline',
  'cancelled',
  'timed out',
  'cancel or deadline, the gateway says paid',
  'cancel or deadline, the gateway cannot be asked',
  'paid late, revived',
  'paid late, refunded',
  'suspicious notify',
  'the gateway itself says paid with another amount',
  'refund of the applied payment',
  'refund of a duplicate or late payment',
] as const;

export type Row = (typeof ROWS)[number];
export type Tally = Map<Row, number>;

export const count = (tally: Tally, row: Row, times = 1): void => void tally.set(row, (tally.get(row) ?? 0) + times);

/** What the books themselves tell; the rest is counted where it is answered. */
const FROM_BOOKS: Partial<Record<Row, string>> = {
  place: 'SELECT count(*) FROM luffy_order WHERE total_amount > 0',
  'place, nothing to pay': 'SELECT count(*) FROM luffy_order WHERE total_amount = 0',
  'place again past the deadline: closed first':
    "SELECT count(*) FROM luffy_order_event WHERE type = 'timed_out' AND actor LIKE 'user:%'",
  paid: `SELECT count(*) FROM luffy_order_event e WHERE type = 'paid'
    AND NOT EXISTS (SELECT 1 FROM luffy_order_event t WHERE t.order_id = e.order_id AND t.type = 'timed_out')`,
  'the same payment again': "SELECT count(*) FROM luffy_notify WHERE verdict = 'repeat'",
  'another payment of a paid order: duplicate': "SELECT count(*) FROM luffy_payment WHERE disposition = 'duplicate'",
  'trade closed unpaid before the deadline': `SELECT count(*) FROM luffy_order_event e JOIN luffy_order o ON o.id = e.order_id
    WHERE e.type = 'payment_closed' AND e.at < o.expires_at
      AND NOT EXISTS (SELECT 1 FROM luffy_order_event c WHERE c.order_id = o.id AND c.type = 'cancelled' AND c.at = e.at)`,
  cancelled: "SELECT count(*) FROM luffy_order_event WHERE type = 'cancelled'",
  'timed out': "SELECT count(*) FROM luffy_order_event WHERE type = 'timed_out' AND actor = 'sweep'",
  'paid late, revived': `SELECT count(*) FROM luffy_order_event e WHERE type = 'paid'
    AND EXISTS (SELECT 1 FROM luffy_order_event t WHERE t.order_id = e.order_id AND t.type = 'timed_out')`,
  'paid late, refunded': "SELECT count(*) FROM luffy_payment WHERE disposition = 'late'",
  'suspicious notify':
    "SELECT count(*) FROM luffy_notify WHERE verdict IN ('seller', 'amount', 'trade-no', 'suspicious')",
  'the gateway itself says paid with another amount':
    "SELECT count(*) FROM luffy_alert WHERE kind = 'payment_suspicious'",
  'refund of the applied payment': `SELECT count(*) FROM luffy_refund r JOIN luffy_payment p ON p.id = r.payment_id
    WHERE r.state = 'succeeded' AND p.disposition = 'applied'`,
  'refund of a duplicate or late payment': `SELECT count(*) FROM luffy_refund r JOIN luffy_payment p ON p.id = r.payment_id
    WHERE r.state = 'succeeded' AND p.disposition IN ('duplicate', 'late')`,
};

export async function countBooks(tally: Tally, ground: Ground): Promise<void> {
  for (const row of ROWS) {
    const sql = FROM_BOOKS[row];
    if (sql === undefined) continue;
    const [found] = await ground.rows<{ count: string }>(sql);
    count(tally, row, Number(found?.count ?? 0));
  }
}
