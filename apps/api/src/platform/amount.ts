import { type Fen, fenFromYuan } from '@luffy/money';

/**
 * Reads an amount from a request: text, or a JSON number with at most two decimals. Null for anything else: negative,
 * exponent, spaces, a float that is no whole fen, more than numeric(10,2) holds.
 */
export function fenFromRequest(value: unknown): Fen | null {
  const text = typeof value === 'number' && !Object.is(value, -0) ? String(value) : value;
  if (typeof text !== 'string') return null;
  try {
    return fenFromYuan(text);
  } catch {
    return null;
  }
}
