import { type Fen, fen } from '@luffy/money';

import { beijingDay } from '../platform/beijing.js';
import type { BillLine } from './bill.parse.js';
import { type Books, booksOf, type LineElsewhere, type OurRefund, type Reconcilable } from './difference.diff.js';
import { byNumber, cover, isMadeElsewhere, newestOf, recorded } from './external.diff.js';
import { ownFee, usualFee } from './fee.rule.js';

/** Money that moved by our own books. */
export interface Movement {
  kind: 'payment' | 'refund';
  outTradeNo: string;
  amountFen: Fen;
  /** Negative where it was charged. */
  feeFen: Fen;
}

interface Placed extends Movement {
  day: string;
}

/**
 * What our books say moved on a day. A movement stands on the day of the bill that tells of it, so that one around
 * midnight is counted once and on both sides alike; on our own day for as long as no bill does.
 */
export function movementsOf(input: Reconcilable): Movement[] {
  const books = booksOf(input);
  const told = [...input.elsewhere, ...input.lines.map((line) => ({ ...line, day: input.day }))].toSorted(
    (a, b) => a.day.localeCompare(b.day) || a.line - b.line,
  );
  return [...paid(told, books), ...named(told, books), ...external(told, books)].filter(({ day }) => day === input.day);
}

function paid(told: readonly LineElsewhere[], { payments, feeBasisPoints }: Books): Placed[] {
  const lines = byNumber(told.filter((line) => line.kind === 'payment'));
  return payments.flatMap(({ outTradeNo, state, paidAt, amountFen, tradeNo }): Placed[] => {
    if (state !== 'succeeded' || !paidAt) return [];
    const own = lines.get(outTradeNo) ?? [];
    const line = own.find((one) => one.tradeNo === tradeNo) ?? own[0];
    const feeFen = line ? ownFee(line, feeBasisPoints) : fen(0 - usualFee(amountFen, feeBasisPoints));
    return [{ kind: 'payment', outTradeNo, amountFen, feeFen, day: line?.day ?? beijingDay(paidAt) }];
  });
}

/** Refunds whose number a bill may say: ours, and console refunds that we recorded by theirs. */
function named(told: readonly LineElsewhere[], books: Books): Placed[] {
  const lines = new Map<string, LineElsewhere>();
  for (const line of told) {
    const key = keyOf(line);
    if (line.kind === 'refund' && !lines.has(key)) lines.set(key, line);
  }
  const unnamed = new Set(recorded(books.lines, books));
  return books.refunds.flatMap((refund): Placed[] => {
    if (refund.state !== 'succeeded' || !refund.finishedAt || unnamed.has(refund)) return [];
    const line = lines.get(keyOf(refund));
    return [back(refund.outTradeNo, refund.amountFen, line, books, line?.day ?? beijingDay(refund.finishedAt))];
  });
}

/** Console refunds that we know only as a sum of their payment: as far as lines cover it they stand where the lines do. */
function external(told: readonly LineElsewhere[], books: Books): Placed[] {
  const made = byNumber(told.filter((line) => line.kind === 'refund' && isMadeElsewhere(line, books)));
  return [...byNumber(recorded(books.lines, books))].flatMap(([outTradeNo, own]) => {
    const tradeNo = books.paymentOf.get(outTradeNo)?.tradeNo ?? null;
    const lines = (made.get(outTradeNo) ?? [])
      .filter((line) => tradeNo === null || line.tradeNo === tradeNo)
      .toSorted((a, b) => a.at.getTime() - b.at.getTime());
    const { covered, uncovered, leftFen } = cover(lines, own);
    const placed = covered.map((line) => back(outTradeNo, line.amountFen, line, books, line.day));
    const newest = newestOf(own)?.finishedAt;
    const day = uncovered[0]?.day ?? (newest && beijingDay(newest));
    return leftFen > 0 && day !== undefined && day !== null
      ? [...placed, back(outTradeNo, leftFen, uncovered[0], books, day)]
      : placed;
  });
}

const keyOf = ({ outTradeNo, outRequestNo }: Pick<LineElsewhere | OurRefund, 'outTradeNo' | 'outRequestNo'>): string =>
  `${outTradeNo} ${outRequestNo}`;

/** Whether a fee comes back with a refund is for the channel to say: none, until it does. */
const back = (outTradeNo: string, amountFen: Fen, line: BillLine | undefined, books: Books, day: string): Placed => ({
  kind: 'refund',
  outTradeNo,
  amountFen,
  feeFen: line ? ownFee(line, books.feeBasisPoints) : fen(0),
  day,
});
