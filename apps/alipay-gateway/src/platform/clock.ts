/** Where the gateway's time comes from; tests and simulations bring their own. */
export interface GatewayClock {
  now(): Date;
}

export const systemClock: GatewayClock = { now: () => new Date() };

/** Alipay's day is Beijing's, whatever zone the process runs in; China has had no summer time since 1991. */
const BEIJING_OFFSET_MS = 8 * 3_600_000;

/** Unit in: epoch milliseconds; out: `yyyy-MM-dd HH:mm:ss` in Beijing, the only form Alipay writes. */
export function beijingText(ms: number): string {
  return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Like `beijingText` with `.SSS`, the form of `gmt_refund`. */
export function beijingTextWithMs(ms: number): string {
  return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 23).replace('T', ' ');
}

/** ISO 8601 with Beijing's offset, for the JSON of the control routes. */
export function beijingIso(ms: number): string {
  return `${new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 23)}+08:00`;
}

/** Reads `yyyy-MM-dd HH:mm:ss` of Beijing strictly. Out: epoch milliseconds, or null for anything else (also Feb 30). */
export function beijingMs(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text.replace(' ', 'T')}Z`) - BEIJING_OFFSET_MS;
  // Date.parse rolls some impossible days over; printing back shows it.
  return Number.isFinite(ms) && beijingText(ms) === text ? ms : null;
}

/** First instant after the day or month (`yyyy-MM-dd` or `yyyy-MM`) in Beijing and its first one; null when malformed. */
export function beijingSpan(text: string): { fromMs: number; toMs: number } | null {
  const month = /^\d{4}-\d{2}$/.test(text);
  const fromMs = beijingMs(`${text}${month ? '-01' : ''} 00:00:00`);
  if (fromMs === null) return null;
  if (!month) return { fromMs, toMs: fromMs + 86_400_000 };
  const first = new Date(fromMs + BEIJING_OFFSET_MS);
  return { fromMs, toMs: Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1) - BEIJING_OFFSET_MS };
}

/** The gateway's own time: the injected clock plus what the control route has advanced it by. */
export class GatewayTime {
  constructor(
    private readonly clock: GatewayClock,
    private readonly offset: { read(): number; write(ms: number): void },
  ) {
    this.offsetMs = offset.read();
  }

  private offsetMs: number;

  /** Epoch milliseconds. */
  nowMs(): number {
    return this.clock.now().getTime() + this.offsetMs;
  }

  /** Total of all advances so far, milliseconds. */
  advancedMs(): number {
    return this.offsetMs;
  }

  /** Moves time forward to an instant; time never runs back, so an instant already past changes nothing. */
  moveTo(ms: number): void {
    const ahead = ms - this.nowMs();
    if (ahead <= 0) return;
    this.offsetMs += ahead;
    this.offset.write(this.offsetMs);
  }
}
