/** Amounts are whole fen inside the gateway; yuan text exists on the wire only. */

const MAX_FEN = 10_000_000_000;

/**
 * Reads Alipay's yuan (`"88.8"` is 8880): text, or the JSON number some clients send. At most two decimals.
 * Out: fen, or null when the value is no such amount or above 100000000 yuan. Zero is read; callers decide about it.
 */
export function fenOfYuan(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const parts = /^(0|[1-9]\d{0,8})(?:\.(\d{1,2}))?$/.exec(text);
  if (!parts) return null;
  const fen = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
  return fen <= MAX_FEN ? fen : null;
}

/** Fen to yuan text with two decimals; negative for the rows of a bill. */
export function yuanOfFen(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('an amount must be whole fen');
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Alipay's fee on a payment, 0.6 percent, rounded half up to the fen. */
export function serviceFeeFen(fen: number): number {
  return Math.floor((fen * 6 + 500) / 1000);
}
