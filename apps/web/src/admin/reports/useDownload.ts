import { onScopeDispose, readonly, type Ref, shallowRef } from 'vue';

import { type ApiError, asApiError, networkAbsent } from '../../api/api-error.js';
import type { Download } from '../../api/staff/download.api.js';

export interface DownloadProgress {
  readonly state: 'idle' | 'running' | 'done' | 'stopped' | 'failed';
  readonly name: string;
  /** Lines of data so far, the head not counted. */
  readonly lines: number;
  readonly estimate: number | null;
  readonly bytes: number;
  readonly error: ApiError | null;
}

export interface Downloading {
  readonly progress: Readonly<Ref<DownloadProgress>>;
  readonly start: (open: (signal: AbortSignal) => Promise<Download>) => Promise<void>;
  readonly stop: () => void;
}

const IDLE: DownloadProgress = { state: 'idle', name: '', lines: 0, estimate: null, bytes: 0, error: null };
const LINE_FEED = 10;
/** Pieces of this size become a blob, which the browser may keep on disk. */
const PIECE_BYTES = 8_000_000;

/** One file at a time, with how far it has come. What is not whole is never saved. */
export function useDownload(save: (name: string, content: Blob) => void): Downloading {
  const progress = shallowRef<DownloadProgress>(IDLE);
  let running: AbortController | null = null;
  const tell = (change: Partial<DownloadProgress>): void => void (progress.value = { ...progress.value, ...change });
  const stop = (): void => running?.abort();
  onScopeDispose(stop);

  async function receive({ name, estimate, chunks }: Download, signal: AbortSignal): Promise<void> {
    tell({ name, estimate });
    const pieces: Blob[] = [];
    let piece: Uint8Array<ArrayBuffer>[] = [];
    let [bytes, feeds, inPiece] = [0, 0, 0];
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      piece.push(chunk);
      bytes += chunk.length;
      inPiece += chunk.length;
      for (const byte of chunk) if (byte === LINE_FEED) feeds += 1;
      if (inPiece > PIECE_BYTES) {
        pieces.push(new Blob(piece));
        [piece, inPiece] = [[], 0];
      }
      tell({ bytes, lines: Math.max(0, feeds - 1) });
    }
    save(name, new Blob([...pieces, ...piece], { type: 'text/csv' }));
  }

  async function start(open: (signal: AbortSignal) => Promise<Download>): Promise<void> {
    if (running) return;
    const mine = (running = new AbortController());
    progress.value = { ...IDLE, state: 'running' };
    try {
      await receive(await open(mine.signal), mine.signal);
      tell({ state: 'done' });
    } catch (failure) {
      // A connection that breaks in the middle is a TypeError of fetch.
      if (mine.signal.aborted) tell({ state: 'stopped' });
      else tell({ state: 'failed', error: failure instanceof TypeError ? networkAbsent() : asApiError(failure) });
    } finally {
      running = null;
    }
  }

  return { progress: readonly(progress) as Readonly<Ref<DownloadProgress>>, start, stop };
}
