import { type Fen, fenFromYuan, yuanFromFen } from '@luffy/money';

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

const FEN = '_fen';

/** Facts as they are kept, with every amount as it leaves the product: `amount_fen: 9900` becomes `amount: "99.00"`. */
export const factsInYuan = (facts: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) =>
      name.endsWith(FEN) && Number.isSafeInteger(value)
        ? [name.slice(0, -FEN.length), yuanFromFen(value as Fen)]
        : [name, value],
    ),
  );
