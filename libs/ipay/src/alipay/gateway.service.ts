import { AlipaySdk } from 'alipay-sdk';
import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  type IPolicy,
  TimeoutStrategy,
  circuitBreaker,
  handleWhenResult,
  isBrokenCircuitError,
  isTaskCancelledError,
  noop,
  retry,
  timeout,
  wrap,
} from 'cockatiel';

import type { AlipayConfig } from '../settings.js';
import { type BizContent, beijingText } from './alipay.wire.js';
import type { Answer } from './answer.parse.js';
import { openEnvelope } from './envelope.parse.js';

/** Either an answer that Alipay signed, or nothing that can be believed and the reason, free of any received text. */
type Unknown = { kind: 'unknown'; cause: string };
type Reply = { kind: 'answer'; answer: Answer } | Unknown;
type Download = { kind: 'bytes'; bytes: Uint8Array } | Unknown;

/** Real answers stay under 10 kB. */
const LARGEST_ANSWER_BYTES = 262_144;
/** A bill of a hundred thousand rows packs into about half of this. */
const LARGEST_FILE_BYTES = 16_777_216;
/** The address of a bill dies after half a minute (alipay.data.dataservice.bill.downloadurl.query). */
const DOWNLOAD_TIMEOUT_MS = 30_000;

const FAILURES_THAT_OPEN = 5;

/** Nothing answered, or something in front of the gateway did: worth one more try, and a sign of an outage. */
const UNREACHED = /^(network|http-5\d\d)$/;

const isReply = (value: unknown): value is Reply | Download =>
  typeof value === 'object' && value !== null && 'kind' in value;

/** A transport that gave up by itself says so as `AbortSignal.timeout` does. */
const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

const failedBy =
  (cause: RegExp) =>
  (value: unknown): boolean =>
    isReply(value) && value.kind === 'unknown' && cause.test(value.cause);

/**
 * Server-to-server calls. alipay-sdk signs them; the transport is ours, because `exec` of 4.14 follows redirects with
 * the signed request, repeats a call by itself after a broken socket (a refund too), cannot be cancelled, and parses
 * more than it verified.
 */
export class AlipayGateway {
  /** For signing only. `exec` and the check methods stay unused, see above. */
  readonly #sdk: AlipaySdk;
  readonly #timeout;
  readonly #downloadTimeout = timeout(DOWNLOAD_TIMEOUT_MS, TimeoutStrategy.Aggressive);
  /** One for all calls of the channel: when the gateway hangs, the sixth caller is told at once. */
  readonly #breaker;
  readonly #resending: IPolicy;
  /** For downloads: their host is another one, so that its outage says nothing about the gateway. */
  readonly #onceMore: IPolicy;

  constructor(private readonly config: AlipayConfig) {
    this.#sdk = signerOf(config);
    this.#timeout = timeout(config.timeoutMs, TimeoutStrategy.Aggressive);
    this.#breaker = circuitBreaker(handleWhenResult(failedBy(/^(timeout|network|http-5\d\d)$/)), {
      breaker: new ConsecutiveBreaker(FAILURES_THAT_OPEN),
      halfOpenAfter: config.breakerRestMs,
    });
    const initialDelay = config.resendAfterMs;
    this.#onceMore = retry(handleWhenResult(failedBy(UNREACHED)), {
      maxAttempts: 1,
      backoff: new ExponentialBackoff({ initialDelay, maxDelay: 4 * initialDelay }),
    });
    this.#resending = wrap(this.#onceMore, this.#breaker);
  }

  /** The name under which the SDK signs page calls. */
  get sdkVersion(): string {
    return this.#sdk.version;
  }

  /**
   * Sends one call. `resend: 'once'` is for what may be asked twice; a refund is never repeated here, its caller
   * decides after it asked what became of the first. Never throws.
   */
  async ask(method: string, bizContent: BizContent, { resend }: { resend: 'once' | 'never' }): Promise<Reply> {
    const policy = resend === 'once' ? this.#resending : wrap(noop, this.#breaker);
    try {
      return await policy.execute(() => this.#attempt(method, bizContent));
    } catch (error) {
      return { kind: 'unknown', cause: isBrokenCircuitError(error) ? 'breaker-open' : 'internal' };
    }
  }

  /** Fetches a file from an address that a signed answer named. Sent once more when it reached nobody. Never throws. */
  async download(url: URL): Promise<Download> {
    return this.#onceMore.execute(async () => {
      try {
        return await this.#downloadTimeout.execute(({ signal }) => this.#fetchFile(url, signal));
      } catch (error) {
        return unanswered(error);
      }
    });
  }

  async #fetchFile(url: URL, signal: AbortSignal): Promise<Download> {
    const response = await this.config.fetch(url, { method: 'GET', redirect: 'manual', signal });
    return bodyOf(response, LARGEST_FILE_BYTES);
  }

  /** One request within the time allowed; what goes wrong is told by name, the error itself may hold the request. */
  async #attempt(method: string, bizContent: BizContent): Promise<Reply> {
    try {
      return await this.#timeout.execute(({ signal }) => this.#send(method, bizContent, signal));
    } catch (error) {
      return unanswered(error);
    }
  }

  async #send(method: string, bizContent: BizContent, signal: AbortSignal): Promise<Reply> {
    const { url, body } = this.#signedRequest(method, bizContent);
    const response = await this.config.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8', accept: 'application/json' },
      body,
      redirect: 'manual',
      signal,
    });
    const received = await bodyOf(response, LARGEST_ANSWER_BYTES);
    if (received.kind === 'unknown') return received;
    const text = textOf(received.bytes);
    if (text === null) return { kind: 'unknown', cause: 'not-text' };
    const opened = openEnvelope(text, method, this.config.alipayPublicKey);
    return opened.kind === 'answer' ? opened : { kind: 'unknown', cause: opened.fault };
  }

  /** Common parameters stand in the address, the business part in the body: the gateway reads `charset` from there. */
  #signedRequest(method: string, bizContent: BizContent): { url: URL; body: URLSearchParams } {
    const timestamp = beijingText(this.config.now());
    // Without automatic snake case: it would rewrite names such as goods_id_2.
    const signed = this.#sdk.sdkExecute(method, { bizContent, timestamp }, { bizContentAutoSnakeCase: false });
    const url = new URL(this.config.gateway);
    const body = new URLSearchParams();
    for (const [name, value] of new URLSearchParams(signed)) {
      (name === 'biz_content' ? body : url.searchParams).set(name, value);
    }
    return { url, body };
  }
}

/** The SDK wants PEM text to be built and takes a key object afterwards: three to six times less work a signature. */
function signerOf(config: AlipayConfig): AlipaySdk {
  const sdk = new AlipaySdk({
    appId: config.appId,
    gateway: config.gateway,
    signType: 'RSA2',
    keyType: 'PKCS1',
    privateKey: config.appPrivateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    alipayPublicKey: config.alipayPublicKey.export({ type: 'spki', format: 'pem' }).toString(),
    camelcase: false,
  });
  Object.assign(sdk.config, { privateKey: config.appPrivateKey, alipayPublicKey: config.alipayPublicKey });
  return sdk;
}

const unanswered = (error: unknown): Unknown => ({
  kind: 'unknown',
  cause: isTaskCancelledError(error) || isTimeout(error) ? 'timeout' : 'network',
});

/** What came with a plain 200, of the size allowed. A redirect is followed nowhere. */
async function bodyOf(response: Response, mostBytes: number): Promise<Download> {
  if (response.status !== 200) {
    await response.body?.cancel();
    return { kind: 'unknown', cause: `http-${response.status}` };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) return { kind: 'unknown', cause: 'too-large' };
    chunks.push(chunk);
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) };
}

/** Null when the bytes are not UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
