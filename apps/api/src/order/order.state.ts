import { ORDER_STATUS, type OrderStatusCode } from '@luffy/contracts';
import type { Fen } from '@luffy/money';

const { unpaid, paid, cancelled, timedOut } = ORDER_STATUS;

/** The whole law of an order's life. A refunded order stays paid; a timed-out one can still become paid. */
const TRANSITIONS = {
  [unpaid]: [paid, cancelled, timedOut],
  [paid]: [],
  [cancelled]: [],
  [timedOut]: [paid],
} as const satisfies Record<OrderStatusCode, readonly OrderStatusCode[]>;

export function canMove(from: OrderStatusCode, to: OrderStatusCode): boolean {
  return (TRANSITIONS[from] as readonly OrderStatusCode[]).includes(to);
}

export interface Payable {
  status: OrderStatusCode;
  /** For a timed-out order: no other live line and no access for any course, all on sale, its coupon still free. */
  stillSellable: boolean;
}

/** A payment of the order as our books have it. */
export interface Attempt {
  amountFen: Fen;
  tradeNo: string | null;
  disposition: string | null;
}

/** What the channel reports of it. */
export interface Paid {
  fen: Fen;
  tradeNo: string;
  /** False when that trade number already belongs to another payment. */
  tradeNoIsFree: boolean;
}

export type PaidDecision = 'settle' | 'repeat' | 'revive' | 'refund-late' | 'refund-duplicate' | 'suspect';

/** What a verified report of money means for an order. Says; does not do. */
export function decideOnPaid(order: Payable, attempt: Attempt, report: Paid): PaidDecision {
  if (report.fen !== attempt.amountFen) return 'suspect';
  if (!report.tradeNoIsFree) return 'suspect';
  if (attempt.tradeNo !== null && report.tradeNo !== attempt.tradeNo) return 'suspect';
  if (attempt.disposition !== null) return 'repeat'; // written once, never decided again
  switch (order.status) {
    case unpaid:
      return 'settle';
    case paid:
      return 'refund-duplicate';
    case timedOut:
      return order.stillSellable ? 'revive' : 'refund-late';
    case cancelled:
      return 'refund-late';
  }
}

/** Seconds that must be left before the deadline for a link to be worth opening: 60, or half of a short life. */
export const secondsNeededToPay = (orderTtlSeconds: number): number => Math.min(60, orderTtlSeconds / 2);

export function canStillBePaid(expiresAt: Date, now: Date, orderTtlSeconds: number): boolean {
  return expiresAt.getTime() - now.getTime() > secondsNeededToPay(orderTtlSeconds) * 1000;
}

export const isPastDeadline = (expiresAt: Date, now: Date): boolean => expiresAt.getTime() <= now.getTime();
