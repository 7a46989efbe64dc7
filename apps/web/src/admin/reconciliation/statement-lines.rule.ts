import type { StatementSums } from '../../api/staff/bills.api.js';

/** What a cell says of one side: of both where they say the same. */
export interface StatementLine {
  readonly side: 'both' | 'ours' | 'bill' | 'difference';
  readonly yuan: string;
  /** How many payments or refunds; null for what is not counted. */
  readonly count: number | null;
}

export const STATEMENT_COLUMNS = ['paid', 'refunded', 'fees', 'net'] as const;
export type StatementColumn = (typeof STATEMENT_COLUMNS)[number];

const COUNTS = { paid: 'paid_count', refunded: 'refund_count', fees: null, net: null } as const;

interface Sides {
  readonly ours: StatementSums;
  readonly bill: StatementSums | null;
  readonly difference: StatementSums;
}

/** One figure where there is one to say, else each side and how far they are apart. */
export function statementLines({ ours, bill, difference }: Sides, column: StatementColumn): readonly StatementLine[] {
  const count = COUNTS[column];
  const line = (side: StatementLine['side'], sums: StatementSums): StatementLine => ({
    side,
    yuan: sums[column],
    count: count && sums[count],
  });
  if (!bill) return [line('ours', ours)];
  const isSame = ours[column] === bill[column] && (count === null || ours[count] === bill[count]);
  return isSame ? [line('both', ours)] : [line('ours', ours), line('bill', bill), line('difference', difference)];
}
