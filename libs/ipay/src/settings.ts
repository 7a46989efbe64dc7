import type { KeyObject } from 'node:crypto';

import { z } from 'zod';

import { KeyFault, parsePrivateKey, parsePublicKey, provenPublicHalf } from './pem.parse.js';

/** What the shop must say to be paid through Alipay. Keys: PEM or bare base64, PKCS#1 or PKCS#8. */
export interface AlipaySettings {
  /** 16 digits. */
  appId: string;
  /** The account the money goes to: 2088 and 12 digits. */
  sellerId: string;
  /** Address of gateway.do, without a query. */
  gateway: string;
  appPrivateKey: string;
  /** Alipay's key as the console shows it, not the public half of ours. */
  alipayPublicKey: string;
  /** Where the browser comes back to. At most 256 characters, no query of its own: it would break Alipay's signature. */
  returnUrl: string;
  /** Where the asynchronous notify goes; same rules. */
  notifyUrl: string;
  /** Where a phone goes that leaves the cashier without paying. */
  quitUrl: string;
  /** How long one call to the gateway may take, in milliseconds. Default 5000. */
  timeoutMs?: number;
  /** How long calls are refused at once after five failures in a row, in milliseconds. Default 2000. */
  breakerRestMs?: number;
  /** How long before a call that reached nobody is sent once more, in milliseconds. Default 100. */
  resendAfterMs?: number;
  /** The clock that stamps requests. */
  now?: () => Date;
  /** The way to the gateway. A simulation hands in one without sockets. */
  fetch?: typeof fetch;
}

export interface PaySettings {
  alipay: AlipaySettings;
}

/** Settings that were checked, with keys ready for use: PEM text would be parsed again at every signature. */
export interface AlipayConfig extends Omit<Required<AlipaySettings>, 'appPrivateKey' | 'alipayPublicKey'> {
  appPrivateKey: KeyObject;
  alipayPublicKey: KeyObject;
}

/** Every fault of the settings at once: names and what is wrong, never a value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly faults: readonly string[]) {
    super(`The payment settings are not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const plainUrl = z.url({ protocol: /^https?$/ }).refine((url) => !/[?#]/.test(url), 'must carry no query of its own');
const callbackUrl = plainUrl.max(256, 'must be at most 256 characters');

const shape = z.object({
  appId: z.string().regex(/^\d{16}$/, 'must be 16 digits'),
  sellerId: z.string().regex(/^2088\d{12}$/, 'must be 2088 and 12 digits'),
  gateway: plainUrl,
  appPrivateKey: z.string(),
  alipayPublicKey: z.string(),
  returnUrl: callbackUrl,
  notifyUrl: callbackUrl,
  quitUrl: callbackUrl,
  timeoutMs: z.number().int().min(1).max(60_000).default(5000),
  breakerRestMs: z.number().int().min(0).max(60_000).default(2000),
  resendAfterMs: z.number().int().min(0).max(5000).default(100),
});

/** Checks the settings and reads the keys. @throws SettingsError naming every fault. */
export function readAlipaySettings(settings: AlipaySettings): AlipayConfig {
  const faults: string[] = [];
  const parsed = shape.safeParse(settings);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `alipay.${issue.path.join('.')} ${faultOf(issue)}`));
  }
  const appPrivateKey = attempt('appPrivateKey', faults, () => parsePrivateKey(settings.appPrivateKey));
  const appPublicKey = appPrivateKey && attempt('appPrivateKey', faults, () => provenPublicHalf(appPrivateKey));
  const alipayPublicKey = attempt('alipayPublicKey', faults, () => parsePublicKey(settings.alipayPublicKey));
  if (appPublicKey && alipayPublicKey?.equals(appPublicKey)) {
    faults.push("alipay.alipayPublicKey is the app's own public key; the console shows Alipay's beside it");
  }
  if (!parsed.success || !appPrivateKey || !alipayPublicKey || faults.length > 0) throw new SettingsError(faults);
  const { now = () => new Date(), fetch = globalThis.fetch } = settings;
  return { ...parsed.data, appPrivateKey, alipayPublicKey, now, fetch };
}

function attempt(name: keyof AlipaySettings, faults: string[], read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch (fault) {
    // A value that is no text at all was already told by the shape.
    if (fault instanceof KeyFault) faults.push(`alipay.${name} ${fault.message}`);
    return null;
  }
}

function faultOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    return issue.message.endsWith('received undefined') ? 'is required' : `must be a ${issue.expected}`;
  }
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'must be an http or https address';
  return issue.message;
}
