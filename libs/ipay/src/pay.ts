import { AlipayChannel } from './alipay/alipay.channel.js';
import type { PaymentChannel } from './channel.js';
import { type PaySettings, readAlipaySettings } from './settings.js';

/** One channel for each provider that the settings name. */
export type Pay = Readonly<{ alipay: PaymentChannel }>;

/** Checks the settings, proves the keys and opens the channels; nothing goes over the network. @throws SettingsError */
export function createPay(settings: PaySettings): Pay {
  return Object.freeze({ alipay: new AlipayChannel(readAlipaySettings(settings.alipay)) });
}
