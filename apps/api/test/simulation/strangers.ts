import { fen, fenFromYuan, yuanFromFen } from '@luffy/money';

import { signedNotify } from './gateway-side.js';
import type { Action } from './plan.js';
import type { SeenOrder, SeenPayment } from './sight.js';
import type { World } from './world.js';

const NOTIFY_TYPE = { 'content-type': 'application/x-www-form-urlencoded; text/html; charset=UTF-8' };

/** Others who hold the school's keys, and a channel that errs: true signatures over what the shop did not ask for. */
export class Strangers {
  /** Refunds that were made at Alipay's console: their number, and the payment's. */
  readonly refunds = new Map<string, string>();
  #count = 0;

  constructor(private readonly world: World) {}

  async consoleRefund({ outTradeNo, tradeNo, amount }: SeenPayment, [, much, part]: Action['dice']): Promise<string> {
    const most = fenFromYuan(amount);
    const refundFen = part < 0.3 ? most : fen(1 + Math.floor(much * (most - 1)));
    const outRequestNo = `console${++this.#count}`;
    const outcome = await this.world.console.refund({
      outTradeNo,
      tradeNo: tradeNo ?? '',
      outRequestNo,
      refundFen,
      reason: 'console',
    });
    // An error may come after the money went: the gateway's books say whether it did.
    this.refunds.set(outRequestNo, outTradeNo);
    return `${yuanFromFen(refundFen)} ${outcome.kind}`;
  }

  /** The channel says closed of a page that can still be paid. */
  async falseClose({ outTradeNo, amount }: SeenPayment): Promise<string> {
    const trade = (await this.world.gateway.books()).find((entry) => entry.trade.out_trade_no === outTradeNo)?.trade;
    if (trade?.trade_status !== 'WAIT_BUYER_PAY') return 'nobody scanned it';
    return this.#say({
      out_trade_no: outTradeNo,
      trade_no: trade.trade_no ?? '',
      trade_status: 'TRADE_CLOSED',
      total_amount: amount,
    });
  }

  /** A second trade number for one payment. */
  strangeTrade({ outTradeNo, amount }: SeenPayment): Promise<string> {
    const tradeNo = `2026030222001${String(900_000_000_000_000 + ++this.#count)}`;
    return this.#say({
      out_trade_no: outTradeNo,
      trade_no: tradeNo,
      trade_status: 'TRADE_SUCCESS',
      total_amount: amount,
      gmt_payment: '2026-03-02 14:05:00',
    });
  }

  async #say(fields: Record<string, string>): Promise<string> {
    const notifyId = `strange${++this.#count}`;
    const time = '2026-03-02 14:05:00';
    const body = signedNotify({ ...fields, notify_id: notifyId, notify_type: 'trade_status_sync', notify_time: time });
    return this.world.receive(NOTIFY_TYPE, body).then(
      (answer) => answer.body,
      () => 'no answer',
    );
  }

  /** Another program of the school, with the same app and keys, sells under our number for another sum. */
  async wrongSum({ outTradeNo }: SeenPayment, order: SeenOrder | undefined): Promise<string> {
    const totalFen = fen(1);
    const expiresAt = new Date(this.world.clock.now().getTime() + 1_800_000);
    if (!order || order.total === '0.01') return 'nothing to do it with';
    const link = await this.world.console.payUrl({
      outTradeNo,
      totalFen,
      subject: `course`,
      expiresAt,
      device: 'desktop',
    });
    if (!(await this.world.gateway.openLink(link))) return 'the cashier refuses';
    return (await this.world.gateway.buyer(outTradeNo, 'pay')) ? '0.01 paid' : 'the cashier refuses';
  }
}
