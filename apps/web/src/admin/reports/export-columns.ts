/** Columns of the file of orders, by their names at the API, in the order of the file. */
export const EXPORT_COLUMNS: readonly (readonly [name: string, word: string])[] = [
  ['out_trade_no', 'exports.outTradeNo'],
  ['trade_no', 'exports.tradeNo'],
  ['created_time', 'exports.createdTime'],
  ['pay_time', 'exports.payTime'],
  ['closed_at', 'exports.closedAt'],
  ['order_status', 'exports.orderStatus'],
  ['pay_type', 'exports.payType'],
  ['subject', 'exports.subject'],
  ['courses', 'exports.courses'],
  ['user_id', 'exports.userId'],
  ['username', 'exports.username'],
  ['original_amount', 'exports.originalAmount'],
  ['discount_amount', 'exports.discountAmount'],
  ['total_amount', 'exports.totalAmount'],
  ['refunded_amount', 'exports.refundedAmount'],
  ['net_amount', 'exports.netAmount'],
  ['refund_status', 'exports.refundStatus'],
  ['coupon', 'exports.coupon'],
  ['buyer_id', 'exports.buyerId'],
];

const USUAL =
  'out_trade_no,trade_no,created_time,pay_time,order_status,courses,username,total_amount,refunded_amount,net_amount';
/** In the address: nobody chose any. An empty word there means the usual ones. */
const NONE = 'none';

/** The columns that the address names, in the order of the file; what it names that is none is left out. */
export function chosenColumns(text: string): string[] {
  if (text === NONE) return [];
  const named = new Set((text === '' ? USUAL : text).split(','));
  return EXPORT_COLUMNS.map(([name]) => name).filter((name) => named.has(name));
}

export const columnsInAddress = (names: readonly string[]): string => {
  const text = EXPORT_COLUMNS.map(([name]) => name)
    .filter((name) => names.includes(name))
    .join(',');
  return text === '' ? NONE : text === USUAL ? '' : text;
};
