import { type KeyObject, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** What is wrong with a key, in words that never hold any part of it. */
export class KeyFault extends Error {
  override readonly name = 'KeyFault';
}

/** RSA2 (SHA256withRSA) demands it. Source: Alipay open platform, "sign with RSA2". */
const SMALLEST_MODULUS_BITS = 2048;

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;

/** A text as people paste it: byte order mark, blanks around it, line ends escaped by an environment file. */
function tidy(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\\r', '')
    .replaceAll('\\n', '\n')
    .trim();
}

/** The DER bytes of a PEM or of a bare base64 text, and the label of the PEM when there was one. */
function derOf(text: string): { der: Buffer; label: string | null } {
  const tidied = tidy(text);
  if (tidied === '') throw new KeyFault('is empty');
  const pem = PEM.exec(tidied);
  const label = pem?.[1] ?? null;
  const body = pem?.[2] ?? tidied;
  if (label?.includes('ENCRYPTED') || body.includes('Proc-Type')) throw new KeyFault('is encrypted with a passphrase');
  if (label === 'CERTIFICATE') throw new KeyFault('is a certificate; the key itself is needed');
  const base64 = body.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new KeyFault('is neither PEM nor base64');
  return { der: Buffer.from(base64, 'base64'), label };
}

/** The first of the two encodings that reads; the label of a PEM is often wrong, the bytes are not. */
function firstThatReads(
  read: (type: 'pkcs8' | 'spki' | 'pkcs1') => KeyObject,
  modern: 'pkcs8' | 'spki',
): KeyObject | null {
  for (const type of [modern, 'pkcs1'] as const) {
    try {
      return read(type);
    } catch {
      // not in this encoding; OpenSSL's own words may quote the bytes, so they are dropped
    }
  }
  return null;
}

const readPrivate = (der: Buffer): KeyObject | null =>
  firstThatReads((type) => createPrivateKey({ key: der, format: 'der', type: type as 'pkcs8' | 'pkcs1' }), 'pkcs8');

const readPublic = (der: Buffer): KeyObject | null =>
  firstThatReads((type) => createPublicKey({ key: der, format: 'der', type: type as 'spki' | 'pkcs1' }), 'spki');

function demandStrongRsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'rsa') throw new KeyFault('is not an RSA key');
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_MODULUS_BITS) {
    throw new KeyFault(`is shorter than ${SMALLEST_MODULUS_BITS} bits`);
  }
  return key;
}

/** Reads an RSA private key: PEM or bare base64, PKCS#1 or PKCS#8. @throws KeyFault when it is none, or too short. */
export function parsePrivateKey(text: string): KeyObject {
  const { der } = derOf(text);
  const key = readPrivate(der);
  if (key) return demandStrongRsa(key);
  throw new KeyFault(
    readPublic(der) ? 'is a public key; the private one is needed' : 'cannot be read as a private key',
  );
}

/** Reads an RSA public key: PEM or bare base64, SPKI or PKCS#1. @throws KeyFault when it is none, or too short. */
export function parsePublicKey(text: string): KeyObject {
  const { der } = derOf(text);
  // Asked first: node takes the public half of a private key without a word.
  if (readPrivate(der)) throw new KeyFault('is a private key; the public one is needed');
  const key = readPublic(der);
  if (!key) throw new KeyFault('cannot be read as a public key');
  return demandStrongRsa(key);
}

/**
 * The public half of a private key, after one signature made and checked with the pair: a file whose numbers do not
 * belong together reads well and then signs what nobody accepts. @throws KeyFault when the pair does not work.
 */
export function provenPublicHalf(privateKey: KeyObject): KeyObject {
  const publicKey = createPublicKey(privateKey);
  const text = Buffer.from('luffy-pay key self-test');
  try {
    if (verify('sha256', text, publicKey, sign('sha256', text, privateKey))) return publicKey;
  } catch {
    // told below like a signature that does not verify
  }
  throw new KeyFault('does not verify what it signs');
}
