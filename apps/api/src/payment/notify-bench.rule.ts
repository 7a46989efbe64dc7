import type { NotifyCheck } from '@luffy/ipay';

/** Every check of a notify in the order in which they are made; the first that fails is the last one made. */
export const NOTIFY_CHECKS = [
  'form',
  'sign_type',
  'app_id',
  'signature',
  'seller_id',
  'out_trade_no',
  'total_amount',
  'notify_type',
  'trade_no',
] as const;

export const WOULD = ['settle', 'repeat', 'refund', 'late', 'duplicate', 'suspicious', 'failed', 'nothing'] as const;
export type Would = (typeof WOULD)[number];

export interface CheckOutcome {
  name: string;
  outcome: 'ok' | 'failed' | 'not_reached';
  detail: string | null;
}

/** The checks that were made, and those that were not come to. One that has no place in the list stands at its end. */
export function checkOutcomes(made: readonly NotifyCheck[]): CheckOutcome[] {
  const names = [...new Set([...NOTIFY_CHECKS, ...made.map(({ check }) => check)])];
  return names.map((name) => {
    const check = made.find((candidate) => candidate.check === name);
    const outcome = check === undefined ? 'not_reached' : check.passed ? 'ok' : 'failed';
    return { name, outcome, detail: check?.detail ?? null };
  });
}

/** What each verdict means, for people. */
const MEANING: Readonly<Record<string, readonly [Would, string]>> = {
  malformed: ['failed', '不是支付宝通知的格式'],
  'sign-type': ['failed', 'sign_type 不是 RSA2'],
  'app-id': ['failed', 'app_id 不是我们的应用'],
  signature: ['failed', '签名与内容不符:内容被改过,或不是支付宝签的'],
  'unknown-order': ['failed', '没有这个支付号'],
  'notify-type': ['failed', '不是交易状态的通知'],
  'trade-status': ['failed', '不认识的交易状态'],
  seller: ['suspicious', '签名正确,但收款方不是我们:保留并报警,订单不变'],
  amount: ['suspicious', '签名正确,但金额与我们的不同:保留并报警,订单不变'],
  'trade-no': ['suspicious', '交易号属于另一笔付款,或这笔付款已有另一个交易号:保留并报警,订单不变'],
  suspicious: ['suspicious', '与我们的账不符:保留并报警,订单不变'],
  settled: ['settle', '入账,订单变为已支付'],
  revived: ['settle', '超时的订单还能成交:入账,订单变为已支付'],
  repeat: ['repeat', '这笔付款已经入过账,什么也不变'],
  late: ['late', '订单已经关闭:款项会自动原路退回'],
  duplicate: ['duplicate', '订单已由另一笔付款支付:这笔会自动原路退回'],
  refund: ['refund', '退款通知:记下渠道一共退了多少;付款还没入账时会先询问渠道'],
  waiting: ['nothing', '买家还没有付款'],
  closed: ['nothing', '交易已关闭,最多改变这笔付款的状态'],
};

export function meaningOf(verdict: string): { would: Would; why: string } {
  const [would, why] = MEANING[verdict] ?? ['failed', verdict];
  return { would, why };
}
