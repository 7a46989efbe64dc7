/** What an Alipay notify claims of itself, before anything is believed. */
export interface NotifyClaim {
  appId: string | null;
  outTradeNo: string | null;
}

export function claimOf(body: string): NotifyClaim {
  const form = new URLSearchParams(body);
  return { appId: form.get('app_id'), outTradeNo: form.get('out_trade_no') };
}
