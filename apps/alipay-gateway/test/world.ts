import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';

import type { InjectOptions } from 'fastify';

import { createGateway, type Gateway, type GatewayOptions, type PostRequest } from '../src/index.js';

/** Keys are made once a file: they are slow, and every test may use the same ones. */
function newKeys(): { publicKey: string; privateKey: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
export const APP_KEYS = newKeys();
export const GATEWAY_KEYS = newKeys();

export const APP_ID = '2021000000000001';
export const SELLER_ID = '2088000000000001';
const NOTIFY_URL = 'http://127.0.0.1:8000/api/order/success/';
export const RETURN_URL = 'http://127.0.0.1:8000/pay/success';

/** 2026-03-01 10:00:00 in Beijing. */
export const START_MS = Date.UTC(2026, 2, 1, 2, 0, 0);

/** Written apart from the gateway's own code, so that a mistake there cannot hide here. */
export function textToSign(params: Record<string, string>, leaveOut: readonly string[]): string {
  const names = Object.keys(params).filter((name) => !leaveOut.includes(name) && params[name] !== '');
  names.sort();
  return names.map((name) => name + '=' + params[name]).join('&');
}

export function isTrueSignature(text: string, signature: string, algorithm: string, publicPem: string): boolean {
  return createVerify(algorithm).update(text, 'utf8').verify(publicPem, signature, 'base64');
}

export interface Posted extends PostRequest {
  readonly fields: Record<string, string>;
}

/** Whether the gateway's key signed this notify, by the rule for notifies. */
export function isGenuineNotify(posted: Posted | undefined, algorithm = 'RSA-SHA256'): boolean {
  if (!posted) return false;
  const text = textToSign(posted.fields, ['sign', 'sign_type']);
  return isTrueSignature(text, posted.fields['sign'] ?? '', algorithm, GATEWAY_KEYS.publicKey);
}

export interface World {
  readonly gateway: Gateway;
  /** Everything the gateway posted, oldest first. */
  readonly posted: Posted[];
  /** What the merchant answers; `null`: no connection. */
  answer: { status: number; body: string } | null;
  readonly clock: { ms: number };
  readonly options: GatewayOptions;
}

/** A gateway without a socket, on a clock that stands still until somebody moves it. */
export async function newWorld(more: Partial<GatewayOptions> = {}): Promise<World> {
  const clock = { ms: START_MS };
  const posted: Posted[] = [];
  const options: GatewayOptions = {
    port: 8100,
    storage: ':memory:',
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKeyPem: APP_KEYS.publicKey,
    gatewayPrivateKeyPem: GATEWAY_KEYS.privateKey,
    clock: { now: () => new Date(clock.ms) },
    delivery: 'manual',
    post: async (request) => {
      posted.push({ ...request, fields: Object.fromEntries(new URLSearchParams(request.body)) });
      if (!world.answer) throw new Error('connect ECONNREFUSED');
      return world.answer;
    },
    ...more,
  };
  const world: World = {
    gateway: await createGateway(options),
    posted,
    answer: { status: 200, body: 'success' },
    clock,
    options,
  };
  return world;
}

export type Params = Record<string, string>;

/** Signs a request as a merchant does. `change` may spoil parameters before signing, `undefined` removes one. */
export function requestParams(method: string, biz: unknown, change: Record<string, string | undefined> = {}): Params {
  const usual: Record<string, string | undefined> = {
    app_id: APP_ID,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: '2026-03-01 10:00:00',
    version: '1.0',
    biz_content: typeof biz === 'string' ? biz : JSON.stringify(biz),
    ...change,
  };
  const params: Params = {};
  for (const [name, value] of Object.entries(usual)) if (value !== undefined) params[name] = value;
  const sign = createSign('RSA-SHA256')
    .update(textToSign(params, ['sign']), 'utf8')
    .sign(APP_KEYS.privateKey, 'base64');
  return { sign, ...params };
}

/** Common parameters in the address, biz_content in the body, as the official clients send. */
export function asPost(params: Params): InjectOptions {
  const { biz_content: biz, ...common } = params;
  return {
    method: 'POST',
    url: `/gateway.do?${new URLSearchParams(common).toString()}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    payload: biz === undefined ? '' : new URLSearchParams({ biz_content: biz }).toString(),
  };
}

export interface Answered {
  readonly raw: string;
  readonly name: string;
  readonly response: Record<string, unknown>;
  readonly sign: string | undefined;
  /** Whether the gateway's key signed exactly the bytes of the response. */
  readonly genuine: boolean;
}

/** Calls a server method and cuts the answer by hand: the response runs from its brace to `,"sign"`. */
export async function call(
  world: World,
  method: string,
  biz: unknown,
  change: Record<string, string | undefined> = {},
): Promise<Answered> {
  return readAnswer((await world.gateway.inject(asPost(requestParams(method, biz, change)))).body);
}

export function readAnswer(raw: string): Answered {
  const parsed = JSON.parse(raw) as Record<string, unknown>;
  const name = Object.keys(parsed)[0] ?? '';
  const end = raw.lastIndexOf(',"sign":"');
  const sign = typeof parsed['sign'] === 'string' ? parsed['sign'] : undefined;
  const text = raw.slice(raw.indexOf(':') + 1, end);
  return {
    raw,
    name,
    response: parsed[name] as Record<string, unknown>,
    sign,
    genuine: sign !== undefined && isTrueSignature(text, sign, 'RSA-SHA256', GATEWAY_KEYS.publicKey),
  };
}

export const bizOf = (number: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  out_trade_no: number,
  total_amount: '99.00',
  subject: 'Vue 与 NestJS 实战',
  product_code: 'FAST_INSTANT_TRADE_PAY',
  time_expire: '2026-03-01 10:30:00',
  ...more,
});

export function payLink(biz: Record<string, unknown>, change: Record<string, string | undefined> = {}): string {
  const urls = { notify_url: NOTIFY_URL, return_url: RETURN_URL };
  return `/gateway.do?${new URLSearchParams(requestParams('alipay.trade.page.pay', biz, { ...urls, ...change })).toString()}`;
}

/** Opens a pay link in a browser; out: the cashier's address, or the error page. */
export async function openLink(
  world: World,
  biz: Record<string, unknown>,
  change: Record<string, string | undefined> = {},
) {
  const answer = await world.gateway.inject({ url: payLink(biz, change) });
  return { status: answer.statusCode, location: answer.headers.location ?? '', body: answer.body };
}

export async function control(world: World, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) {
  const answer = await world.gateway.inject({ method, url: `/control${path}`, ...(body ? { payload: body } : {}) });
  return { status: answer.statusCode, json: answer.json<Record<string, never>>() };
}

/** Opens a link and pays it; the notify is owed, not yet delivered. */
export async function buy(world: World, number: string, more: Record<string, unknown> = {}): Promise<void> {
  await openLink(world, bizOf(number, more));
  const paid = await control(world, 'POST', `/trades/${number}/pay`);
  if (paid.status !== 200) throw new Error(`the trade could not be paid: ${JSON.stringify(paid.json)}`);
}
