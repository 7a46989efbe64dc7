import { type Fen, subtractFen, sumFen } from '@luffy/money';

import { beijingDay } from '../platform/beijing.js';
import type { BillLine } from './bill.parse.js';
import {
  type Books,
  DAY_MS,
  daysAround,
  type Difference,
  differenceOf,
  factsOfRefund,
  missingOf,
  type OurRefund,
  unknownTrade,
} from './difference.diff.js';

/** A refund line whose number is none of ours: it was made in the channel's console. */
export const isMadeElsewhere = (line: BillLine, { refundOf }: Books): boolean =>
  refundOf.get(line.outRequestNo ?? '')?.outTradeNo !== line.outTradeNo;

/**
 * Refunds made in the console. Ours were found as sums, so the lines are set against what we recorded of their payment
 * in all, the oldest first; what neither side can cover is a difference. `back` are the day's refund lines.
 */
export function judgeExternal(back: readonly BillLine[], books: Books): Difference[] {
  const today = new Set(back.filter((line) => isMadeElsewhere(line, books)));
  const before = books.elsewhere.filter((line) => line.kind === 'refund' && isMadeElsewhere(line, books));
  const lines = byNumber([...before, ...today].toSorted((a, b) => a.at.getTime() - b.at.getTime()));
  const own = byNumber(recorded(back, books));
  return [...new Set([...lines.keys(), ...own.keys()])].flatMap((outTradeNo) =>
    judgeOne({ lines: lines.get(outTradeNo) ?? [], today, own: own.get(outTradeNo) ?? [] }, books),
  );
}

/** External refunds of ours that no line names by their number. */
export function recorded(back: readonly BillLine[], { elsewhere, refunds }: Books): OurRefund[] {
  const named = new Set([...elsewhere, ...back].map((line) => `${line.outTradeNo} ${line.outRequestNo}`));
  return refunds.filter(
    (refund) =>
      refund.isExternal && refund.state === 'succeeded' && !named.has(`${refund.outTradeNo} ${refund.outRequestNo}`),
  );
}

function judgeOne(
  { lines, today, own }: { lines: readonly BillLine[]; today: ReadonlySet<BillLine>; own: readonly OurRefund[] },
  books: Books,
): Difference[] {
  const payment = books.paymentOf.get((lines[0] ?? own[0])?.outTradeNo ?? '');
  if (!payment) return lines.filter((line) => today.has(line)).map(unknownTrade);
  const isOfTrade = (line: BillLine): boolean => payment.tradeNo === null || line.tradeNo === payment.tradeNo;
  const strays = lines.filter((line) => today.has(line) && !isOfTrade(line));
  const { uncovered, leftFen } = cover(lines.filter(isOfTrade), own);
  const [first, ...others] = uncovered.filter((line) => today.has(line));
  const ours = { amountFen: leftFen, tradeNo: payment.tradeNo, at: null, state: 'succeeded' };
  return [
    ...strays.map((line) => differenceOf('trade_no_differs', line, { ...ours, amountFen: payment.amountFen })),
    // One console refund that both sides know with other amounts is one difference, not two.
    ...(first
      ? [leftFen > 0 ? differenceOf('refund_amount', first, ours) : differenceOf('refund_unknown', first)]
      : []),
    ...others.map((line) => differenceOf('refund_unknown', line)),
    ...(uncovered.length === 0 && leftFen > 0 ? leftOver(own, leftFen, books) : []),
  ];
}

/** Sets console lines, the oldest first, against what we recorded of their payment in all. */
export function cover<Line extends BillLine>(
  lines: readonly Line[],
  own: readonly OurRefund[],
): { covered: Line[]; uncovered: Line[]; leftFen: Fen } {
  let leftFen = sumFen(own.map((refund) => refund.amountFen));
  const covered: Line[] = [];
  const uncovered: Line[] = [];
  for (const line of lines) {
    if (line.amountFen > leftFen) {
      uncovered.push(line);
    } else {
      leftFen = subtractFen(leftFen, line.amountFen);
      covered.push(line);
    }
  }
  return { covered, uncovered, leftFen };
}

/** What we recorded of console refunds and no bill tells of: told on the day of the newest of them. */
function leftOver(own: readonly OurRefund[], leftFen: Fen, books: Books): Difference[] {
  const newest = newestOf(own);
  if (!newest?.finishedAt || beijingDay(newest.finishedAt) !== books.day) return [];
  const { outTradeNo, outRequestNo, finishedAt } = newest;
  const ours = { ...factsOfRefund(newest, books), amountFen: leftFen };
  const subject = `${outTradeNo}  ${outRequestNo}`;
  return [
    missingOf(
      'external_missing',
      { subject, outTradeNo, outRequestNo, ours, days: daysAround(finishedAt, DAY_MS) },
      books,
    ),
  ];
}

export const newestOf = (own: readonly OurRefund[]): OurRefund | undefined =>
  own.toSorted((a, b) => (b.finishedAt?.getTime() ?? 0) - (a.finishedAt?.getTime() ?? 0))[0];

export function byNumber<T extends { outTradeNo: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.outTradeNo);
    if (group) group.push(item);
    else groups.set(item.outTradeNo, [item]);
  }
  return groups;
}
