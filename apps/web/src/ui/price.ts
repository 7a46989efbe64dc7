export interface PriceParts {
  readonly sign: '¥' | '-¥';
  readonly whole: string;
  /** With the point (".80"); empty where a whole price is shown without decimals. */
  readonly decimals: string;
}

/** `exact`: money that changes hands, always two decimals. `short`: the catalogue, whole prices without decimals. */
export type PriceStyle = 'exact' | 'short';

/** A yuan text of the API ("1299.00", "-0.59") in the parts a page draws. Thousands are grouped from five digits on. */
export function priceParts(yuan: string, style: PriceStyle): PriceParts {
  const isNegative = yuan.startsWith('-');
  const [whole = '0', decimals = ''] = yuan.slice(isNegative ? 1 : 0).split('.');
  const padded = decimals.padEnd(2, '0').slice(0, 2);
  return {
    sign: isNegative ? '-¥' : '¥',
    whole: whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole,
    decimals: style === 'short' && padded === '00' ? '' : `.${padded}`,
  };
}

export function priceText(yuan: string, style: PriceStyle): string {
  const { sign, whole, decimals } = priceParts(yuan, style);
  return sign + whole + decimals;
}

export const isFree = (yuan: string): boolean => /^0+(\.0*)?$/.test(yuan);
