/**
 * Money inside the product: whole fen (1/100 yuan) in a branded number, so that yuan, counts and fen cannot be mixed.
 * Texts in yuan exist only at the edges: JSON, the channels' wire, numeric(10,2) columns.
 */
export type Fen = number & { readonly __unit: 'fen' };

/** The largest amount a numeric(10,2) column can hold: 99 999 999.99 yuan. */
const LARGEST_FEN = 9_999_999_999;

const YUAN_TEXT = /^(0|[1-9][0-9]{0,7})(?:\.([0-9]{1,2}))?$/;

/** Declares a whole number to be fen. @throws RangeError when it is not a whole number within ±99 999 999.99 yuan. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount) || Math.abs(amount) > LARGEST_FEN) {
    throw new RangeError(`not an amount in fen: ${amount}`);
  }
  return (amount === 0 ? 0 : amount) as Fen; // a negative zero would print as "-0"
}

/**
 * Reads a decimal text in yuan ("88.8" → 8880). Unit in: yuan, at most two decimals, never negative; out: fen.
 * Source of the form: Alipay `total_amount` and the numeric(10,2) columns.
 * @throws RangeError on anything else: "1e3", "-1", "01", ".5", "1.", " 1", full-width digits, more than 8 digits.
 */
export function fenFromYuan(text: string): Fen {
  const match = YUAN_TEXT.exec(text);
  if (!match) throw new RangeError(`not an amount in yuan: ${JSON.stringify(text.slice(0, 40))}`);
  return fen(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')));
}

/** The same with a minus sign allowed, as the rows of a channel's bill have it ("-0.12" → -12). @throws RangeError */
export function signedFenFromYuan(text: string): Fen {
  return text.startsWith('-') ? fen(0 - fenFromYuan(text.slice(1))) : fenFromYuan(text);
}

/** Prints fen as yuan with two decimals, the only form that leaves the product (8880 → "88.80", -5 → "-0.05"). */
export const yuanFromFen = (amount: Fen): string => yuanFromSum(amount);

/** The same of a sum, which may be larger than any amount that a column holds. @throws RangeError when it is not whole fen */
export function yuanFromSum(amount: number): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a sum in fen: ${amount}`);
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const addFen = (a: Fen, b: Fen): Fen => fen(a + b);

export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b);

export const sumFen = (amounts: readonly Fen[]): Fen => amounts.reduce(addFen, fen(0));

/** `percent` hundredths of an amount, 79 meaning 7.9 折. The rounding is part of the name of the rule, so it is named. */
export function percentOf(amount: Fen, percent: number, _rounding: 'round-half-up'): Fen {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) throw new RangeError(`not a percentage: ${percent}`);
  return fen(Math.floor((amount * percent + 50) / 100));
}

/**
 * Shares `total` over `weights` in proportion, in whole fen, so that the shares sum to `total` exactly.
 * Largest remainder: everyone gets the floor of their share, the fen left over go to the largest remainders, ties to
 * the earlier line. No share exceeds its weight as long as `total` does not exceed the sum of the weights.
 * @throws RangeError when there is something to share and every weight is zero, or when `total` is negative.
 */
export function shareByLargestRemainder(total: Fen, weights: readonly Fen[]): Fen[] {
  const whole = BigInt(sumFen(weights));
  if (total < 0 || weights.some((weight) => weight < 0)) throw new RangeError('cannot share a negative amount');
  if (whole === 0n) {
    if (total !== 0) throw new RangeError('nothing to share over');
    return weights.map(() => fen(0));
  }
  const parts = weights.map((weight, line) => {
    const product = BigInt(total) * BigInt(weight); // beyond 2^53 for large orders
    return { line, floor: Number(product / whole), remainder: product % whole };
  });
  const left = total - parts.reduce((sum, part) => sum + part.floor, 0);
  const favoured = parts
    .toSorted((a, b) => (a.remainder === b.remainder ? a.line - b.line : a.remainder > b.remainder ? -1 : 1))
    .slice(0, left);
  const extra = new Set(favoured.map((part) => part.line));
  return parts.map((part) => fen(part.floor + (extra.has(part.line) ? 1 : 0)));
}
