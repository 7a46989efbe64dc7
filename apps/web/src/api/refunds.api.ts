import { type Answer, fetchPage, http, type Page } from './http.js';

export interface RefundLine {
  readonly course_id: number;
  readonly course_name: string;
  readonly amount: string;
}

/** Amounts are yuan with two decimals, times ISO 8601. One for a late or duplicate payment has no lines. */
export interface Refund {
  readonly id: number;
  readonly out_request_no: string;
  readonly out_trade_no: string;
  readonly subject: string;
  readonly amount: string;
  readonly reason: string;
  readonly kind: 'student' | 'staff' | 'duplicate' | 'late' | 'external';
  readonly state: 'requested' | 'approved' | 'sending' | 'unknown' | 'succeeded' | 'failed' | 'rejected';
  /** Why staff said no; null otherwise. */
  readonly note: string | null;
  readonly created_time: string;
  readonly finished_at: string | null;
  readonly lines: readonly RefundLine[];
}

/** The newest refunds of these orders of the student's own. */
export const fetchRefundsOf = (outTradeNos: readonly string[]): Promise<readonly Refund[]> =>
  http
    .get<Page<Refund>>('/refund/', { params: { orders: outTradeNos.join(','), limit: 100 }, onRefusedToken: 'stay' })
    .then((answer) => answer.data.items);

/** Own refunds, newest first. */
export const fetchRefunds = (cursor: string | null): Promise<Page<Refund>> => fetchPage('/refund/', {}, cursor);

export type RefundObstacle = 'unpaid' | 'free' | 'window_over' | 'nothing_left' | 'asked';

export interface RefundableLine {
  readonly course_id: number;
  readonly course_name: string;
  /** What can still be asked back of it. */
  readonly left: string;
  /** The last moment a request is accepted. */
  readonly until: string | null;
}

export interface Refundable {
  readonly left: string;
  readonly until: string | null;
  readonly can_ask: boolean;
  readonly why_not: RefundObstacle | null;
  readonly lines: readonly RefundableLine[];
}

/** What is asked back: some courses, an amount, or (neither) everything that is left. */
export interface RefundWish {
  readonly courses?: readonly number[];
  readonly amount?: string;
}

export interface RefundPreview {
  readonly amount: string;
  readonly lines: readonly (RefundLine & { readonly ends_access: boolean })[];
  readonly returns_coupon: boolean;
}

interface RefundableAnswer extends Answer {
  readonly refundable: Refundable;
}

interface PreviewAnswer extends Answer {
  readonly preview: RefundPreview;
}

interface RefundAnswer extends Answer {
  readonly refund: Refund;
}

const orderPath = (outTradeNo: string): string => `/order/${encodeURIComponent(outTradeNo)}`;

export const fetchRefundable = (outTradeNo: string): Promise<Refundable> =>
  http.get<RefundableAnswer>(`${orderPath(outTradeNo)}/refundable/`).then((answer) => answer.data.refundable);

/** What a request would do; nothing is written. Refused as the request itself would be. */
export const previewRefund = (outTradeNo: string, wish: RefundWish): Promise<RefundPreview> =>
  http.post<PreviewAnswer>(`${orderPath(outTradeNo)}/refund/preview/`, wish).then((answer) => answer.data.preview);

export const requestRefund = (outTradeNo: string, wish: RefundWish, reason: string): Promise<Refund> =>
  http.post<RefundAnswer>(`${orderPath(outTradeNo)}/refund/`, { reason, ...wish }).then((answer) => answer.data.refund);
