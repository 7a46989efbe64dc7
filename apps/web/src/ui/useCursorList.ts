import { computed, type ComputedRef, onScopeDispose, type Ref, shallowRef } from 'vue';

import { type ApiError, asApiError } from '../api/api-error.js';

interface CursorPage<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

export interface CursorList<Item, Page = CursorPage<Item>> {
  readonly items: Readonly<Ref<readonly Item[]>>;
  /** The page that came last: what it says beside its items. Never one of an earlier search. */
  readonly page: Readonly<Ref<Page | null>>;
  /** True until the first page came or failed. */
  readonly isFirstLoading: ComputedRef<boolean>;
  readonly isLoading: Readonly<Ref<boolean>>;
  readonly error: Readonly<Ref<ApiError | null>>;
  readonly hasMore: ComputedRef<boolean>;
  readonly isEmpty: ComputedRef<boolean>;
  readonly restart: () => Promise<void>;
  readonly more: () => Promise<void>;
  readonly swap: (isIt: (item: Item) => boolean, by: Item) => void;
}

/** A list that grows by its cursor. A restart (another search) makes answers to earlier questions worthless. */
export function useCursorList<Item, Page extends CursorPage<Item> = CursorPage<Item>>(
  fetchPage: (cursor: string | null) => Promise<Page & CursorPage<Item>>,
): CursorList<Item, Page> {
  const items: Ref<readonly Item[]> = shallowRef([]);
  const last: Ref<Page | null> = shallowRef(null);
  const cursor = shallowRef<string | null>(null);
  const isLoading = shallowRef(false);
  const hasAnswer = shallowRef(false);
  const error = shallowRef<ApiError | null>(null);
  let turn = 0;
  let isLive = true;
  onScopeDispose(() => (isLive = false));

  async function fetchFrom(from: string | null): Promise<void> {
    const mine = ++turn;
    const isCurrent = (): boolean => isLive && mine === turn;
    isLoading.value = true;
    error.value = null;
    try {
      const page = await fetchPage(from);
      if (!isCurrent()) return;
      items.value = from === null ? page.items : [...items.value, ...page.items];
      last.value = page;
      cursor.value = page.next_cursor;
      hasAnswer.value = true;
    } catch (failure) {
      if (!isCurrent()) return;
      error.value = asApiError(failure);
    }
    isLoading.value = false;
  }

  return {
    items,
    page: last,
    isLoading,
    error,
    isFirstLoading: computed(() => !hasAnswer.value && error.value === null),
    hasMore: computed(() => cursor.value !== null),
    isEmpty: computed(() => hasAnswer.value && error.value === null && items.value.length === 0),
    restart: () => fetchFrom(null),
    more: () => (cursor.value === null || isLoading.value ? Promise.resolve() : fetchFrom(cursor.value)),
    swap: (isIt, by) => (items.value = items.value.map((item) => (isIt(item) ? by : item))),
  };
}
