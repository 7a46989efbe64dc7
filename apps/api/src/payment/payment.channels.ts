import { PAY_TYPE, type PayTypeCode } from '@luffy/contracts';
import type { PaymentChannel } from '@luffy/ipay';

/** Which provider stands behind which pay type. Injection token and value in one; tests give other channels. */
export class PaymentChannels {
  readonly #byName: Partial<Record<PaymentChannel['name'], PaymentChannel>>;

  constructor(channels: readonly PaymentChannel[]) {
    this.#byName = Object.fromEntries(channels.map((channel) => [channel.name, channel]));
  }

  /** The channel's name for a pay type that can be used here, or null. */
  nameFor(payType: PayTypeCode): PaymentChannel['name'] | null {
    const name = payType === PAY_TYPE.alipay ? 'alipay' : payType === PAY_TYPE.wechat ? 'wechat' : null;
    return name !== null && this.#byName[name] ? name : null;
  }

  get(name: PaymentChannel['name']): PaymentChannel {
    const channel = this.#byName[name];
    if (!channel) throw new Error(`no payment channel ${name} is set up`);
    return channel;
  }
}
