import { createHash, randomBytes } from 'node:crypto';

import { beijingText } from './clock.js';

/** Source of randomness: `count` bytes. A simulation hands in a seeded one. */
export type RandomBytes = (count: number) => Uint8Array;

export const systemRandom: RandomBytes = (count) => randomBytes(count);

function digits(random: RandomBytes, count: number): string {
  return Array.from(random(count), (byte) => String(byte % 10)).join('');
}

const day = (ms: number): string => beijingText(ms).slice(0, 10).replaceAll('-', '');
const clockTime = (ms: number): string => beijingText(ms).slice(11).replaceAll(':', '');

/** 28 digits: the day, 22001, and 15 more, the shape of production trade numbers. */
export const newTradeNo = (random: RandomBytes, ms: number): string => `${day(ms)}22001${digits(random, 15)}`;

/** 34 digits: the day, 00222, the time, and 15 more, the shape of production notify ids. */
export const newNotifyId = (random: RandomBytes, ms: number): string =>
  `${day(ms)}00222${clockTime(ms)}${digits(random, 15)}`;

/** A secret of 128 bits for addresses and forms, 32 hexadecimal characters. */
export const newToken = (random: RandomBytes): string => Buffer.from(random(16)).toString('hex');

/** A buyer is known by the account they log in with; the same account is always the same 2088 number. */
export function buyerIdOf(account: string): string {
  const hash = createHash('sha256').update(account).digest();
  return `2088${Array.from(hash.subarray(0, 12), (byte) => String(byte % 10)).join('')}`;
}

/** New apps get an open id in place of the 2088 number. */
export function buyerOpenIdOf(account: string): string {
  return createHash('sha256').update(`open:${account}`).digest('base64url');
}

/** `buyer@luffy.example` is shown as `buy***@luffy.example`, `13812345678` as `138****5678`. */
export function maskedAccount(account: string): string {
  const at = account.indexOf('@');
  if (at > 0) return `${account.slice(0, Math.min(3, at))}***${account.slice(at)}`;
  return account.length > 7 ? `${account.slice(0, 3)}****${account.slice(-4)}` : `${account.slice(0, 1)}***`;
}
