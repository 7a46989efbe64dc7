import { type Fen, yuanFromFen } from '@luffy/money';

export const ORDER_FLAGS = ['late', 'duplicate', 'suspicious', 'paid_without_access'] as const;
export type OrderFlag = (typeof ORDER_FLAGS)[number];

export const ORDER_SORTS = ['created', '-created', 'amount', '-amount', 'paid', '-paid'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

/** What staff may narrow a list of orders to. */
export interface OrderFilter {
  /** A number of an order, payment, trade or refund, or of a user; with `names` also a user's name. */
  q?: string | undefined;
  /** Whether `q` may be a name: who must not see names must not find by them either. */
  names: 'found' | 'hidden';
  orderStatus?: number | undefined;
  payType?: number | undefined;
  refundStatus?: number | undefined;
  courseId?: number | undefined;
  couponId?: number | undefined;
  createdFrom?: Date | undefined;
  createdTo?: Date | undefined;
  paidFrom?: Date | undefined;
  paidTo?: Date | undefined;
  amountFrom?: Fen | undefined;
  amountTo?: Fen | undefined;
  flag?: OrderFlag | undefined;
}

/** A piece of a WHERE over `luffy_order o`, with a `?` for each of its values. */
export interface Condition {
  sql: string;
  values: readonly unknown[];
}

/** A condition that some other table answers with ids of orders. How it is best put depends on how many they are. */
export interface ByIds {
  /** Selects the ids. */
  ids: string;
  values: readonly unknown[];
}

/**
 * This many orders are taken by their ids and sorted, from an index; of more, the first are met sooner by walking along the
 * sorting's own index.
 */
export const FEW = 30_000;

/** `few`: no more than `FEW` of the ids. */
export type HowMany = 'few' | 'many';

export const putByIds = ({ ids, values }: ByIds, howMany: HowMany): Condition => ({
  // As an array, for the planner then takes them by their ids, whatever it thinks of a value it does not know.
  sql: howMany === 'few' ? `o.id = ANY (ARRAY(${ids}))` : `o.id IN (${ids})`,
  values,
});

/** What of a filter must be counted before it can be put. */
export const idsOf = ({ courseId, couponId }: OrderFilter): ByIds[] => [
  ...ids('SELECT order_id FROM luffy_order_detail WHERE course_id = ?', courseId),
  ...ids(
    `SELECT o.id FROM luffy_order o JOIN luffy_coupon_record c ON c.id = o.coupon_record_id WHERE c.coupon_id = ?`,
    couponId,
  ),
];

const ids = (sql: string, value: unknown): ByIds[] => (value === undefined ? [] : [{ ids: sql, values: [value] }]);

/** Exactly what is asked for and nothing more, so that the database sees which index serves it. */
export function conditionsOf(filter: OrderFilter): Condition[] {
  const { amountFrom, amountTo } = filter;
  return [
    ...(filter.q === undefined ? [] : [byText(filter.q, filter.names)]),
    ...given('o.order_status = ?', filter.orderStatus),
    ...given('o.pay_type = ?', filter.payType),
    ...given('o.refund_status = ?', filter.refundStatus),
    ...given('o.created_time >= ?', filter.createdFrom),
    ...given('o.created_time < ?', filter.createdTo),
    ...given(`${PAID_EARLIEST} >= ?`, filter.paidFrom),
    // With a beginning as well, one index serves both: whoever is behind a beginning is paid.
    ...given(`${filter.paidFrom ? PAID_EARLIEST : PAID_LATEST} < ?`, filter.paidTo),
    ...given('o.total_amount >= ?', amountFrom === undefined ? undefined : yuanFromFen(amountFrom)),
    ...given('o.total_amount <= ?', amountTo === undefined ? undefined : yuanFromFen(amountTo)),
    ...(filter.flag === undefined ? [] : [{ sql: FLAGS[filter.flag], values: [] }]),
  ];
}

/** An order that is not paid stands after all paid ones, whichever way the list is sorted; both are indexes. */
const PAID_EARLIEST = `coalesce(o.pay_time, '-infinity')`;
const PAID_LATEST = `coalesce(o.pay_time, 'infinity')`;

const withPayment = (disposition: 'late' | 'duplicate'): string =>
  `o.id IN (SELECT order_id FROM luffy_payment WHERE disposition = '${disposition}')`;

const FLAGS: Readonly<Record<OrderFlag, string>> = {
  late: withPayment('late'),
  duplicate: withPayment('duplicate'),
  suspicious: `o.id IN (SELECT p.order_id FROM luffy_alert a JOIN luffy_payment p ON p.out_trade_no = a.subject
    WHERE a.kind IN ('notify_suspicious', 'payment_suspicious') AND a.cleared_at IS NULL)`,
  // Live lines nobody has access by are few, so they are found first; those of waiting orders are among them.
  paid_without_access: `o.order_status = 1 AND o.id = ANY (ARRAY(SELECT d.order_id FROM luffy_order_detail d
    WHERE d.live AND NOT EXISTS (SELECT 1 FROM luffy_enrolment e
      WHERE e.user_id = d.user_id AND e.course_id = d.course_id AND e.ended_at IS NULL)))`,
};

function byText(q: string, names: OrderFilter['names']): Condition {
  const ways = [
    'SELECT id FROM luffy_order WHERE out_trade_no = ?',
    'SELECT id FROM luffy_order WHERE trade_no = ?',
    'SELECT order_id FROM luffy_payment WHERE out_trade_no = ?',
    'SELECT order_id FROM luffy_payment WHERE trade_no = ?',
    'SELECT order_id FROM luffy_refund WHERE out_request_no = ?',
    ...(/^[1-9][0-9]{0,14}$/.test(q) ? ['SELECT id FROM luffy_order WHERE user_id = ?'] : []),
    ...(names === 'found'
      ? ['SELECT id FROM luffy_order WHERE user_id = (SELECT id FROM luffy_user WHERE lower(username) = lower(?))']
      : []),
  ];
  // As an array, for the planner then takes the few orders by their ids, whatever it thinks of a name it does not know.
  return { sql: `o.id = ANY (ARRAY(${ways.join(' UNION ')}))`, values: ways.map(() => q) };
}

const given = (sql: string, value: unknown): Condition[] => (value === undefined ? [] : [{ sql, values: [value] }]);

export interface Sorting {
  /** The key's expression; an index has it, with the id behind. */
  by: string;
  direction: 'ASC' | 'DESC';
  /** The key of a row as a whole number that a cursor can carry, exactly. */
  number: string;
  /** The key again from that number, standing as `?`. */
  key: string;
}

const instantSort = { number: (by: string) => `(extract(epoch FROM ${by}) * 1000000)::bigint` };
const AN_INSTANT = `(timestamptz 'epoch' + ?::bigint * interval '1 microsecond')`;
const UNPAID = -1;
const paidSort = (by: string, direction: Sorting['direction'], unpaid: string): Sorting => ({
  by,
  direction,
  number: `coalesce(${instantSort.number('o.pay_time')}, ${UNPAID})`,
  key: `(SELECT CASE WHEN k.n = ${UNPAID} THEN timestamptz '${unpaid}' ELSE timestamptz 'epoch' + k.n * interval '1 microsecond' END
         FROM (SELECT ?::bigint AS n) k)`,
});
const amountSort = { by: 'o.total_amount', number: '(o.total_amount * 100)::bigint', key: '(?::bigint / 100.0)' };
const createdSort = { by: 'o.created_time', number: instantSort.number('o.created_time'), key: AN_INSTANT };

export const SORTINGS: Readonly<Record<OrderSort, Sorting>> = {
  created: { ...createdSort, direction: 'ASC' },
  '-created': { ...createdSort, direction: 'DESC' },
  amount: { ...amountSort, direction: 'ASC' },
  '-amount': { ...amountSort, direction: 'DESC' },
  paid: paidSort(PAID_LATEST, 'ASC', 'infinity'),
  '-paid': paidSort(PAID_EARLIEST, 'DESC', '-infinity'),
};

/** Behind the last row shown, in this order. */
export const beyond = ({ by, direction, key }: Sorting, place: { value: number; id: number }): Condition => ({
  sql: `(${by}, o.id) ${direction === 'ASC' ? '>' : '<'} (${key}, ?::bigint)`,
  values: [place.value, place.id],
});

/** All conditions as one WHERE with numbered parameters. */
export function whereOf(conditions: readonly Condition[]): { where: string; values: unknown[] } {
  let at = 0;
  const sql = conditions.map((condition) => condition.sql).join('\n AND ');
  return {
    where: sql === '' ? 'true' : sql.replace(/\?/g, () => `$${++at}`),
    values: conditions.flatMap((condition) => [...condition.values]),
  };
}
