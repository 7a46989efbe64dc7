export {
  type BillOutcome,
  type CloseOutcome,
  type Device,
  type NotifyCheck,
  type NotifyEvent,
  type NotifyReading,
  type NotifyRefusal,
  type PaidTrade,
  type PayUrlRequest,
  PaymentChannel,
  type RawNotify,
  type RefundOutcome,
  type RefundRequest,
  type RefundState,
  type ReturnReading,
  type TradeState,
  type VerifiedNotify,
} from './channel.js';
export { type Pay, createPay } from './pay.js';
export { type KeyFiles, type KeyTexts, loadKeys } from './pem.js';
export { type AlipaySettings, type PaySettings, SettingsError } from './settings.js';
