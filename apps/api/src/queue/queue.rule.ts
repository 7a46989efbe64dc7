/** What waits for somebody of the staff. */
export const QUEUES = [
  'refund_requests',
  'unknown_payments',
  'unknown_refunds',
  'late_payments',
  'duplicate_payments',
  'suspicious',
  'paid_without_access',
  'bill_differences',
  'broken_invariants',
  'open_alerts',
] as const;
export type QueueName = (typeof QUEUES)[number];

export const isQueue = (text: string): text is QueueName => (QUEUES as readonly string[]).includes(text);

/** Money that bought nothing and is not back with the student yet. */
const moneyOnItsWayBack = (disposition: 'late' | 'duplicate'): string => `
  SELECT p.id, p.out_trade_no AS subject, o.out_trade_no, p.amount, p.paid_at AS at, coalesce(r.state, 'no_refund') AS what
  FROM luffy_payment p JOIN luffy_order o ON o.id = p.order_id
  LEFT JOIN LATERAL (SELECT state FROM luffy_refund WHERE payment_id = p.id ORDER BY id DESC LIMIT 1) r ON true
  WHERE p.disposition = '${disposition}'
    AND NOT EXISTS (SELECT 1 FROM luffy_refund WHERE payment_id = p.id AND state = 'succeeded')`;

const refunds = (state: 'requested' | 'unknown', at: string, what: string): string => `
  SELECT r.id, r.out_request_no AS subject, o.out_trade_no, r.amount, ${at} AS at, ${what} AS what
  FROM luffy_refund r JOIN luffy_order o ON o.id = r.order_id WHERE r.state = '${state}'`;

const openAlerts = (which: string): string => `
  SELECT a.id, a.subject, coalesce(o.out_trade_no, a.data->>'out_trade_no') AS out_trade_no,
    (a.data->>'amount_fen')::numeric / 100 AS amount, a.at, a.kind AS what
  FROM luffy_alert a LEFT JOIN luffy_payment p ON p.out_trade_no = a.data->>'out_trade_no'
  LEFT JOIN luffy_order o ON o.id = p.order_id
  WHERE a.cleared_at IS NULL AND ${which}`;

/** Each queue as rows (id, subject, out_trade_no, amount, at, what). The id only orders them and is no part of an answer. */
export const QUEUE_SQL: Readonly<Record<QueueName, string>> = {
  refund_requests: refunds('requested', 'r.created_time', 'r.kind'),
  unknown_payments: `
    SELECT p.id, p.out_trade_no AS subject, o.out_trade_no, p.amount, p.linked_at AS at, p.channel AS what
    FROM luffy_payment p JOIN luffy_order o ON o.id = p.order_id WHERE p.state = 'unknown'`,
  unknown_refunds: refunds('unknown', 'coalesce(r.tried_at, r.created_time)', `coalesce(r.cause, r.kind)`),
  late_payments: moneyOnItsWayBack('late'),
  duplicate_payments: moneyOnItsWayBack('duplicate'),
  suspicious: openAlerts(`a.kind IN ('notify_suspicious', 'payment_suspicious')`),
  paid_without_access: `
    SELECT d.id, 'course:' || d.course_id AS subject, o.out_trade_no, d.real_price AS amount, o.pay_time AS at, d.course_name AS what
    FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id
    WHERE d.live AND o.order_status = 1 AND NOT EXISTS (SELECT 1 FROM luffy_enrolment e
      WHERE e.user_id = d.user_id AND e.course_id = d.course_id AND e.ended_at IS NULL)`,
  // Nothing compares our books with the channel's bills yet.
  bill_differences: `
    SELECT id, ''::text AS subject, NULL::text AS out_trade_no, NULL::numeric AS amount, at, ''::text AS what
    FROM luffy_alert WHERE false`,
  // As the check that runs every ten minutes found them, until somebody clears them.
  broken_invariants: `
    SELECT a.id, coalesce(a.data->>'subject', a.subject) AS subject, o.out_trade_no, NULL::numeric AS amount, a.at,
      coalesce(a.data->>'invariant', a.kind) AS what
    FROM luffy_alert a LEFT JOIN luffy_payment p ON p.out_trade_no = a.data->>'subject'
    LEFT JOIN luffy_order o ON o.id = p.order_id
    WHERE a.cleared_at IS NULL AND a.kind = 'invariant_broken'`,
  open_alerts: openAlerts('true'),
};
