import type { Bill } from '../reconciliation/bill.entity.js';
import type { BillLine } from '../reconciliation/bill.parse.js';
import type { DifferenceKind } from '../reconciliation/bill.state.js';
import type { Movement } from '../reconciliation/movement.diff.js';

/** What moved in a day or a month, in fen; sums may be larger than an amount can be. */
export interface Sums {
  paidCount: number;
  paid: number;
  refundCount: number;
  refunded: number;
  /** Negative where more was charged than given back. */
  fees: number;
  /** Paid - refunded + fees: what the account gained. */
  net: number;
}

/** A difference between a bill and our books that is open, or that a person judged. */
export interface StandingDifference {
  kind: DifferenceKind;
  outTradeNo: string;
  isOpen: boolean;
}

export interface DayInput {
  day: string;
  /** Null while there is none that was read. */
  bill: Pick<Bill, 'paidCount' | 'paid' | 'refundCount' | 'refunded' | 'fees'> | null;
  lines: readonly BillLine[];
  movements: readonly Movement[];
  standing: readonly StandingDifference[];
}

export interface KindCount {
  kind: DifferenceKind;
  count: number;
  open: number;
}

/** How far the two sides are apart: ours less the bill's. */
export interface Apart {
  difference: Sums;
  /** Differences of the orders on which the sides are apart. */
  explainedBy: number;
  /** Orders on which the sides are apart and that have no difference. */
  unexplained: number;
}

export interface DayStatement extends Apart {
  day: string;
  verdict: 'ties' | 'differs' | 'no_bill';
  ours: Sums;
  bill: Sums | null;
  /** Those that are open, and judged ones whose order is still apart. */
  differences: KindCount[];
}

export interface MonthTotal extends Apart {
  ours: Sums;
  bill: Sums;
  daysApart: number;
  daysWithoutBill: number;
}

export interface MonthStatement {
  /** `incomplete`: no day that has a bill differs, and some have none. */
  verdict: 'ties' | 'differs' | 'incomplete';
  days: DayStatement[];
  total: MonthTotal;
}

const NOTHING: Sums = { paidCount: 0, paid: 0, refundCount: 0, refunded: 0, fees: 0, net: 0 };

const combined = (a: Sums, b: Sums, sign: 1 | -1): Sums => ({
  paidCount: a.paidCount + sign * b.paidCount,
  paid: a.paid + sign * b.paid,
  refundCount: a.refundCount + sign * b.refundCount,
  refunded: a.refunded + sign * b.refunded,
  fees: a.fees + sign * b.fees,
  net: a.net + sign * b.net,
});
const isNothing = (sums: Sums): boolean => Object.values(sums).every((sum) => sum === 0);

/** One movement as sums. */
const sumsOf = (kind: 'payment' | 'refund', moved: number, fee: number): Sums =>
  kind === 'payment'
    ? { ...NOTHING, paidCount: 1, paid: moved, fees: fee, net: moved + fee }
    : { ...NOTHING, refundCount: 1, refunded: moved, fees: fee, net: fee - moved };

/** One day: both sides, how far they are apart, and what explains it. */
export function dayStatement({ day, bill, lines, movements, standing }: DayInput): DayStatement {
  const ours = movements
    .map(({ kind, amountFen, feeFen }) => sumsOf(kind, amountFen, feeFen))
    .reduce((sum, one) => combined(sum, one, 1), NOTHING);
  if (!bill)
    return {
      day,
      verdict: 'no_bill',
      ours,
      bill,
      difference: NOTHING,
      differences: [],
      explainedBy: 0,
      unexplained: 0,
    };
  const { paidCount, paid, refundCount, refunded, fees } = bill;
  const theirs = { paidCount, paid, refundCount, refunded, fees, net: paid - refunded + fees };
  const difference = combined(ours, theirs, -1);
  const apart = ordersApart(movements, lines);
  const explaining = standing.filter(({ outTradeNo }) => apart.has(outTradeNo));
  const explained = new Set(explaining.map(({ outTradeNo }) => outTradeNo));
  return {
    day,
    verdict: isNothing(difference) && apart.size === 0 ? 'ties' : 'differs',
    ours,
    bill: theirs,
    difference,
    differences: counted(standing.filter((one) => one.isOpen || apart.has(one.outTradeNo))),
    explainedBy: explaining.length,
    unexplained: [...apart].filter((outTradeNo) => !explained.has(outTradeNo)).length,
  };
}

/** The numbers of orders of which the two sides do not say the same. */
function ordersApart(movements: readonly Movement[], lines: readonly BillLine[]): Set<string> {
  const rest = new Map<string, Sums>();
  const add = (outTradeNo: string, sums: Sums, sign: 1 | -1): unknown =>
    rest.set(outTradeNo, combined(rest.get(outTradeNo) ?? NOTHING, sums, sign));
  for (const { kind, outTradeNo, amountFen, feeFen } of movements) add(outTradeNo, sumsOf(kind, amountFen, feeFen), 1);
  for (const { kind, outTradeNo, receiptFen, feeFen } of lines) add(outTradeNo, sumsOf(kind, receiptFen, feeFen), -1);
  return new Set([...rest].flatMap(([outTradeNo, sums]) => (isNothing(sums) ? [] : [outTradeNo])));
}

function counted(standing: readonly StandingDifference[]): KindCount[] {
  const counts = new Map<DifferenceKind, KindCount>();
  for (const { kind, isOpen } of standing) {
    const { count, open } = counts.get(kind) ?? { count: 0, open: 0 };
    counts.set(kind, { kind, count: count + 1, open: open + (isOpen ? 1 : 0) });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || a.kind.localeCompare(b.kind));
}

/** The month in all. A day without a bill counts in our sums; how far the sides are apart it cannot say. */
export function monthStatement(days: DayStatement[]): MonthStatement {
  const sum = (sums: readonly Sums[]): Sums => sums.reduce((all, one) => combined(all, one, 1), NOTHING);
  const total: MonthTotal = {
    ours: sum(days.map((day) => day.ours)),
    bill: sum(days.map((day) => day.bill ?? NOTHING)),
    difference: sum(days.map((day) => day.difference)),
    explainedBy: days.reduce((count, day) => count + day.explainedBy, 0),
    unexplained: days.reduce((count, day) => count + day.unexplained, 0),
    daysApart: days.filter((day) => day.verdict === 'differs').length,
    daysWithoutBill: days.filter((day) => day.verdict === 'no_bill').length,
  };
  const verdict =
    total.daysApart > 0 ? 'differs' : total.daysWithoutBill > 0 || days.length === 0 ? 'incomplete' : 'ties';
  return { verdict, days, total };
}
