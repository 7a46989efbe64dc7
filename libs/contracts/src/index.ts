export type { components, paths } from './api.js';
export { ERRORS, type ErrorCode } from './errors.js';
export { FIELD_FAULTS, type FieldFaultCode } from './field-faults.js';
export {
  ANSWER_STATUS,
  ORDER_STATUS,
  ORDER_STATUS_TEXT,
  PAY_TYPE,
  PAY_TYPE_TEXT,
  REFUND_STATUS,
  STAFF_ROLES,
  type OrderStatusCode,
  type PayTypeCode,
  type RefundStatusCode,
  type StaffRole,
} from './statuses.js';
