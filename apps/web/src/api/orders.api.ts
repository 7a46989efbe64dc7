import { ANSWER_STATUS, type OrderStatusCode, type PayTypeCode, type RefundStatusCode } from '@luffy/contracts';

import { type Answer, fetchPage, http, type Page } from './http.js';

export interface OrderLine {
  readonly course_id: number;
  readonly course_name: string;
  readonly price: string;
  readonly real_price: string;
  readonly refunded_amount: string;
}

/** Amounts are yuan with two decimals, times ISO 8601. */
export interface Order {
  readonly id: number;
  readonly out_trade_no: string;
  readonly trade_no: string | null;
  readonly subject: string;
  readonly total_amount: string;
  readonly original_amount: string;
  readonly discount_amount: string;
  readonly order_status: OrderStatusCode;
  readonly pay_type: PayTypeCode;
  readonly pay_time: string | null;
  readonly created_time: string;
  readonly refund_status: RefundStatusCode;
  readonly refunded_amount: string;
  readonly expires_at: string | null;
  readonly closed_at: string | null;
  readonly courses: readonly OrderLine[];
}

interface OrderAnswer extends Answer {
  readonly order: Order;
}

export interface PlacedOrder extends Answer {
  readonly out_trade_no: string;
  /** The cashier's address; null when nothing is left to pay. */
  readonly pay_url: string | null;
  readonly expires_at: string | null;
}

/** `closed`: cancelled or timed out. */
export type OrderState = 'unpaid' | 'paid' | 'closed';

export const fetchOrders = (cursor: string | null, state?: OrderState): Promise<Page<Order>> =>
  fetchPage('/order/', { state }, cursor);

export const fetchOrder = (outTradeNo: string): Promise<Order> =>
  http.get<OrderAnswer>(`/order/${encodeURIComponent(outTradeNo)}/`).then((answer) => answer.data.order);

export const payOrder = (outTradeNo: string): Promise<PlacedOrder> =>
  http.post<PlacedOrder>(`/order/${encodeURIComponent(outTradeNo)}/pay/`).then((answer) => answer.data);

export const cancelOrder = (outTradeNo: string): Promise<Order> =>
  http.post<OrderAnswer>(`/order/${encodeURIComponent(outTradeNo)}/cancel/`).then((answer) => answer.data.order);

/** One step of an order's story. `data` has what belongs to its kind: amounts, a trade number. */
export interface OrderEvent {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What happened to an order so far, oldest first. */
export const fetchStory = (outTradeNo: string): Promise<readonly OrderEvent[]> =>
  http.get<Page<OrderEvent>>(`/order/${encodeURIComponent(outTradeNo)}/story/`).then((answer) => answer.data.items);

/** Asks our server, not the address bar, whether the order is paid. `query` is all of what Alipay sent back. */
export const isOrderPaid = (query: Readonly<Record<string, string>>): Promise<'paid' | 'unpaid'> =>
  http
    .get<Answer>('/order/success/', { params: query })
    .then((answer) => (answer.data.status === ANSWER_STATUS.done ? 'paid' : 'unpaid'));
