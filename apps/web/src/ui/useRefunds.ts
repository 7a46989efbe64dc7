import { onScopeDispose, readonly, type Ref, shallowRef } from 'vue';

import type { Refund } from '../api/refunds.api.js';
import { isOnItsWay } from './refund-notice.js';

export interface Refunds {
  readonly refunds: Readonly<Ref<readonly Refund[]>>;
  readonly of: (outTradeNo: string) => readonly Refund[];
  /** Looks at these orders from now on, and again after a while as long as there is something to wait for. */
  readonly watchOrders: (outTradeNos: readonly string[]) => Promise<void>;
}

/** The shop's own sweep makes an automatic refund some seconds after the money came: one look is not enough. */
const WAITS_MS = [3_000, 6_000, 12_000, 24_000];

/**
 * The refunds of some orders. A look that fails is made again; the page goes on without it.
 * @param awaits whether a refund may still appear for an order that has none yet
 */
export function useRefunds(
  fetcher: (outTradeNos: readonly string[]) => Promise<readonly Refund[]>,
  awaits: (outTradeNo: string) => boolean = () => false,
): Refunds {
  const refunds: Ref<readonly Refund[]> = shallowRef([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  onScopeDispose(() => {
    turn = Number.NaN;
    clearTimeout(timer);
  });

  const of = (outTradeNo: string): readonly Refund[] =>
    refunds.value.filter((refund) => refund.out_trade_no === outTradeNo);

  async function watchOrders(outTradeNos: readonly string[]): Promise<void> {
    clearTimeout(timer);
    const mine = ++turn;
    if (outTradeNos.length > 0) await look(outTradeNos, mine, 0);
  }

  async function look(outTradeNos: readonly string[], mine: number, looks: number): Promise<void> {
    const fresh = await fetcher(outTradeNos).catch(() => null);
    if (mine !== turn) return;
    if (fresh) refunds.value = fresh;
    const isOpen =
      fresh === null ||
      fresh.some(isOnItsWay) ||
      outTradeNos.some((number) => awaits(number) && of(number).length === 0);
    const waitMs = WAITS_MS[looks];
    if (isOpen && waitMs !== undefined) timer = setTimeout(() => void look(outTradeNos, mine, looks + 1), waitMs);
  }

  return { refunds: readonly(refunds) as Readonly<Ref<readonly Refund[]>>, of, watchOrders };
}
