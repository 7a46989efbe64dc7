/** The codes of the original design; they never change. Columns `order_status`, `pay_type`, `refund_status`. */
export const ORDER_STATUS = { unpaid: 0, paid: 1, cancelled: 2, timedOut: 3 } as const;
export type OrderStatusCode = (typeof ORDER_STATUS)[keyof typeof ORDER_STATUS];

export const ORDER_STATUS_TEXT: Readonly<Record<OrderStatusCode, string>> = {
  0: '未支付',
  1: '已支付',
  2: '已取消',
  3: '超时取消',
};

export const PAY_TYPE = { none: 0, alipay: 1, wechat: 2 } as const;
export type PayTypeCode = (typeof PAY_TYPE)[keyof typeof PAY_TYPE];

export const PAY_TYPE_TEXT: Readonly<Record<PayTypeCode, string>> = { 0: '免费', 1: '支付宝', 2: '微信支付' };

export const REFUND_STATUS = { none: 0, partial: 1, full: 2 } as const;
export type RefundStatusCode = (typeof REFUND_STATUS)[keyof typeof REFUND_STATUS];

/** `status` of every answer: 100 done, 101 the order is not paid yet, 400 and up a refusal (the HTTP status). */
export const ANSWER_STATUS = { done: 100, unpaid: 101 } as const;

/** What staff may be entrusted with. `admin` may do everything that the others may. */
export const STAFF_ROLES = ['support', 'finance', 'catalogue', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
