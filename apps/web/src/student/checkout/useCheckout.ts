import { type Purchase, placeOrder } from '../../api/checkout.api.js';
import { ApiError } from '../../api/api-error.js';
import { payOrder } from '../../api/orders.api.js';
import { pressKey } from '../../ui/press-key.js';
import { type CheckoutOutcome, outcomeOfPlaced, outcomeOfRefusal } from './checkout-outcome.js';

interface Checkout {
  /** Buys for the amount the person saw (yuan). A press whose answer was lost keeps its name when pressed again. */
  readonly buy: (purchase: Purchase) => Promise<CheckoutOutcome>;
  /** Goes on paying an order that is waiting. */
  readonly payWaiting: (outTradeNo: string) => Promise<CheckoutOutcome>;
}

/** The acts of buying. They answer what happened; the page decides where to go. @throws ApiError for other refusals */
export function useCheckout(): Checkout {
  let unanswered: { readonly what: string; readonly key: string } | null = null;

  async function buy(purchase: Purchase): Promise<CheckoutOutcome> {
    const what = JSON.stringify(purchase);
    if (unanswered?.what !== what) unanswered = { what, key: pressKey() };
    try {
      const placed = await placeOrder(purchase, unanswered.key);
      unanswered = null;
      return outcomeOfPlaced(placed);
    } catch (failure) {
      if (!(failure instanceof ApiError && failure.code === 'NETWORK')) unanswered = null;
      return outcomeOfRefusal(failure);
    }
  }

  return {
    buy,
    payWaiting: (outTradeNo) => payOrder(outTradeNo).then(outcomeOfPlaced).catch(outcomeOfRefusal),
  };
}
