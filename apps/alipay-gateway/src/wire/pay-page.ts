import { beijingMs } from '../platform/clock.js';
import { fenOfYuan } from '../platform/money.js';
import { httpUrl, isAllowedTarget } from '../platform/post.js';
import type { PageAsked } from '../trade.js';
import { businessError, type GatewayError } from './errors.js';
import { bizText, readBiz } from './request.js';

/** Methods a browser brings, and the only product code each takes. */
const BROWSER_METHODS = {
  'alipay.trade.page.pay': 'FAST_INSTANT_TRADE_PAY',
  'alipay.trade.wap.pay': 'QUICK_WAP_WAY',
} as const;
export type BrowserMethod = keyof typeof BROWSER_METHODS;

export function isBrowserMethod(method: string): method is BrowserMethod {
  return Object.hasOwn(BROWSER_METHODS, method);
}

interface PayPageRules {
  readonly nowMs: number;
  readonly notifyPrefixes: readonly string[] | undefined;
  /** A number whose close was answered and forgotten is payable past its deadline too. */
  readonly deadline: 'kept' | 'forgotten';
}

const DAY_MS = 86_400_000;
const LONGEST_MS = 15 * DAY_MS;

/**
 * Reads the pay link field by field. Source: Alipay open platform, alipay.trade.page.pay and alipay.trade.wap.pay.
 * One rule is softer than there: time_expire may be less than a minute ahead, so that short orders can be tried.
 */
export function readPayPage(
  method: BrowserMethod,
  params: ReadonlyMap<string, string>,
  rules: PayPageRules,
): { asked: PageAsked } | { error: GatewayError } {
  const biz = readBiz(params.get('biz_content') ?? '');
  if (!biz) return wrong('biz_content 不是 JSON 对象');
  const field = (name: string): string => bizText(biz, name) ?? '\0';
  const faulty = firstFault([
    [/^[A-Za-z0-9_]{1,64}$/.test(field('out_trade_no')), 'out_trade_no 只能是 1 到 64 位字母、数字、下划线'],
    [(fenOfYuan(biz['total_amount']) ?? 0) > 0, 'total_amount 应为 0.01 到 100000000,最多两位小数'],
    [
      isPlainText(field('subject'), 1, 256) && !/[/=&]/.test(field('subject')),
      'subject 应为 1 到 256 个字符,不含 / = &',
    ],
    [field('product_code') === BROWSER_METHODS[method], `product_code 只能是 ${BROWSER_METHODS[method]}`],
    [isPlainText(field('body'), 0, 128), 'body 最长 128 个字符'],
    [isPlainText(field('passback_params'), 0, 512), 'passback_params 最长 512 个字符'],
    [['', '0', '1'].includes(field('goods_type')), 'goods_type 只能是 0 或 1'],
    [field('enable_pay_channels') === '' || field('disable_pay_channels') === '', '可用渠道与禁用渠道不能同时指定'],
  ]);
  if (faulty) return wrong(faulty);
  const expiresAt = deadline({ time: field('time_expire'), express: field('timeout_express') }, rules);
  if (typeof expiresAt === 'string') return wrong(expiresAt);
  const urls = readUrls(params, field('quit_url'), rules);
  if (typeof urls === 'string') return wrong(urls);
  return {
    asked: {
      outTradeNo: field('out_trade_no'),
      method,
      subject: field('subject'),
      totalFen: fenOfYuan(biz['total_amount']) ?? 0,
      body: field('body'),
      passbackParams: field('passback_params'),
      ...urls,
      expiresAt,
    },
  };
}

const wrong = (text: string): { error: GatewayError } => ({ error: businessError('ACQ.INVALID_PARAMETER', text) });

function firstFault(checks: readonly (readonly [boolean, string])[]): string | null {
  return checks.find(([fits]) => !fits)?.[1] ?? null;
}

/** Counted in characters, without control characters and broken pairs, which no wire carries unchanged. */
function isPlainText(text: string, least: number, most: number): boolean {
  const length = Array.from(text).length;
  return length >= least && length <= most && text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text);
}

/** time_expire wins over timeout_express; without both a page lives 15 days. Out: epoch milliseconds, or a sentence. */
function deadline(asked: { time: string; express: string }, rules: PayPageRules): number | string {
  const { nowMs } = rules;
  if (asked.time !== '') {
    const at = beijingMs(asked.time);
    if (at === null) return 'time_expire 的格式应为 yyyy-MM-dd HH:mm:ss';
    if (at <= nowMs && rules.deadline === 'kept') return 'time_expire 已过,订单超时';
    return at - nowMs > LONGEST_MS ? 'time_expire 最多在 15 天以后' : at;
  }
  if (asked.express === '') return nowMs + LONGEST_MS;
  if (asked.express === '1c') return endOfBeijingDay(nowMs);
  const parts = /^([1-9]\d{0,4})([mhd])$/.exec(asked.express);
  const unitMs = { m: 60_000, h: 3_600_000, d: DAY_MS }[parts?.[2] ?? ''] ?? 0;
  const span = Number(parts?.[1] ?? 0) * unitMs;
  return span >= 60_000 && span <= LONGEST_MS ? nowMs + span : 'timeout_express 应为 1m 到 15d 的整数,或 1c';
}

function endOfBeijingDay(nowMs: number): number {
  const offset = 8 * 3_600_000;
  return (Math.floor((nowMs + offset) / DAY_MS) + 1) * DAY_MS - offset;
}

type Urls = Pick<PageAsked, 'notifyUrl' | 'returnUrl' | 'quitUrl'>;

function readUrls(params: ReadonlyMap<string, string>, quitUrl: string, rules: PayPageRules): Urls | string {
  const notifyUrl = params.get('notify_url') ?? '';
  const returnUrl = params.get('return_url') ?? '';
  // A given but empty address is an address the merchant did not mean to send; the real gateway refuses it too.
  if (params.get('notify_url') === '' || params.get('return_url') === '')
    return 'notify_url 与 return_url 不能为空字符串';
  for (const [name, url] of [
    ['notify_url', notifyUrl],
    ['return_url', returnUrl],
  ] as const) {
    if (url === '') continue;
    if (url.length > 256 || !httpUrl(url) || /[?#]/.test(url))
      return `${name} 应为不带参数的 http(s) 地址,最长 256 个字符`;
    if (!isAllowedTarget(url, rules.notifyPrefixes)) return `${name} 不在本地网关允许的地址之内`;
  }
  if (quitUrl !== '' && (!httpUrl(quitUrl) || !isAllowedTarget(quitUrl, rules.notifyPrefixes))) return 'quit_url 无效';
  return { notifyUrl, returnUrl, quitUrl };
}
