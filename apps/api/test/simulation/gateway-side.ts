import { createSign, generateKeyPairSync } from 'node:crypto';

import { createGateway, type Gateway, type Post } from '@luffy/alipay-gateway';
import { createPay, type PaymentChannel } from '@luffy/ipay';

import type { ManualClock } from '../../src/platform/clock.js';
import type { Random } from './random.js';

export const APP_ID = '2021000000000001';
export const SELLER_ID = '2088000000000001';
const SHOP = 'http://127.0.0.1:8000';

const pair = (): { privateKey: string; publicKey: string } =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const keys = { app: pair(), alipay: pair() };

/** Modes in which the wire itself breaks: between two programs in one process the transport plays them. */
const WIRE_MODES = ['timeout', 'timeout_after_doing', 'reset'] as const;
const GATEWAY_MODES = [
  'http_502',
  'garbage',
  'forged',
  'unsigned',
  'system_error',
  'system_error_after_doing',
] as const;
type WireMode = (typeof WIRE_MODES)[number];
export const METHODS = [
  'alipay.trade.query',
  'alipay.trade.close',
  'alipay.trade.refund',
  'alipay.trade.fastpay.refund.query',
] as const;
type Method = (typeof METHODS)[number];
/** Every mode a method can have; two of them belong to one method only. */
export const MODES_OF = {
  'alipay.trade.query': [...WIRE_MODES, ...GATEWAY_MODES],
  'alipay.trade.close': [...WIRE_MODES, ...GATEWAY_MODES, 'forget_close'],
  'alipay.trade.refund': [...WIRE_MODES, ...GATEWAY_MODES, 'seller_balance_not_enough'],
  'alipay.trade.fastpay.refund.query': [...WIRE_MODES, ...GATEWAY_MODES],
} as const satisfies Record<Method, readonly string[]>;
export const TAMPERS = ['amount', 'app_id', 'seller_id', 'out_trade_no', 'key', 'sign_type'] as const;

export interface ApiFault {
  method: Method;
  mode: string;
}
export interface Faults {
  api?: ApiFault[];
  notify?: { drop?: true; repeat?: number; delay_ms?: number; tamper?: (typeof TAMPERS)[number] };
}

/** One trade as the gateway's books have it. */
export interface TradeBookEntry {
  trade: {
    out_trade_no: string;
    trade_no: string | null;
    trade_status: string | null;
    total_amount: string;
    refund_fee: string;
  };
  refunds: { out_request_no: string; refund_amount: string }[];
  notifies: { notify_id: string; trade_status: string; next_at: string | null }[];
}

/** Whoever sends a call: asked before and after, so that it can die at either moment. */
export interface Caller {
  enter(): Promise<() => void>;
  point(): Promise<void>;
  /** The client itself sends a call that reached nobody once more. */
  rest(): void;
}

const isWireMode = (mode: string): mode is WireMode => (WIRE_MODES as readonly string[]).includes(mode);

/** The real gateway, reached without sockets and on the clock of the run, and everybody who uses it besides the shop. */
export class GatewaySide {
  #wire = new Map<string, WireMode>();
  #hasApiFault = false;

  private constructor(
    private readonly gateway: Gateway,
    private readonly clock: ManualClock,
  ) {}

  static async open(options: { clock: ManualClock; random: Random; post: Post }): Promise<GatewaySide> {
    const gateway = await createGateway({
      port: 8100,
      storage: ':memory:',
      appId: APP_ID,
      sellerId: SELLER_ID,
      appPublicKeyPem: keys.app.publicKey,
      gatewayPrivateKeyPem: keys.alipay.privateKey,
      clock: options.clock,
      random: (count) => options.random.bytes(count),
      delivery: 'manual',
      post: options.post,
    });
    return new GatewaySide(gateway, options.clock);
  }

  close(): Promise<void> {
    return this.gateway.close();
  }

  /** The shop's own client, over a transport that can break and in which the process can die. */
  channelFor(caller: Caller): PaymentChannel {
    return this.#pay((url, body) => this.#carry(caller, url, body));
  }

  /** Somebody of the shop at Alipay's own console: signs truly, meets no fault, tells the product nothing. */
  console(): PaymentChannel {
    return this.#pay((url, body) => this.#deliver(url, body));
  }

  #pay(send: (url: URL, body: string | null) => Promise<Response>): PaymentChannel {
    return createPay({
      alipay: {
        appId: APP_ID,
        sellerId: SELLER_ID,
        gateway: 'http://127.0.0.1:8100/gateway.do',
        appPrivateKey: keys.app.privateKey,
        alipayPublicKey: keys.alipay.publicKey,
        returnUrl: `${SHOP}/pay/success`,
        notifyUrl: `${SHOP}/api/order/success/`,
        quitUrl: `${SHOP}/orders`,
        breakerRestMs: 0,
        resendAfterMs: 0,
        now: () => this.clock.now(),
        fetch: (url, init) => {
          if (!(url instanceof URL)) throw new Error('not the call of the channel');
          // Without a body it is the download of a bill.
          return send(url, init?.body instanceof URLSearchParams ? init.body.toString() : null);
        },
      },
    }).alipay;
  }

  async #carry(caller: Caller, url: URL, body: string | null): Promise<Response> {
    const leave = await caller.enter();
    try {
      await caller.point();
      const mode = this.#wire.get(url.searchParams.get('method') ?? '');
      if (mode === 'timeout') throw new DOMException('no answer in time', 'TimeoutError');
      if (mode === 'reset') throw new TypeError('fetch failed');
      const response = await this.#deliver(url, body);
      await caller.point();
      if (mode === 'timeout_after_doing') throw new DOMException('no answer in time', 'TimeoutError');
      if (response.status >= 500) caller.rest();
      return response;
    } catch (error) {
      caller.rest();
      throw error;
    } finally {
      leave();
    }
  }

  async #deliver(url: URL, body: string | null): Promise<Response> {
    const path = `${url.pathname}${url.search}`;
    const reply = await this.gateway.inject(
      body === null
        ? { method: 'GET', url: path }
        : {
            method: 'POST',
            url: path,
            headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
            payload: body,
          },
    );
    return new Response(reply.rawPayload, { status: reply.statusCode });
  }

  /** A browser opens a pay link. @returns whether the cashier let it in */
  async openLink(link: string): Promise<boolean> {
    const url = new URL(link);
    const reply = await this.gateway.inject({ method: 'GET', url: `${url.pathname}${url.search}` });
    return reply.statusCode === 302;
  }

  async buyer(outTradeNo: string, does: 'scan' | 'pay'): Promise<boolean> {
    const reply = await this.gateway.inject({ method: 'POST', url: `/control/trades/${outTradeNo}/${does}` });
    return reply.statusCode === 200;
  }

  deliverDue(): Promise<number> {
    return this.gateway.deliverDue();
  }

  tick(): Promise<void> {
    return this.gateway.tick();
  }

  async resend(outTradeNo: string): Promise<void> {
    await this.gateway.inject({ method: 'POST', url: `/control/notifies/${outTradeNo}/resend` });
  }

  /** Replaces every fault; none without an argument. */
  async setFaults({ api = [], notify }: Faults = {}): Promise<void> {
    this.#wire = new Map(api.flatMap(({ method, mode }) => (isWireMode(mode) ? [[method, mode]] : [])));
    this.#hasApiFault = api.length > 0;
    const body = { api: api.filter(({ mode }) => !isWireMode(mode)), ...(notify && { notify }) };
    const reply = await this.gateway.inject({ method: 'PUT', url: '/control/faults', payload: body });
    if (reply.statusCode !== 200) throw new Error(`the gateway knows no such fault: ${reply.body}`);
  }

  /** Whether calls of the shop meet a fault now. */
  get isTroubled(): boolean {
    return this.#hasApiFault;
  }

  async books(): Promise<TradeBookEntry[]> {
    const reply = await this.gateway.inject({ method: 'GET', url: '/control/trades' });
    return (JSON.parse(reply.body) as { items: TradeBookEntry[] }).items;
  }
}

/** The body of a notify that is signed by Alipay's own key, whatever it says. */
export function signedNotify(fields: Readonly<Record<string, string>>): string {
  const all = Object.entries({ ...fields, app_id: APP_ID, seller_id: SELLER_ID, charset: 'utf-8', version: '1.0' });
  const text = all
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const sign = createSign('RSA-SHA256').update(text, 'utf8').sign(keys.alipay.privateKey, 'base64');
  return new URLSearchParams([...all, ['sign_type', 'RSA2'], ['sign', sign]]).toString();
}
