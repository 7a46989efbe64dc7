import { onScopeDispose, type Ref, shallowRef } from 'vue';

import { type ApiError, asApiError } from '../api/api-error.js';

export interface Load<T> {
  readonly data: Readonly<Ref<T | null>>;
  readonly error: Readonly<Ref<ApiError | null>>;
  readonly load: () => Promise<void>;
}

/** One thing fetched for a page. A newer call wins over an older one still on its way; the old data stays until then. */
export function useLoad<T>(fetcher: () => Promise<T>): Load<T> {
  const data = shallowRef<T | null>(null);
  const error = shallowRef<ApiError | null>(null);
  let turn = 0;
  let isLive = true;
  onScopeDispose(() => (isLive = false));

  async function load(): Promise<void> {
    const mine = ++turn;
    error.value = null;
    try {
      const value = await fetcher();
      if (isLive && mine === turn) data.value = value;
    } catch (failure) {
      if (isLive && mine === turn) error.value = asApiError(failure);
    }
  }

  return { data, error, load };
}
