import { beijingDay } from '../platform/beijing.js';
import type { BillLine } from './bill.parse.js';
import {
  type Books,
  booksOf,
  DAY_MS,
  daysAround,
  type Difference,
  differenceOf,
  type Facts,
  factsOfPayment,
  factsOfRefund,
  MIDNIGHT_MS,
  missingOf,
  type Reconcilable,
  subjectOf,
  unknownTrade,
} from './difference.diff.js';
import { isFeeOdd } from './fee.rule.js';
import { isMadeElsewhere, judgeExternal } from './external.diff.js';

/** Every disagreement between a day's bill and our books, each told once, by the side that knows most of it. */
export function differencesOf(input: Reconcilable): Difference[] {
  const books = booksOf(input);
  const { firsts, repeats } = withoutRepeats(books);
  const paid = firsts.filter((line) => line.kind === 'payment');
  const back = firsts.filter((line) => line.kind === 'refund');
  const told = [...input.lines, ...input.elsewhere];
  return [
    ...repeats,
    ...paid.flatMap((line) => judgePayment(line, books)),
    ...back.filter((line) => !isMadeElsewhere(line, books)).flatMap((line) => judgeRefund(line, books)),
    ...judgeExternal(back, books),
    ...missingPayments(told, books),
    ...missingRefunds(told, books),
  ];
}

/** The same movement is told once, in one bill: further lines of it are differences of their own. */
function withoutRepeats({ day, lines, elsewhere }: Books): { firsts: BillLine[]; repeats: Difference[] } {
  const times = new Map<string, number>();
  for (const line of elsewhere) if (line.day < day) times.set(identityOf(line), 1);
  const firsts: BillLine[] = [];
  const repeats: Difference[] = [];
  for (const line of lines) {
    const identity = identityOf(line);
    const before = times.get(identity) ?? 0;
    times.set(identity, before + 1);
    // Refunds without a number cannot be told apart, so two of them are two.
    if (before === 0 || (line.kind === 'refund' && line.outRequestNo === null)) firsts.push(line);
    else repeats.push({ ...differenceOf('line_repeated', line), subject: `${subjectOf(line)} ${before + 1}` });
  }
  return { firsts, repeats };
}

const identityOf = (line: BillLine): string => `${line.kind} ${subjectOf(line)}`;

function judgePayment(line: BillLine, books: Books): Difference[] {
  const payment = books.paymentOf.get(line.outTradeNo);
  if (!payment) return [unknownTrade(line)];
  const ours = factsOfPayment(payment);
  if (payment.tradeNo !== null && payment.tradeNo !== line.tradeNo) {
    return [differenceOf('trade_no_differs', line, ours)];
  }
  if (payment.amountFen !== line.amountFen) return [differenceOf('payment_amount', line, ours)];
  if (payment.state !== 'succeeded') return [differenceOf('payment_unpaid', line, ours)];
  return judgeMoney(line, ours, books);
}

/** States of a refund that was sent, or may have been, and is not done here. */
const UNFINISHED: ReadonlySet<string> = new Set(['approved', 'sending', 'unknown', 'failed']);

function judgeRefund(line: BillLine, books: Books): Difference[] {
  const payment = books.paymentOf.get(line.outTradeNo);
  const refund = books.refundOf.get(line.outRequestNo ?? '');
  if (!payment || !refund) return [unknownTrade(line)];
  const ours = factsOfRefund(refund, books);
  if (payment.tradeNo !== null && payment.tradeNo !== line.tradeNo) {
    return [differenceOf('trade_no_differs', line, ours)];
  }
  if (refund.amountFen !== line.amountFen) return [differenceOf('refund_amount', line, ours)];
  if (refund.state !== 'succeeded') {
    return [differenceOf(UNFINISHED.has(refund.state) ? 'refund_state' : 'refund_unsent', line, ours)];
  }
  return judgeMoney(line, ours, books);
}

/** Of a line that both sides know with one amount: whether all of it reached us, and at the usual price. */
function judgeMoney(line: BillLine, ours: Facts, { feeBasisPoints }: Books): Difference[] {
  if (line.receiptFen !== line.amountFen) return [differenceOf('receipt_differs', line, ours)];
  return isFeeOdd(line, feeBasisPoints) ? [differenceOf('fee_odd', line, ours)] : [];
}

function missingPayments(lines: readonly BillLine[], books: Books): Difference[] {
  const told = new Set(lines.flatMap((line) => (line.kind === 'payment' ? [line.outTradeNo] : [])));
  return books.payments.flatMap((payment) => {
    const { paidAt, outTradeNo, tradeNo, state } = payment;
    if (state !== 'succeeded' || !paidAt || beijingDay(paidAt) !== books.day || told.has(outTradeNo)) return [];
    const subject = `${outTradeNo} ${tradeNo} `;
    const ours = factsOfPayment(payment);
    const about = { subject, outTradeNo, outRequestNo: null, ours, days: daysAround(paidAt, MIDNIGHT_MS) };
    return [missingOf('payment_missing', about, books)];
  });
}

function missingRefunds(lines: readonly BillLine[], books: Books): Difference[] {
  const told = new Set(lines.map((line) => `${line.outTradeNo} ${line.outRequestNo}`));
  return books.refunds.flatMap((refund) => {
    const { finishedAt, outTradeNo, outRequestNo, state } = refund;
    if (refund.isExternal || state !== 'succeeded' || !finishedAt || beijingDay(finishedAt) !== books.day) return [];
    if (told.has(`${outTradeNo} ${outRequestNo}`)) return [];
    // One that hung was done at some time before we heard of it.
    const days = daysAround(finishedAt, refund.attempts > 1 ? DAY_MS : MIDNIGHT_MS);
    const subject = `${outTradeNo}  ${outRequestNo}`;
    const ours = factsOfRefund(refund, books);
    return [missingOf('refund_missing', { subject, outTradeNo, outRequestNo, ours, days }, books)];
  });
}
