/** Steps of the storage, applied once each, in order. Amounts are fen, instants epoch milliseconds. */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- A pay link somebody opened. Not yet a trade: that begins when the buyer scans or logs in.
CREATE TABLE page (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token TEXT NOT NULL UNIQUE,
  form_token TEXT NOT NULL,
  out_trade_no TEXT NOT NULL,
  method TEXT NOT NULL,
  subject TEXT NOT NULL,
  total_fen INTEGER NOT NULL CHECK (total_fen > 0),
  body TEXT NOT NULL,
  passback_params TEXT NOT NULL,
  notify_url TEXT NOT NULL,
  return_url TEXT NOT NULL,
  quit_url TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  buyer TEXT
) STRICT;
CREATE INDEX page_by_number ON page (out_trade_no, id);

CREATE TABLE trade (
  trade_no TEXT PRIMARY KEY,
  out_trade_no TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  total_fen INTEGER NOT NULL CHECK (total_fen > 0),
  refunded_fen INTEGER NOT NULL DEFAULT 0 CHECK (refunded_fen BETWEEN 0 AND total_fen),
  body TEXT NOT NULL,
  passback_params TEXT NOT NULL,
  notify_url TEXT NOT NULL,
  status TEXT NOT NULL,
  buyer TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  paid_at INTEGER,
  closed_at INTEGER
) STRICT;
CREATE INDEX trade_waiting ON trade (expires_at) WHERE status = 'WAIT_BUYER_PAY';
CREATE INDEX trade_by_payment ON trade (paid_at);

CREATE TABLE refund (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trade_no TEXT NOT NULL REFERENCES trade,
  out_request_no TEXT NOT NULL,
  fen INTEGER NOT NULL CHECK (fen > 0),
  reason TEXT NOT NULL,
  refunded_at INTEGER NOT NULL,
  UNIQUE (trade_no, out_request_no)
) STRICT;
CREATE INDEX refund_by_time ON refund (refunded_at);

CREATE TABLE notify (
  notify_id TEXT PRIMARY KEY,
  out_trade_no TEXT NOT NULL,
  trade_status TEXT NOT NULL,
  url TEXT NOT NULL,
  fields TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  deliveries INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER
) STRICT;
CREATE INDEX notify_owed ON notify (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX notify_by_number ON notify (out_trade_no);

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  notify_id TEXT NOT NULL REFERENCES notify,
  at INTEGER NOT NULL,
  http_status INTEGER,
  answer TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_by_notify ON attempt (notify_id, id);

CREATE TABLE bill_link (
  token TEXT PRIMARY KEY,
  bill_type TEXT NOT NULL,
  bill_date TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT`,
];
