import { fenFromYuan, sumFen } from '@luffy/money';

import type { TradeBookEntry } from './gateway-side.js';
import type { World } from './world.js';

/** Promises a sweep has to keep: they are broken only when a sweep that nothing disturbed has left them so. */
const KEPT_BY_A_SWEEP = new Set(['I2', 'I7']);
/**
 * A bill that tells of a wrong sum somebody took breaks the promise by right: that is what staff read it for. Here the
 * gateway's books are asked themselves, with every cause taken into account: `differences`.
 */
const ASKED_OF_THE_GATEWAY = 'I10';

/** Everything that must hold between any two steps. @returns what does not */
export async function brokenNow(world: World): Promise<string[]> {
  const faults = world.outrages.splice(0);
  const ours = async () => (await world.broken()).filter(({ name }) => name !== ASKED_OF_THE_GATEWAY);
  let broken = await ours();
  for (let sweeps = 0; sweeps < 3 && broken.some(({ name }) => KEPT_BY_A_SWEEP.has(name)); sweeps++) {
    await world.sweep();
    broken = await ours();
  }
  // While the gateway does not answer, an order that nobody may close stays.
  if (world.gateway.isTroubled) broken = broken.filter(({ name }) => name !== 'I7');
  faults.push(...broken.map(({ name, subject }) => `${name} is broken: ${subject}`));
  faults.push(...(await brokenLines(world)), ...(await forgottenNotifies(world)));
  return faults;
}

/** A line is live while its order waits, or is paid and the line not fully refunded. */
async function brokenLines(world: World): Promise<string[]> {
  const rows = await world.ground.rows<{ out_trade_no: string; live: boolean }>(
    `SELECT o.out_trade_no, d.live FROM luffy_order_detail d JOIN luffy_order o ON o.id = d.order_id
     WHERE d.live <> CASE o.order_status WHEN 0 THEN true
       WHEN 1 THEN CASE WHEN d.real_price > 0 THEN d.refunded_amount < d.real_price ELSE o.refund_status <> 2 END
       ELSE false END`,
  );
  return rows.map((row) => `a line of ${row.out_trade_no} is ${row.live ? 'still' : 'no longer'} live`);
}

/** After `success` the channel is silent for ever: what it said must be on disk. */
async function forgottenNotifies(world: World): Promise<string[]> {
  const kept = await world.ground.rows<{ notify_id: string }>(
    "SELECT DISTINCT notify_id FROM luffy_notify WHERE answer = 'success'",
  );
  const known = new Set(kept.map((row) => row.notify_id));
  return [...world.accepted]
    .filter((id) => !known.has(id))
    .map((id) => `notify ${id} was answered success and is not in the books`);
}

interface OurPayment {
  out_trade_no: string;
  amount: string;
  trade_no: string | null;
  state: string;
  disposition: string | null;
  suspicious: boolean;
  refunds: { out_request_no: string; amount: string; kind: string; state: string }[];
}

/** I10: the gateway's books and ours say the same, to the fen. `strange`: refunds that others made at the console. */
export async function differences(world: World, strange: ReadonlyMap<string, string>): Promise<string[]> {
  const trades = await world.gateway.books();
  const payments = await world.ground.rows<OurPayment & { refunds: OurPayment['refunds'] }>(
    `SELECT p.out_trade_no, p.amount::text, p.trade_no, p.state, p.disposition,
       EXISTS (SELECT 1 FROM luffy_alert a WHERE a.subject = p.out_trade_no AND a.kind IN ('notify_suspicious', 'payment_suspicious')) AS suspicious,
       coalesce((SELECT jsonb_agg(jsonb_build_object('out_request_no', r.out_request_no, 'amount', r.amount::text, 'kind', r.kind, 'state', r.state))
                 FROM luffy_refund r WHERE r.payment_id = p.id), '[]') AS refunds
     FROM luffy_payment p ORDER BY p.id`,
  );
  const ours = new Map(payments.map((payment) => [payment.out_trade_no, payment]));
  const theirs = new Map(trades.map((entry) => [entry.trade.out_trade_no, entry]));
  const unknown = trades.filter((entry) => isPaid(entry) && !ours.has(entry.trade.out_trade_no));
  return [
    ...unknown.map((entry) => `trade ${entry.trade.out_trade_no} is paid and unknown to us`),
    ...payments.flatMap((payment) =>
      differencesOf(payment, theirs.get(payment.out_trade_no), strange).map(
        (difference) => `I10 ${payment.out_trade_no}: ${difference}`,
      ),
    ),
  ];
}

/** A trade that was refunded in full is closed, and was paid. */
const isPaid = ({ trade }: TradeBookEntry): boolean =>
  trade.trade_status === 'TRADE_SUCCESS' ||
  trade.trade_status === 'TRADE_FINISHED' ||
  fenFromYuan(trade.refund_fee) > 0;

function differencesOf(
  payment: OurPayment,
  entry: TradeBookEntry | undefined,
  strange: ReadonlyMap<string, string>,
): string[] {
  const hasMoney = entry !== undefined && isPaid(entry);
  const succeeded = payment.state === 'succeeded';
  if (!hasMoney) return succeeded ? ['we say paid, the gateway does not'] : [];
  const { trade } = entry;
  if (trade.total_amount !== payment.amount) {
    if (succeeded) return [`${trade.total_amount} was taken for ${payment.amount}`];
    return payment.suspicious ? [] : ['money of a wrong sum lies there without an alert'];
  }
  if (!succeeded) return ['the gateway has money that we do not know of'];
  const faults = trade.trade_no === payment.trade_no ? [] : [`trade ${trade.trade_no} there, ${payment.trade_no} here`];
  return [...faults, ...refundDifferences(payment, entry, strange)];
}

function refundDifferences(payment: OurPayment, entry: TradeBookEntry, strange: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  const done = payment.refunds.filter((refund) => refund.state === 'succeeded');
  const made = new Map(entry.refunds.map((refund) => [refund.out_request_no, refund.refund_amount]));
  for (const [outRequestNo, amount] of made) {
    if (strange.has(outRequestNo)) continue;
    const refund = payment.refunds.find((candidate) => candidate.out_request_no === outRequestNo);
    if (!refund) faults.push(`a refund ${outRequestNo} of ${amount} that nobody asked for`);
    else if (refund.state !== 'succeeded' || refund.amount !== amount)
      faults.push(`refund ${outRequestNo}: ${amount} there, ${refund.amount} ${refund.state} here`);
  }
  for (const refund of done) {
    if (refund.kind !== 'external' && !made.has(refund.out_request_no))
      faults.push(`refund ${refund.out_request_no} never reached the gateway`);
  }
  const back = sumFen(done.map((refund) => fenFromYuan(refund.amount)));
  if (back !== fenFromYuan(entry.trade.refund_fee))
    faults.push(`${entry.trade.refund_fee} refunded there, ${back} fen here`);
  if (payment.disposition !== 'applied' && back !== fenFromYuan(payment.amount)) {
    faults.push(
      `a ${payment.disposition} payment of ${payment.amount} got ${back} fen back: ${JSON.stringify(payment.refunds)}`,
    );
  }
  return faults;
}

/** Whether something of ours is still on its way. */
export async function isQuiet(world: World): Promise<boolean> {
  const [row] = await world.ground.rows<{ busy: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM luffy_order WHERE order_status = 0)
       OR EXISTS (SELECT 1 FROM luffy_payment WHERE next_query_at IS NOT NULL)
       OR EXISTS (SELECT 1 FROM luffy_refund WHERE next_try_at IS NOT NULL) AS busy`,
  );
  return row?.busy === false;
}
