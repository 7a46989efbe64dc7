import type { Fen } from '@luffy/money';

import { beijingDay, daySpan, daysLater } from '../platform/beijing.js';
import type { BillLine } from './bill.parse.js';
import { type DifferenceAction, type DifferenceKind, DIFFERENCES } from './bill.state.js';

/** A line of the bill of another day. */
export interface LineElsewhere extends BillLine {
  day: string;
}

export interface OurPayment {
  outTradeNo: string;
  amountFen: Fen;
  state: string;
  tradeNo: string | null;
  paidAt: Date | null;
}

export interface OurRefund {
  /** The number of the payment it gives back. */
  outTradeNo: string;
  outRequestNo: string;
  amountFen: Fen;
  state: string;
  /** External ones were seen at the channel only as a sum, and have a number that the channel may not know. */
  isExternal: boolean;
  finishedAt: Date | null;
  attempts: number;
}

/** A day's bill, and everything of our books that it may speak of. */
export interface Reconcilable {
  day: string;
  lines: readonly BillLine[];
  /** Lines of other days' bills about the same numbers. */
  elsewhere: readonly LineElsewhere[];
  /** Those the lines name, and all that were paid on the day. */
  payments: readonly OurPayment[];
  /** All of these payments, and all that were done on the day. */
  refunds: readonly OurRefund[];
  /** Days around this one whose bill was read. */
  readDays: ReadonlySet<string>;
  now: Date;
  /** What the channel charges of a payment, in hundredths of a percent. */
  feeBasisPoints: number;
}

/** The same, with our rows by their numbers. */
export interface Books extends Reconcilable {
  paymentOf: ReadonlyMap<string, OurPayment>;
  refundOf: ReadonlyMap<string, OurRefund>;
}

export const booksOf = (input: Reconcilable): Books => ({
  ...input,
  paymentOf: new Map(input.payments.map((payment) => [payment.outTradeNo, payment])),
  refundOf: new Map(input.refunds.map((refund) => [refund.outRequestNo, refund])),
});

export interface Facts {
  amountFen: Fen;
  tradeNo: string | null;
  at: Date | null;
  state?: string;
  feeFen?: Fen;
}

export interface Difference {
  kind: DifferenceKind;
  action: DifferenceAction;
  /** Tells it from others of its kind and day, the same however often the day is matched. */
  subject: string;
  outTradeNo: string;
  outRequestNo: string | null;
  ours: Facts | null;
  theirs: Facts | null;
}

/** How far two clocks may differ about the day of one movement. */
export const MIDNIGHT_MS = 600_000;
export const DAY_MS = 86_400_000;

export const subjectOf = (line: BillLine): string => `${line.outTradeNo} ${line.tradeNo} ${line.outRequestNo ?? ''}`;

/** What a line says against our books. */
export function differenceOf(kind: DifferenceKind, line: BillLine, ours: Facts | null = null): Difference {
  const { outTradeNo, outRequestNo, amountFen, feeFen, tradeNo, at } = line;
  const theirs = { amountFen, feeFen, tradeNo, at };
  const { action } = DIFFERENCES[kind];
  return { kind, action, subject: subjectOf(line), outTradeNo, outRequestNo, ours, theirs };
}

/** Numbers of this shop are UUIDs of version 7 without their hyphens. One account may serve other apps as well. */
const OUR_NUMBER = /^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

/** A line about a payment that is not in our books. */
export const unknownTrade = (line: BillLine): Difference =>
  differenceOf(OUR_NUMBER.test(line.outTradeNo) ? 'payment_unknown' : 'line_foreign', line);

/** What the bill lacks. It may stand in one of `days` that was not read yet: until then, for a day, nobody acts. */
export function missingOf(
  kind: DifferenceKind,
  about: { subject: string; outTradeNo: string; outRequestNo: string | null; ours: Facts; days: readonly string[] },
  { day, readDays, now }: Books,
): Difference {
  const { days, ...rest } = about;
  const mayStillCome =
    days.some((other) => other !== day && !readDays.has(other)) && now < daySpan(daysLater(day, 3)).from;
  return { kind, action: mayStillCome ? 'wait' : DIFFERENCES[kind].action, ...rest, theirs: null };
}

/** The days whose bill may tell of what we dated `at`. */
export const daysAround = (at: Date, beforeMs: number): string[] => [
  beijingDay(new Date(at.getTime() - beforeMs)),
  beijingDay(new Date(at.getTime() + MIDNIGHT_MS)),
];

export const factsOfPayment = ({ amountFen, tradeNo, paidAt, state }: OurPayment): Facts => ({
  amountFen,
  tradeNo,
  at: paidAt,
  state,
});

export const factsOfRefund = (refund: OurRefund, { paymentOf }: Books): Facts => ({
  amountFen: refund.amountFen,
  tradeNo: paymentOf.get(refund.outTradeNo)?.tradeNo ?? null,
  at: refund.finishedAt,
  state: refund.state,
});
