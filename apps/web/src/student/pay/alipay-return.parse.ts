/** What the address bar claims after the cashier. It is shown while nothing better is known and decides nothing. */
export interface AlipayReturn {
  readonly outTradeNo: string;
  /** The whole query, handed to the server as it came. */
  readonly query: Readonly<Record<string, string>>;
}

const NUMBER = /^[0-9A-Za-z_-]{1,64}$/;

/**
 * Reads the query of Alipay's return (`out_trade_no`, `trade_no`, `total_amount`, `timestamp`, `sign`, ...; Alipay open
 * platform: alipay.trade.page.pay, page return). Null when no order can be read from it: missing, repeated or malformed
 * numbers. Unknown parameters stay; repeated ones other than the number are left out.
 */
export function readAlipayReturn(query: Readonly<Record<string, unknown>>): AlipayReturn | null {
  const outTradeNo = query['out_trade_no'];
  if (typeof outTradeNo !== 'string' || !NUMBER.test(outTradeNo)) return null;
  const texts = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { outTradeNo, query: Object.fromEntries(texts) };
}
