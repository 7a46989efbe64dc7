import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The whole exchange must end within this many milliseconds. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** The one way out of the gateway. @throws when no whole answer came: refused, cut, or too slow. */
export type Post = (request: PostRequest) => Promise<{ status: number; body: string }>;

/** Nobody who means `success` needs more; a merchant's endless page must not fill the memory. */
const MAX_ANSWER_BYTES = 4096;

/** Posts over a fresh connection: a kept one may be closed by the merchant at that moment, and the next try is minutes
 *  away. Redirects are never followed, so an allowed address cannot lead to a forbidden one. */
export const postOverHttp: Post = (message) =>
  new Promise((resolve, reject) => {
    const open = message.url.startsWith('https:') ? httpsRequest : httpRequest;
    const outgoing = open(
      message.url,
      {
        method: 'POST',
        agent: false,
        signal: message.signal,
        headers: { ...message.headers, 'content-length': String(Buffer.byteLength(message.body)) },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
          else outgoing.destroy(new Error('the answer is too long'));
        });
        incoming.on('end', () => {
          clearTimeout(timer);
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
        });
        incoming.on('error', fail);
      },
    );
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    const timer = setTimeout(() => outgoing.destroy(new Error('no answer in time')), message.limitMs);
    outgoing.on('error', fail);
    outgoing.end(message.body);
  });

/**
 * Whether an address may be called. Each prefix is an http(s) URL whose origin must be equal and whose path must lead;
 * without prefixes only this machine is allowed. Keeps a signed link from turning the gateway against other hosts.
 */
export function isAllowedTarget(url: string, prefixes: readonly string[] | undefined): boolean {
  const target = httpUrl(url);
  if (!target) return false;
  if (!prefixes) return ['127.0.0.1', 'localhost', '[::1]'].includes(target.hostname);
  return prefixes.some((text) => {
    const prefix = httpUrl(text);
    return prefix !== null && prefix.origin === target.origin && target.pathname.startsWith(prefix.pathname);
  });
}

/** An http(s) URL without credentials, or null. */
export function httpUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  return web && url.username === '' && url.password === '' ? url : null;
}
