import {
  type CloseOutcome,
  type NotifyReading,
  type PayUrlRequest,
  PaymentChannel,
  type RawNotify,
  type RefundOutcome,
  type RefundRequest,
  type RefundState,
  type ReturnReading,
  type TradeState,
} from '../channel.js';
import type { AlipayConfig } from '../settings.js';
import { type NotifyRules, readNotify, readReturn, signedTextOf } from './alipay.notify.js';
import { verifiesRsa2 } from './alipay.sign.js';
import { payCall, refundBiz, refundQueryBiz, signedLink } from './alipay.wire.js';
import { closeOutcomeOf, refundOutcomeOf, refundStateOf, tradeStateOf } from './answer.parse.js';
import { AlipayGateway } from './gateway.service.js';

/** Alipay: page pay for desktops, wap pay for phones, and the four server calls. */
export class AlipayChannel extends PaymentChannel {
  readonly name = 'alipay';
  readonly #gateway: AlipayGateway;
  readonly #rules: NotifyRules;

  constructor(private readonly config: AlipayConfig) {
    super();
    this.#gateway = new AlipayGateway(config);
    this.#rules = {
      appId: config.appId,
      sellerId: config.sellerId,
      verifies: (text, signature) => verifiesRsa2(text, signature, config.alipayPublicKey),
    };
  }

  override payUrl(request: PayUrlRequest): Promise<string> {
    return signedLink(this.config, this.#gateway.sdkVersion, payCall(request, this.config.quitUrl));
  }

  override readNotify(raw: RawNotify): NotifyReading {
    return readNotify(raw, this.#rules);
  }

  override signedTextOf(raw: RawNotify): string | null {
    return signedTextOf(raw);
  }

  override readReturn(query: string): ReturnReading {
    return readReturn(query, this.#rules);
  }

  override async query(outTradeNo: string): Promise<TradeState> {
    const reply = await this.#gateway.ask('alipay.trade.query', { out_trade_no: outTradeNo }, { resend: 'once' });
    return reply.kind === 'answer' ? tradeStateOf(reply.answer, outTradeNo) : reply;
  }

  override async close(outTradeNo: string): Promise<CloseOutcome> {
    const reply = await this.#gateway.ask('alipay.trade.close', { out_trade_no: outTradeNo }, { resend: 'once' });
    return reply.kind === 'answer' ? closeOutcomeOf(reply.answer, outTradeNo) : reply;
  }

  override async refund(request: RefundRequest): Promise<RefundOutcome> {
    const reply = await this.#gateway.ask('alipay.trade.refund', refundBiz(request), { resend: 'never' });
    return reply.kind === 'answer' ? refundOutcomeOf(reply.answer, request) : reply;
  }

  override async queryRefund(
    request: Pick<RefundRequest, 'outTradeNo' | 'tradeNo' | 'outRequestNo'>,
  ): Promise<RefundState> {
    const method = 'alipay.trade.fastpay.refund.query';
    const reply = await this.#gateway.ask(method, refundQueryBiz(request), { resend: 'once' });
    return reply.kind === 'answer' ? refundStateOf(reply.answer, request) : reply;
  }
}
