import { type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';

/** With a callback node signs on its thread pool: a link costs the main thread next to nothing. */
const signOffThread = promisify<string, Buffer, KeyObject, Buffer>(sign);

/**
 * The text that is signed: `name=value` in ASCII order of the names, joined by `&`, values as they are (not
 * URL-encoded). Empty values do not count. Source: Alipay open platform, "signing by yourself".
 */
export function signedText(fields: Iterable<readonly [string, string]>, left: ReadonlySet<string>): string {
  return [...fields]
    .filter(([name, value]) => value !== '' && !left.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Requests are signed with everything but the signature itself. */
export const LEFT_OUT_OF_REQUESTS: ReadonlySet<string> = new Set(['sign']);

/**
 * Trade notifies and returns leave out `sign_type` too. Another family of messages keeps it; accepting both rules, as
 * alipay-sdk does, would accept messages that were never meant for this address.
 */
export const LEFT_OUT_OF_NOTIFIES: ReadonlySet<string> = new Set(['sign', 'sign_type']);

/** RSA2: SHA256withRSA, PKCS#1 v1.5, base64. */
export async function signRsa2(text: string, privateKey: KeyObject): Promise<string> {
  return (await signOffThread('sha256', Buffer.from(text), privateKey)).toString('base64');
}

/** Whether `signature` is an RSA2 signature of `text`. Anything that is not exactly one base64 text of the key's
 *  length is not. Never throws. */
export function verifiesRsa2(text: string, signature: unknown, publicKey: KeyObject): boolean {
  if (typeof signature !== 'string') return false;
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.length * 8 !== publicKey.asymmetricKeyDetails?.modulusLength) return false;
  // Buffer.from forgives foreign characters; a signature has one spelling.
  if (bytes.toString('base64') !== signature) return false;
  try {
    return verify('sha256', Buffer.from(text), publicKey, bytes);
  } catch {
    return false;
  }
}
