import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as rsaSign,
  verify as rsaVerify,
  type KeyObject,
} from 'node:crypto';

type SignType = 'RSA2' | 'RSA';

/**
 * Which members stay out of the signed text. `request` (calls to the gateway, and service-market messages): only `sign`.
 * `notify` (trade notifies and browser returns): `sign` and `sign_type`.
 * Source: Alipay open platform, "异步返回结果的验签" and "自行实现签名".
 */
type SignedTextRule = 'request' | 'notify';

/** Builds the text that is signed: no empty names or values, sorted by character code, `k=v` joined with `&`, raw. */
export function signedText(params: Iterable<readonly [string, string]>, rule: SignedTextRule): string {
  return [...params]
    .filter(([name, value]) => name !== '' && value !== '' && name !== 'sign')
    .filter(([name]) => rule === 'request' || name !== 'sign_type')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const digestOf = (type: SignType): string => (type === 'RSA2' ? 'RSA-SHA256' : 'RSA-SHA1');

/** PKCS#1 v1.5 over UTF-8 bytes, base64. `RSA` (SHA-1) exists so that a downgraded notify can be made on purpose. */
export function sign(text: string, key: KeyObject, type: SignType = 'RSA2'): string {
  return rsaSign(digestOf(type), Buffer.from(text, 'utf8'), key).toString('base64');
}

/** False for every signature that is not exactly the base64 of one; never throws. */
export function verify(text: string, signature: string, key: KeyObject, type: SignType = 'RSA2'): boolean {
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== signature) return false;
  return rsaVerify(digestOf(type), Buffer.from(text, 'utf8'), key, bytes);
}

/** Members in the order given plus `sign` at the end, for a notify or a return. */
export function signedParams(
  params: readonly (readonly [string, string])[],
  key: KeyObject,
  type: SignType = 'RSA2',
): [string, string][] {
  const sent = params.filter(([, value]) => value !== '');
  return [
    ...sent.map(([name, value]): [string, string] => [name, value]),
    ['sign', sign(signedText(sent, 'notify'), key, type)],
  ];
}

/** Whether answers write `/` as `\/`. Both occur in public samples; the escaped one exposes clients that re-serialise. */
export type SlashEscaping = 'plain' | 'escaped';

/** `{"<name>_response":{...},"sign":"..."}`: compact, the response first, `sign` last, signed over the very bytes sent. */
export function signedAnswer(name: string, response: object, key: KeyObject, slashes: SlashEscaping): string {
  const text = responseText(response, slashes);
  return `{"${name}":${text},"sign":"${sign(text, key)}"}`;
}

/** The answer to somebody whose keys are unknown. */
export function unsignedAnswer(name: string, response: object, slashes: SlashEscaping): string {
  return `{"${name}":${responseText(response, slashes)}}`;
}

function responseText(response: object, slashes: SlashEscaping): string {
  const text = JSON.stringify(response);
  return slashes === 'escaped' ? text.replaceAll('/', '\\/') : text;
}

const bareBase64 = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'base64');

/** Reads a public key: PEM, or the bare base64 the open platform shows. @throws when it is none, or a private one. */
export function readPublicKey(text: string): KeyObject {
  // createPublicKey would quietly derive the public half, and a private key in this place is a mistake to name.
  if (text.includes('PRIVATE KEY')) throw new Error('a public key was expected and a private key was given');
  if (text.includes('-----BEGIN')) return createPublicKey(text.trim());
  return firstReadable([
    () => createPublicKey({ key: bareBase64(text), format: 'der', type: 'spki' }),
    () => createPublicKey({ key: bareBase64(text), format: 'der', type: 'pkcs1' }),
  ]);
}

/** Reads a private key: PEM or bare base64, PKCS#1 or PKCS#8. @throws when it is none. */
export function readPrivateKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text.trim());
  return firstReadable([
    () => createPrivateKey({ key: bareBase64(text), format: 'der', type: 'pkcs8' }),
    () => createPrivateKey({ key: bareBase64(text), format: 'der', type: 'pkcs1' }),
  ]);
}

function firstReadable(attempts: readonly (() => KeyObject)[]): KeyObject {
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch {
      // Not this form; the next one is tried.
    }
  }
  throw new Error('the key is neither PEM nor the base64 of an RSA key');
}

let strange: KeyObject | null = null;

/** A key nobody trusts, for forged answers and notifies. Made once, when first needed: it takes a noticeable moment. */
export function foreignKey(): KeyObject {
  strange ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return strange;
}
