import { http, type Page } from './http.js';

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
