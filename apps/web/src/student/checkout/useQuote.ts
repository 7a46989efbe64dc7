import { computed, type ComputedRef, onScopeDispose, type Ref, shallowRef } from 'vue';

import { type ApiError, asApiError } from '../../api/api-error.js';
import type { CouponChoice, Quote } from '../../api/checkout.api.js';

export interface QuoteBook {
  readonly quote: Readonly<Ref<Quote | null>>;
  readonly error: Readonly<Ref<ApiError | null>>;
  readonly isLoading: Readonly<Ref<boolean>>;
  /** Which coupon the person wants; the quote says which one it is. */
  readonly choice: Readonly<Ref<CouponChoice>>;
  /** The courses that would be bought. */
  readonly buyable: ComputedRef<readonly number[]>;
  /** Asks again, with another coupon or as before. The old quote stays until the answer comes. */
  readonly ask: (choice?: CouponChoice) => Promise<Quote | null>;
}

/** What the chosen courses cost. A newer question wins over an older one still on its way. */
export function useQuote(
  courses: () => readonly number[],
  fetchQuote: (courses: readonly number[], choice: CouponChoice) => Promise<Quote>,
): QuoteBook {
  const quote = shallowRef<Quote | null>(null);
  const error = shallowRef<ApiError | null>(null);
  const isLoading = shallowRef(false);
  const choice = shallowRef<CouponChoice>('best');
  let turn = 0;
  let isLive = true;
  onScopeDispose(() => (isLive = false));

  async function ask(wanted: CouponChoice = choice.value): Promise<Quote | null> {
    const mine = ++turn;
    const isCurrent = (): boolean => isLive && mine === turn;
    choice.value = wanted;
    error.value = null;
    isLoading.value = true;
    try {
      const fresh = await fetchQuote(courses(), wanted);
      if (!isCurrent()) return null;
      quote.value = fresh;
      return fresh;
    } catch (failure) {
      if (isCurrent()) error.value = asApiError(failure);
      return null;
    } finally {
      if (isCurrent()) isLoading.value = false;
    }
  }

  const buyable = computed(() =>
    (quote.value?.lines ?? []).filter((line) => line.state === 'ok').map((line) => line.course_id),
  );
  return { quote, error, isLoading, choice, buyable, ask };
}
