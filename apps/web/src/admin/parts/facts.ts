import { fen, yuanFromFen } from '@luffy/money';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

const FEN = /_fen$/;

function valueOf(name: string, value: unknown): string {
  if (FEN.test(name) && typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= 9_999_999_999)
    return `¥${yuanFromFen(fen(value))}`;
  if (Array.isArray(value)) return value.map((item) => valueOf('', item)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What an event or an alert says besides its kind: amounts in yuan, everything else as it is. */
export const factsIn = (data: Readonly<Record<string, unknown>>): Fact[] =>
  Object.entries(data)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => ({ name: name.replace(FEN, ''), value: valueOf(name, value) }));

const NAMES: Readonly<Record<string, string>> = {
  amount: 'fact.amount',
  total_amount: 'fact.totalAmount',
  refunded_amount: 'fact.refundedAmount',
  out_trade_no: 'fact.outTradeNo',
  trade_no: 'fact.tradeNo',
  out_request_no: 'fact.outRequestNo',
  course_ids: 'fact.courseIds',
  ended_course_ids: 'fact.endedCourseIds',
  course_id: 'fact.courseId',
  cause: 'fact.cause',
  verdict: 'fact.verdict',
  because: 'fact.because',
  attempts: 'fact.attempts',
  subject: 'fact.subject',
  invariant: 'fact.invariant',
  gave_way: 'fact.gaveWay',
  courses: 'fact.courses',
  paid_at: 'fact.paidAt',
  evidence: 'fact.evidence',
  kind: 'fact.kind',
  channel: 'fact.channel',
};

/** Text key of a fact's name; null where there is none. */
export const factKey = (name: string): string | null => (Object.hasOwn(NAMES, name) ? (NAMES[name] ?? null) : null);
