/** The checks of a notify, as text keys. */
const CHECKS: Readonly<Record<string, string>> = {
  form: 'check.form',
  sign_type: 'check.signType',
  app_id: 'check.appId',
  signature: 'check.signature',
  seller_id: 'check.sellerId',
  out_trade_no: 'check.outTradeNo',
  total_amount: 'check.totalAmount',
  notify_type: 'check.notifyType',
  trade_no: 'check.tradeNo',
};

export const checkKey = (name: string): string | null => (Object.hasOwn(CHECKS, name) ? (CHECKS[name] ?? null) : null);

/** What became of a notify, as text keys. */
const VERDICTS: Readonly<Record<string, string>> = {
  malformed: 'verdict.malformed',
  'sign-type': 'verdict.signType',
  'app-id': 'verdict.appId',
  signature: 'verdict.signature',
  'unknown-order': 'verdict.unknownOrder',
  'notify-type': 'verdict.notifyType',
  'trade-status': 'verdict.tradeStatus',
  seller: 'verdict.seller',
  amount: 'verdict.amount',
  'trade-no': 'verdict.tradeNo',
  suspicious: 'verdict.suspicious',
  settled: 'verdict.settled',
  revived: 'verdict.revived',
  repeat: 'verdict.repeat',
  late: 'verdict.late',
  duplicate: 'verdict.duplicate',
  refund: 'verdict.refund',
  waiting: 'verdict.waiting',
  closed: 'verdict.closed',
};

export const verdictKey = (verdict: string): string | null =>
  Object.hasOwn(VERDICTS, verdict) ? (VERDICTS[verdict] ?? null) : null;

export interface MadeCheck {
  readonly name: string;
  readonly outcome: 'ok' | 'failed' | 'not_reached';
  readonly detail: string | null;
}

/** A check as a notify was kept with it; what has not this form was written by another version and says nothing. */
export const readChecks = (kept: readonly Readonly<Record<string, unknown>>[]): MadeCheck[] =>
  kept.flatMap(({ check, passed, detail }) =>
    typeof check === 'string' && typeof passed === 'boolean'
      ? [{ name: check, outcome: passed ? 'ok' : 'failed', detail: typeof detail === 'string' ? detail : null }]
      : [],
  );
