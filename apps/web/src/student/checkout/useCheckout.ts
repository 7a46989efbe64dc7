import { payOrder, placeOrder } from '../../api/orders.api.js';
import { type CheckoutOutcome, outcomeOfPlaced, outcomeOfRefusal } from './checkout-outcome.js';

/** A name for one press. `crypto.randomUUID` is missing on plain-http addresses other than localhost. */
function pressKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Checkout {
  /** Buys a course for the price the person saw (yuan). */
  readonly buy: (courseId: number, totalAmount: string) => Promise<CheckoutOutcome>;
  /** Goes on paying an order that is waiting. */
  readonly payWaiting: (outTradeNo: string) => Promise<CheckoutOutcome>;
}

/** The acts of buying. They answer what happened; the page decides where to go. @throws ApiError for other refusals */
export function useCheckout(): Checkout {
  return {
    buy: (courseId, totalAmount) =>
      placeOrder(courseId, totalAmount, pressKey()).then(outcomeOfPlaced).catch(outcomeOfRefusal),
    payWaiting: (outTradeNo) => payOrder(outTradeNo).then(outcomeOfPlaced).catch(outcomeOfRefusal),
  };
}
