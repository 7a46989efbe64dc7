import { readRefusedToken } from '../../session/refused-token.js';
import { useSession } from '../../session/session.js';
import { networkAbsent, readRefusal } from '../api-error.js';

/** A file on its way: its bytes as they come. */
export interface Download {
  readonly name: string;
  /** How many lines there will be, as far as the server can tell. */
  readonly estimate: number | null;
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

const session = useSession();

/** Asks for a file. axios would hold all of it; fetch hands on what has arrived. @throws ApiError */
export async function openDownload(
  path: string,
  params: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Download> {
  const sent = session.token();
  const reply = await fetch(`/api${path}?${new URLSearchParams(params).toString()}`, {
    headers: { accept: 'text/csv', ...(sent === null ? {} : { authorization: `jwt ${sent}` }) },
    signal,
  }).catch((failure: unknown) => {
    throw signal.aborted ? failure : networkAbsent();
  });
  if (!reply.ok || !reply.body) {
    const refusal = readRefusal(reply.status, await reply.json().catch(() => null));
    const meaning = readRefusedToken(refusal, { sent, now: session.token(), method: 'post' });
    if (meaning === 'session-over') session.end('expired');
    throw refusal;
  }
  const estimate = Number(reply.headers.get('x-total-estimate') ?? Number.NaN);
  return {
    name: /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '')?.[1] ?? 'luffy.csv',
    estimate: Number.isSafeInteger(estimate) ? estimate : null,
    chunks: chunksOf(reply.body),
  };
}

async function* chunksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
