import { beijingText } from '../platform/clock.js';
import { serviceFeeFen, yuanOfFen } from '../platform/money.js';
import { maskedAccount } from '../platform/numbers.js';
import type { Refund, Trade } from '../platform/records.js';

/** One movement of money as a bill tells it. Amounts are positive; the fee is signed as it is printed. */
export interface BillRow {
  readonly kind: 'payment' | 'refund';
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly outRequestNo: string;
  readonly subject: string;
  /** Epoch milliseconds, as `at`. */
  readonly createdAt: number;
  readonly at: number;
  readonly buyer: string;
  readonly fen: number;
  readonly feeFen: number;
  readonly note: string;
}

export const paymentRow = (trade: Trade): BillRow => ({
  ...rowOf(trade),
  kind: 'payment',
  outRequestNo: '',
  at: trade.paidAt ?? 0,
  fen: trade.totalFen,
  feeFen: -serviceFeeFen(trade.totalFen),
  note: '',
});

export const refundRow = (trade: Trade, refund: Refund): BillRow => ({
  ...rowOf(trade),
  kind: 'refund',
  outRequestNo: refund.outRequestNo,
  at: refund.refundedAt,
  fen: refund.fen,
  feeFen: serviceFeeFen(refund.fen),
  note: refund.reason,
});

const rowOf = ({ tradeNo, outTradeNo, subject, createdAt, buyer }: Trade) => ({
  tradeNo,
  outTradeNo,
  subject,
  createdAt,
  buyer,
});

/** What the merchant has more for it, before the fee. */
export const signedFen = (row: BillRow): number => (row.kind === 'refund' ? -row.fen : row.fen);

/** Names hold what a merchant sends: a comma would shift every column after it, a quote open a field. */
const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** A row of the trade bill. Many cells end in a TAB, exactly these: readers that do not trim must fail here, not in production. */
export function tradeLine(row: BillRow): string {
  const yuan = yuanOfFen(signedFen(row));
  const isRefund = row.kind === 'refund';
  return [
    `${row.tradeNo}\t,${row.outTradeNo}\t,${isRefund ? '退款' : '交易'}\t,${cell(row.subject)}`,
    `${beijingText(row.createdAt)},${beijingText(row.at)},\t,\t,\t,\t,${maskedAccount(row.buyer)}\t`,
    `${yuan},${yuan},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,${isRefund ? row.outRequestNo : '\t'}`,
    `${yuanOfFen(row.feeFen)},0.00,${isRefund ? cell(row.note) : ''}`,
  ].join(',');
}

/** A row of the account bill. */
export function accountLine(row: BillRow, index: number): string {
  const yuan = yuanOfFen(signedFen(row));
  const isRefund = row.kind === 'refund';
  const amounts = isRefund ? `,${yuan}` : `${yuan},`;
  return [
    `${row.tradeNo}${String(index).padStart(4, '0')}\t,${row.tradeNo}\t,${row.outTradeNo}\t,${cell(row.subject)}`,
    `${beijingText(row.at)},${maskedAccount(row.buyer)}\t,${amounts},\t,支付宝\t,${isRefund ? '交易退款' : '在线支付'}\t,`,
  ].join(',');
}
