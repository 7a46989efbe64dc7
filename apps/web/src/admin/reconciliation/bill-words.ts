import type { BillDay, Difference, Statement, StatementDay } from '../../api/staff/bills.api.js';
import type { IconName } from '../../ui/icon-paths.js';

/** How a day of the calendar looks and reads: never by colour alone. */
export const DAY_LOOKS: Readonly<Record<BillDay['state'], { word: string; icon: IconName }>> = {
  none: { word: 'bill.none', icon: 'circle' },
  green: { word: 'bill.green', icon: 'check-circle' },
  amber: { word: 'bill.amber', icon: 'hourglass' },
  red: { word: 'bill.red', icon: 'info' },
};

/** How a day of the statement, or the month, came out. */
export const VERDICT_LOOKS: Readonly<
  Record<Statement['verdict'] | StatementDay['verdict'], { word: string; icon: IconName }>
> = {
  ties: { word: 'statement.ties', icon: 'check-circle' },
  differs: { word: 'statement.differs', icon: 'info' },
  incomplete: { word: 'statement.incomplete', icon: 'hourglass' },
  no_bill: { word: 'statement.noBill', icon: 'circle' },
};

export const SIDE_WORDS = {
  ours: 'statement.ours',
  bill: 'statement.bill',
  difference: 'statement.difference',
} as const;

/** Why a day has no bill that can be believed. */
export const REASON_WORDS: Readonly<Record<NonNullable<BillDay['reason_code']>, string>> = {
  size: 'billReason.size',
  entries: 'billReason.entries',
  ratio: 'billReason.ratio',
  zip: 'billReason.zip',
  encrypted: 'billReason.encrypted',
  'entry-name': 'billReason.entryName',
  'no-detail': 'billReason.noDetail',
  encoding: 'billReason.encoding',
  title: 'billReason.title',
  account: 'billReason.account',
  period: 'billReason.period',
  columns: 'billReason.columns',
  cells: 'billReason.cells',
  quotes: 'billReason.quotes',
  type: 'billReason.type',
  number: 'billReason.number',
  amount: 'billReason.amount',
  time: 'billReason.time',
  totals: 'billReason.totals',
  'cut-short': 'billReason.cutShort',
  'not-ready': 'billReason.notReady',
  unknown: 'billReason.unknown',
};

/** How a difference ended. */
export const OUTCOME_WORDS: Readonly<Record<NonNullable<Difference['outcome']>, string>> = {
  gone: 'differenceOutcome.gone',
  seen: 'differenceOutcome.seen',
  applied: 'differenceOutcome.applied',
  late: 'differenceOutcome.late',
  duplicate: 'differenceOutcome.duplicate',
  succeeded: 'differenceOutcome.succeeded',
  paid: 'differenceOutcome.paid',
  refunded: 'differenceOutcome.refunded',
  processing: 'differenceOutcome.processing',
  recorded: 'differenceOutcome.recorded',
};

export const KIND_WORDS: Readonly<Record<Difference['kind'], string>> = {
  payment_unknown: 'bill.paymentUnknown',
  payment_unpaid: 'bill.paymentUnpaid',
  payment_missing: 'bill.paymentMissing',
  payment_amount: 'bill.paymentAmount',
  trade_no_differs: 'bill.tradeNoDiffers',
  refund_unknown: 'bill.refundUnknown',
  refund_missing: 'bill.refundMissing',
  refund_amount: 'bill.refundAmount',
  refund_state: 'bill.refundState',
  refund_unsent: 'bill.refundUnsent',
  external_missing: 'bill.externalMissing',
  line_repeated: 'bill.lineRepeated',
  line_foreign: 'bill.lineForeign',
  receipt_differs: 'bill.receiptDiffers',
  fee_odd: 'bill.feeOdd',
};

interface ActionWords {
  /** On the button. */
  go: string;
  /** What it will do. */
  text: string;
}

/** The one safe thing to do about a difference; null where nothing is to be done yet. */
export const ACTION_WORDS: Readonly<Record<Difference['action'], ActionWords | null>> = {
  requery: { go: 'bill.requery', text: 'bill.requeryText' },
  settle: { go: 'bill.settle', text: 'bill.settleText' },
  record_refund: { go: 'bill.recordRefund', text: 'bill.recordRefundText' },
  retry_refund: { go: 'bill.retryRefund', text: 'bill.retryRefundText' },
  look: { go: 'bill.look', text: 'bill.lookText' },
  wait: null,
};
