import type { KeyObject } from 'node:crypto';

import { beijingMs } from '../platform/clock.js';
import { signedText, verify } from '../sign.js';
import { gatewayError, type GatewayError } from './errors.js';

/** Everything a request to gateway.do carried, query and body together. */
export interface RequestParams {
  readonly all: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
  /** Names given more than once, within one part or in both. */
  readonly repeated: readonly string[];
}

/** Reads both parts by the form rule: `+` is a space, `%XX` is decoded once. */
export function readParams(rawUrl: string, body: Iterable<readonly [string, string]>): RequestParams {
  const mark = rawUrl.indexOf('?');
  const query = new Map<string, string>();
  const all = new Map<string, string>();
  const repeated: string[] = [];
  const take = (name: string, value: string): void => {
    if (all.has(name)) repeated.push(name);
    else all.set(name, value);
  };
  for (const [name, value] of new URLSearchParams(mark < 0 ? '' : rawUrl.slice(mark + 1))) {
    take(name, value);
    query.set(name, value);
  }
  for (const [name, value] of body) take(name, value);
  return { all, query, repeated };
}

export interface Caller {
  readonly appId: string;
  readonly appKey: KeyObject;
}

/** Whether the gateway knows whose keys to answer with. */
export type Checked =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: GatewayError; readonly answer: 'signed' | 'unsigned' };

/**
 * Checks what every request must have, in this order: the required members, the app, the sign type, the timestamp,
 * the other constants, the signature. The method itself and biz_content come afterwards.
 * Source: Alipay open platform, "公共错误码".
 */
export function checkRequest(params: RequestParams, caller: Caller): Checked {
  const missing = firstMissing(params.all);
  if (missing) return { ok: false, error: missing, answer: 'signed' };
  const given = (name: string): string => params.all.get(name) ?? '';
  // No key belongs to a stranger's app, so there is nothing to sign with.
  if (given('app_id') !== caller.appId) {
    return { ok: false, error: gatewayError('isv.invalid-app-id'), answer: 'unsigned' };
  }
  const error = wrongConstant(params, given) ?? wrongSignature(params, caller.appKey);
  return error ? { ok: false, error, answer: 'signed' } : { ok: true };
}

const REQUIRED = [
  ['method', 'isv.missing-method'],
  ['app_id', 'isv.missing-app-id'],
  ['sign_type', 'isv.missing-signature-type'],
  ['sign', 'isv.missing-signature'],
  ['timestamp', 'isv.missing-timestamp'],
  ['version', 'isv.missing-version'],
] as const;

function firstMissing(all: ReadonlyMap<string, string>): GatewayError | null {
  const found = REQUIRED.find(([name]) => (all.get(name) ?? '') === '');
  return found ? gatewayError(found[1]) : null;
}

function wrongConstant(params: RequestParams, given: (name: string) => string): GatewayError | null {
  if (given('sign_type') !== 'RSA2') return gatewayError('isv.invalid-signature-type');
  if (beijingMs(given('timestamp')) === null) return gatewayError('isv.invalid-timestamp');
  if (given('version') !== '1.0') return gatewayError('isv.invalid-version');
  if (given('format') !== '' && given('format').toUpperCase() !== 'JSON') return gatewayError('isv.invalid-format');
  const charset = given('charset');
  if (charset !== '' && charset.toLowerCase() !== 'utf-8') return gatewayError('isv.invalid-charset');
  const twice = params.repeated[0];
  if (twice !== undefined) return gatewayError('isv.invalid-parameter', `参数重复: ${twice}`);
  return null;
}

function wrongSignature(params: RequestParams, key: KeyObject): GatewayError | null {
  const text = signedText(params.all, 'request');
  // The gateway decodes the body by the charset of the query; one that is only in the body comes too late.
  if ((params.query.get('charset') ?? '') === '') {
    return gatewayError('isv.invalid-signature', '验签出错,请把 charset 参数放在请求地址的查询字符串中');
  }
  if (verify(text, params.all.get('sign') ?? '', key)) return null;
  return gatewayError(
    'isv.invalid-signature',
    `验签出错,建议检查签名字符串或签名私钥与应用公钥是否匹配,网关生成的验签字符串为:${text.replaceAll('&', '&amp;')}`,
  );
}

/** Member name of the answer: the method with underscores, or `error_response` when no method can be read. */
export function responseName(method: string): string {
  return /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(method) && method.length <= 128
    ? `${method.replaceAll('.', '_')}_response`
    : 'error_response';
}

/** biz_content as an object, or null when it is none. */
export function readBiz(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text member of biz_content: absent is empty, a number is its text, anything else is null. */
export function bizText(biz: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = biz[name];
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}
