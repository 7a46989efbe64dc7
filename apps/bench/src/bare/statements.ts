/** One named statement each: parsed and planned once on a connection. */
const named = (name: string, text: string) => ({ name, text });

/** Who asks, whether their token still counts, and what they want to buy, in one look. */
export const BUYER_AND_COURSES = named(
  'buyer-and-courses',
  `SELECT u.tokens_valid_from, c.id::int, c.name, (c.price * 100)::int AS fen FROM luffy_user u, luffy_course c
   WHERE u.id = $1 AND c.id = ANY($2) AND c.status = 1`,
);

/** The order, its lines, its payment and its first event: one statement, one commit. */
export const PLACE = named(
  'place',
  `WITH o AS (
     INSERT INTO luffy_order (subject, total_amount, out_trade_no, order_status, pay_type, user_id, created_time,
       original_amount, expires_at)
     VALUES ($1, $2, $3, 0, 1, $4, $5, $2, $6) RETURNING id),
   lines AS (
     INSERT INTO luffy_order_detail (order_id, course_id, price, real_price, user_id, course_name, live)
     SELECT o.id, c.id, c.price, c.price, $4, c.name, true FROM o, unnest($7::bigint[], $8::numeric[], $9::text[]) AS c (id, price, name)),
   payment AS (
     INSERT INTO luffy_payment (order_id, channel, out_trade_no, amount, state, linked_at, next_query_at, created_time)
     SELECT o.id, 'alipay', $3, $2, 'waiting', $5, $5::timestamptz + interval '5 seconds', $5 FROM o)
   INSERT INTO luffy_order_event (order_id, seq, at, actor, type, data)
   SELECT o.id, 1, $5, $10, 'placed', $11::jsonb FROM o`,
);

/** The payment of a verified notify, everything it buys, and the notify itself. Counts the orders that it paid. */
export const SETTLE = named(
  'settle',
  `WITH p AS (
     SELECT p.id, p.order_id FROM luffy_payment p JOIN luffy_order o ON o.id = p.order_id
     WHERE p.out_trade_no = $1 AND p.amount = $2 AND p.state <> 'succeeded' FOR NO KEY UPDATE OF o, p),
   o AS (
     UPDATE luffy_order SET order_status = 1, trade_no = $3, pay_time = $4 FROM p
     WHERE luffy_order.id = p.order_id AND order_status = 0 RETURNING luffy_order.id),
   payment AS (
     UPDATE luffy_payment SET state = 'succeeded', disposition = 'applied', trade_no = $3, buyer_id = $5, paid_at = $4,
       next_query_at = NULL FROM p WHERE luffy_payment.id = p.id),
   enrolment AS (
     INSERT INTO luffy_enrolment (user_id, course_id, kind, order_detail_id, granted_at)
     SELECT d.user_id, d.course_id, 'order', d.id, $6 FROM luffy_order_detail d JOIN o ON o.id = d.order_id),
   event AS (
     INSERT INTO luffy_order_event (order_id, seq, at, actor, type, data)
     SELECT o.id, (SELECT coalesce(max(seq), 0) + 1 FROM luffy_order_event e WHERE e.order_id = o.id), $6, 'alipay', 'paid',
       jsonb_build_object('trade_no', $3::text) FROM o),
   notify AS (
     INSERT INTO luffy_notify (channel, received_at, verified, verdict, answer, checks, out_trade_no, notify_id, headers,
       body_sha256, body)
     SELECT 'alipay', $6, true, 'settled', 'success', $7::jsonb, $1, $8, $9::jsonb, $10, $11 FROM o)
   SELECT count(*)::int AS paid FROM o`,
);

/** The owner's look at an order, with the token check in it. */
export const POLL = named(
  'poll',
  `SELECT u.tokens_valid_from, o.id, o.order_status, o.user_id, EXISTS (
     SELECT 1 FROM luffy_payment p WHERE p.order_id = o.id AND p.state <> 'succeeded'
       AND (p.asked_at IS NULL OR p.asked_at <= $3::timestamptz - interval '2 seconds')) AS askable
   FROM luffy_user u LEFT JOIN luffy_order o ON o.out_trade_no = $2 WHERE u.id = $1`,
);

/** Who looks at an order that waits has the gateway asked, unless it was asked just now. */
export const CLAIM_QUESTION = named(
  'claim-question',
  `UPDATE luffy_payment SET asked_at = $2 WHERE order_id = $1 AND state <> 'succeeded'
   AND (asked_at IS NULL OR asked_at <= $2::timestamptz - interval '2 seconds') RETURNING out_trade_no`,
);

const ORDER = `json_build_object('id', o.id, 'out_trade_no', o.out_trade_no, 'trade_no', o.trade_no, 'subject', o.subject,
  'total_amount', o.total_amount::text, 'original_amount', o.original_amount::text, 'discount_amount', o.discount_amount::text,
  'order_status', o.order_status, 'pay_type', o.pay_type, 'pay_time', o.pay_time, 'user_id', o.user_id,
  'created_time', o.created_time, 'coupon_record_id', o.coupon_record_id, 'refund_status', o.refund_status,
  'refunded_amount', o.refunded_amount::text, 'expires_at', o.expires_at, 'closed_at', o.closed_at, 'courses',
  (SELECT json_agg(json_build_object('course_id', d.course_id, 'course_name', d.course_name, 'price', d.price::text,
     'real_price', d.real_price::text, 'refunded_amount', d.refunded_amount::text) ORDER BY d.id)
   FROM luffy_order_detail d WHERE d.order_id = o.id))`;

export const OWN_ORDERS = named(
  'own-orders',
  `SELECT u.tokens_valid_from, (SELECT json_agg(x.j ORDER BY x.id DESC)::text FROM
     (SELECT o.id, ${ORDER} AS j FROM luffy_order o WHERE o.user_id = u.id ORDER BY o.id DESC LIMIT 21) x) AS items
   FROM luffy_user u WHERE u.id = $1`,
);

export const COURSES = named(
  'courses',
  `SELECT json_agg(json_build_object('id', c.id, 'name', c.name, 'price', c.price::text, 'original_price', c.original_price::text,
     'brief', c.brief, 'cover', c.cover, 'teacher', c.teacher, 'lesson_count', jsonb_array_length(c.lessons),
     'learners', c.learners, 'refund_days', c.refund_days, 'on_sale', true, 'created_time', c.created_time) ORDER BY c.id)::text AS items
   FROM (SELECT c.*, (SELECT count(DISTINCT e.user_id) FROM luffy_enrolment e WHERE e.course_id = c.id AND e.ended_at IS NULL) AS learners
         FROM luffy_course c WHERE c.status = 1 ORDER BY c.id LIMIT 21) c`,
);

const FOUND = (where: string, order: string): string => `SELECT u.roles, (SELECT json_agg(x.j)::text FROM
  (SELECT ${ORDER} AS j FROM luffy_order o WHERE ${where} ORDER BY ${order} LIMIT 21) x) AS items
  FROM luffy_user u WHERE u.id = $1`;

const BY_TEXT = FOUND(
  `o.id = ANY (ARRAY(SELECT id FROM luffy_order WHERE out_trade_no = $2 UNION SELECT id FROM luffy_order WHERE trade_no = $2
     UNION SELECT order_id FROM luffy_payment WHERE out_trade_no = $2 UNION SELECT order_id FROM luffy_payment WHERE trade_no = $2
     UNION SELECT id FROM luffy_order WHERE user_id = (SELECT id FROM luffy_user WHERE lower(username) = lower($2))
     UNION SELECT id FROM luffy_order WHERE user_id = $3))`,
  'o.created_time DESC, o.id DESC',
);
export const SEARCH_TEXT = named('search-text', BY_TEXT);
export const SEARCH_COURSE = named(
  'search-course',
  FOUND(
    'o.order_status = $2 AND o.id IN (SELECT order_id FROM luffy_order_detail WHERE course_id = $3)',
    'o.created_time DESC, o.id DESC',
  ),
);
export const SEARCH_AMOUNT = named(
  'search-amount',
  FOUND('o.order_status = $2 AND o.total_amount >= $3', 'o.total_amount DESC, o.id DESC'),
);
