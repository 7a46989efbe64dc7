import { ApiError } from '../../api/api-error.js';

/** What pressing 立即购买 or 去支付 led to, for the page to act on. Anything else is an ApiError. */
export type CheckoutOutcome =
  | { readonly kind: 'cashier'; readonly payUrl: string; readonly outTradeNo: string }
  | { readonly kind: 'nothing-to-pay'; readonly outTradeNo: string }
  | { readonly kind: 'owned' }
  | { readonly kind: 'waiting'; readonly outTradeNo: string }
  | { readonly kind: 'price-changed'; readonly totalAmount: string }
  | { readonly kind: 'off-sale' }
  | { readonly kind: 'coupon-refused' }
  | { readonly kind: 'suspicious-address' };

/** The cashier's address leaves our page, so only what a browser would open as a web page is followed. */
export function isWebAddress(address: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

interface Placed {
  readonly out_trade_no: string;
  readonly pay_url: string | null;
}

export function outcomeOfPlaced(placed: Placed): CheckoutOutcome {
  if (placed.pay_url === null) return { kind: 'nothing-to-pay', outTradeNo: placed.out_trade_no };
  const { pay_url: payUrl, out_trade_no: outTradeNo } = placed;
  return isWebAddress(payUrl) ? { kind: 'cashier', payUrl, outTradeNo } : { kind: 'suspicious-address' };
}

/** The refusals that have a way on. @throws the failure itself when it has none */
export function outcomeOfRefusal(failure: unknown): CheckoutOutcome {
  if (!(failure instanceof ApiError)) throw failure;
  const outTradeNo = failure.text('out_trade_no');
  const totalAmount = failure.text('total_amount');
  if (failure.code === 'COURSE_OWNED') return { kind: 'owned' };
  if (failure.code === 'COURSE_OFF_SALE') return { kind: 'off-sale' };
  if (failure.code === 'COUPON_UNAVAILABLE') return { kind: 'coupon-refused' };
  if (failure.code === 'ORDER_WAITING' && outTradeNo) return { kind: 'waiting', outTradeNo };
  if (failure.code === 'TOTAL_AMOUNT_MISMATCH' && totalAmount) return { kind: 'price-changed', totalAmount };
  throw failure;
}
