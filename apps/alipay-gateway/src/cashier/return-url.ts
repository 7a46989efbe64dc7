import type { KeyObject } from 'node:crypto';

import { beijingText } from '../platform/clock.js';
import { yuanOfFen } from '../platform/money.js';
import type { Page, Trade } from '../platform/records.js';
import { sign, signedText } from '../sign.js';

/**
 * The address the browser goes back to: exactly these members in this order, as production sends them. No status is
 * among them, and the signature proves the gateway's hand, not a payment.
 * Source: Alipay open platform, "前台回跳参数说明" of alipay.trade.page.pay.
 */
export function returnUrl(
  page: Page,
  trade: Trade,
  from: { appId: string; sellerId: string; key: KeyObject; nowMs: number },
): string {
  const before: [string, string][] = [
    ['charset', 'utf-8'],
    ['out_trade_no', trade.outTradeNo],
    ['method', `${page.method}.return`],
    ['total_amount', yuanOfFen(trade.totalFen)],
  ];
  const after: [string, string][] = [
    ['trade_no', trade.tradeNo],
    ['auth_app_id', from.appId],
    ['version', '1.0'],
    ['app_id', from.appId],
    ['sign_type', 'RSA2'],
    ['seller_id', from.sellerId],
    ['timestamp', beijingText(from.nowMs)],
  ];
  const signature = sign(signedText([...before, ...after], 'notify'), from.key);
  return `${page.returnUrl}?${new URLSearchParams([...before, ['sign', signature], ...after]).toString()}`;
}

/** Where a buyer goes who leaves without paying: the merchant's own quit address, else the merchant's front page. */
export function leaveUrl(page: Page): string | null {
  if (page.quitUrl !== '') return page.quitUrl;
  return page.returnUrl === '' ? null : `${new URL(page.returnUrl).origin}/`;
}
