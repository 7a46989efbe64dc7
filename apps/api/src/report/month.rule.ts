import { csvCell, csvLine } from './csv.rule.js';

/**
 * A day of our books beside what the channel's bill of it says, or the whole month where `day` is null. Counts and amounts
 * are the database's own texts, for a month may hold more than an amount can. What a bill says is null where none was read.
 */
export interface StatementRow {
  day: string | null;
  payments: string;
  paid: string;
  refunds: string;
  refunded: string;
  net: string;
  bill_payments: string | null;
  bill_paid: string | null;
  bill_refunds: string | null;
  bill_refunded: string | null;
  /** As the bill prints them: negative where they were charged. */
  fees: string | null;
  /** How much more came in by our books than by the bill, over the days that have one. */
  difference: string | null;
  /** Of how many days there is a bill, on how many of them both sides are the same, and how many days there are. */
  read: number;
  same: number;
  days: number;
  /** What of the day's bill is open, or was explained by a person. */
  differences: readonly { kind: string; isOpen: boolean; count: number }[];
}

/** Calls a kind of difference as people read it. */
export type KindText = (kind: string) => string;

const FIGURES = [
  ['支付笔数', 'payments'],
  ['支付金额', 'paid'],
  ['退款笔数', 'refunds'],
  ['退款金额', 'refunded'],
  ['净额', 'net'],
  ['账单支付笔数', 'bill_payments'],
  ['账单支付金额', 'bill_paid'],
  ['账单退款笔数', 'bill_refunds'],
  ['账单退款金额', 'bill_refunded'],
  ['账单服务费', 'fees'],
  ['相差', 'difference'],
] as const satisfies readonly (readonly [string, keyof StatementRow])[];

/** Why a day ties or does not; of the month, how many days do. */
function explanationOf(row: StatementRow, text: KindText): string {
  if (row.day === null) return `${row.same} 天一致,${row.read - row.same} 天不一致,${row.days - row.read} 天没有账单`;
  if (row.read === 0) return '没有账单';
  if (row.differences.length === 0) return row.same === 1 ? '一致' : '与账单不符,请重新取账单';
  return row.differences
    .map(({ kind, isOpen, count }) => `${text(kind)} ${count} 项${isOpen ? '' : '(已处理)'}`)
    .join(';');
}

/** The whole statement as CSV, without the mark at its beginning. */
export const statementCsv = (rows: readonly StatementRow[], text: KindText): string =>
  csvLine(['日期', ...FIGURES.map(([label]) => label), '说明'].map((label) => csvCell(label, 'text'))) +
  rows
    .map((row) =>
      csvLine([
        csvCell(row.day ?? '合计', 'figure'),
        ...FIGURES.map(([, name]) => csvCell(row[name], 'figure')),
        csvCell(explanationOf(row, text), 'text'),
      ]),
    )
    .join('');
