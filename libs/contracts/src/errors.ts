/**
 * Every refusal the API can give: permanent code, HTTP status, and a sentence for a person. Add codes; never rename or
 * reuse one. `code` travels in every refusal, so a client branches on it and shows `msg`.
 */
export const ERRORS = {
  VALIDATION: { http: 400, text: '提交的内容有误,请检查后重试' },
  BODY_INVALID: { http: 400, text: '请求内容不是有效的 JSON' },
  BODY_TOO_LARGE: { http: 413, text: '请求内容过大' },
  MEDIA_TYPE_UNSUPPORTED: { http: 415, text: '不支持的请求内容类型' },
  CURSOR_INVALID: { http: 400, text: '翻页位置无效,请从第一页重新开始' },
  UNAUTHENTICATED: { http: 401, text: '请先登录' },
  LOGIN_FAILED: { http: 401, text: '用户名或密码不正确' },
  FORBIDDEN: { http: 403, text: '您没有权限进行此操作' },
  NOT_FOUND: { http: 404, text: '您访问的内容不存在' },
  METHOD_NOT_ALLOWED: { http: 405, text: '不支持的请求方式' },
  REQUEST_TIMEOUT: { http: 408, text: '请求超时,请重试' },
  RATE_LIMITED: { http: 429, text: '操作过于频繁,请稍后再试' },
  INTERNAL: { http: 500, text: '服务暂时出了点问题,请稍后再试' },
  DATABASE_UNAVAILABLE: { http: 503, text: '服务暂时不可用,请稍后再试' },

  USERNAME_TAKEN: { http: 409, text: '这个用户名已被注册' },
  LAST_ADMIN: { http: 409, text: '这是最后一位管理员,不能取消其管理员权限' },
  PASSWORD_WRONG: { http: 400, text: '现在的密码不正确' },

  COURSE_NOT_FOUND: { http: 404, text: '课程不存在' },
  COURSE_OFF_SALE: { http: 400, text: '课程已下架,暂时无法购买' },
  COURSE_REPEATED: { http: 400, text: '同一门课程只能购买一份' },
  COURSE_OWNED: { http: 409, text: '您已拥有该课程,无需重复购买' },

  LESSON_NOT_FOUND: { http: 404, text: '这门课没有这一节' },
  LESSON_LOCKED: { http: 403, text: '您还没有这门课程,购买后就可以学习' },
  ACCESS_ENDED: { http: 403, text: '您对这门课程的学习权限已经结束' },

  PAY_TYPE_UNAVAILABLE: { http: 400, text: '暂不支持该支付方式' },
  TOTAL_AMOUNT_MISMATCH: { http: 400, text: '价格已更新,请确认新的价格后再提交' },
  COUPON_UNAVAILABLE: { http: 409, text: '优惠券不可用' },
  COUPON_NOT_FOUND: { http: 404, text: '优惠券不存在' },
  COUPON_NOT_OPEN: { http: 409, text: '优惠券不在领取时间内' },
  COUPON_STOPPED: { http: 409, text: '优惠券已停止发放' },
  COUPON_OVER: { http: 409, text: '优惠券已经过期,不能再发放' },
  COUPON_SOLD_OUT: { http: 409, text: '优惠券已被领完' },
  COUPON_LIMIT_REACHED: { http: 409, text: '您已领取过该优惠券' },
  COUPON_NOT_RELEASABLE: { http: 409, text: '这张优惠券没有被不需要它的订单占用' },
  COUPON_INVALID: { http: 400, text: '优惠券的内容不成立' },

  ORDER_NOT_FOUND: { http: 404, text: '订单不存在' },
  ORDER_WAITING: { http: 409, text: '您有一个包含该课程的订单等待支付,请先支付或取消' },
  ORDER_NOT_PAYABLE: { http: 409, text: '订单当前状态不可支付' },
  ORDER_EXPIRING: { http: 409, text: '订单即将到期,剩余时间不足以完成支付,请重新下单' },
  ORDER_PAID: { http: 409, text: '订单已支付,不能取消' },
  ACCESS_NOT_ACTIVE: { http: 409, text: '买家现在不能通过该订单学习这门课程' },
  RESEND_NOT_POSSIBLE: { http: 409, text: '这个订单已取消、超时、即将到期或没有可学的课程,没有需要再告诉学员的' },
  RESEND_TOO_SOON: { http: 409, text: '10 分钟内已经告诉过学员同样的内容,请稍后再发' },
  ORDER_CLOSED: { http: 409, text: '订单已关闭' },

  REFUND_NOT_POSSIBLE: { http: 409, text: '该订单没有可以退款的付款' },
  REFUND_EXCEEDS: { http: 409, text: '申请的金额超过可退金额' },
  REFUND_WINDOW_OVER: { http: 409, text: '已超过可申请退款的期限' },
  REFUND_NOT_FOUND: { http: 404, text: '退款不存在' },
  SECOND_PERSON_NEEDED: { http: 409, text: '这笔退款需要另一位同事同意' },
  REFUND_DECIDED: { http: 409, text: '该退款已经处理过' },

  IDEMPOTENCY_KEY_INVALID: { http: 400, text: 'Idempotency-Key 应为 1 到 128 个可见字符' },
  IDEMPOTENCY_KEY_REUSED: { http: 422, text: '该 Idempotency-Key 已用于另一个请求' },
  IDEMPOTENCY_IN_FLIGHT: { http: 409, text: '相同的请求正在处理,请稍后重试' },

  EXPORT_BUSY: { http: 429, text: '正在进行的导出太多,请等其中一个结束后再试' },
  BILL_NOT_READY: { http: 409, text: '这一天的账单还没有生成' },
  DIFFERENCE_WAITS: { http: 409, text: '这条差异要等下一天的账单,现在不需要处理' },
  DIFFERENCE_STANDS: { http: 409, text: '支付宝的答复没有消除这条差异,请核对后处理' },

  GATEWAY_DISAGREES: { http: 409, text: '支付渠道的说法与您填写的不一致' },
  GATEWAY_UNAVAILABLE: { http: 503, text: '支付渠道暂时没有回应,请稍后再试' },
} as const satisfies Record<string, { http: number; text: string }>;

export type ErrorCode = keyof typeof ERRORS;
