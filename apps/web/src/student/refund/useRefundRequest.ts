import { useSessionStorage } from '@vueuse/core';
import { computed, type ComputedRef, onScopeDispose, reactive, type Ref, shallowRef, watch } from 'vue';

import { type ApiError, asApiError } from '../../api/api-error.js';
import type { Refund, RefundPreview, RefundWish } from '../../api/refunds.api.js';
import { readDraft, type RefundDraft, wishOf } from './refund-request.rule.js';

interface Asking {
  readonly outTradeNo: string;
  /** Yuan that can still be asked back. */
  readonly left: () => string;
  readonly preview: (outTradeNo: string, wish: RefundWish) => Promise<RefundPreview>;
  readonly request: (outTradeNo: string, wish: RefundWish, reason: string) => Promise<Refund>;
}

export interface RefundRequest {
  readonly draft: { -readonly [Field in keyof RefundDraft]: RefundDraft[Field] };
  readonly wish: ComputedRef<RefundWish | null>;
  /** What the request would do; null while the wish is not complete or was refused. */
  readonly preview: Readonly<Ref<RefundPreview | null>>;
  readonly isLooking: Readonly<Ref<boolean>>;
  readonly refusal: Readonly<Ref<ApiError | null>>;
  readonly lookAgain: () => void;
  /** Sends it and forgets the draft. @throws ApiError */
  readonly send: (reason: string) => Promise<Refund>;
}

const PAUSE_MS = 350;

/**
 * A request for a refund while it is filled in: kept in this browser tab until it is sent, and shown with what it would
 * do after every change. An answer to an earlier wish is not shown under a later one.
 */
export function useRefundRequest({ outTradeNo, left, preview: look, request }: Asking): RefundRequest {
  const kept = useSessionStorage<unknown>(`refund-request:${outTradeNo}`, null, {
    serializer: { read: readJson, write: (value) => JSON.stringify(value) },
  });
  const draft = reactive({ ...readDraft(kept.value) });
  const preview = shallowRef<RefundPreview | null>(null);
  const isLooking = shallowRef(false);
  const refusal = shallowRef<ApiError | null>(null);
  const wish = computed(() => wishOf(draft, left()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  onScopeDispose(() => {
    turn = Number.NaN;
    clearTimeout(timer);
  });

  async function lookNow(mine: number): Promise<void> {
    if (!wish.value) return;
    try {
      const answer = await look(outTradeNo, wish.value);
      if (mine === turn) preview.value = answer;
    } catch (failure) {
      if (mine === turn) refusal.value = asApiError(failure);
    }
    if (mine === turn) isLooking.value = false;
  }

  function lookSoon(waitMs: number): void {
    clearTimeout(timer);
    const mine = ++turn;
    preview.value = null;
    refusal.value = null;
    isLooking.value = wish.value !== null;
    if (wish.value) timer = setTimeout(() => void lookNow(mine), waitMs);
  }

  watch(draft, () => (kept.value = { ...draft }));
  watch(
    () => JSON.stringify(wish.value),
    () => lookSoon(PAUSE_MS),
  );
  lookSoon(0);

  return {
    draft,
    wish,
    preview,
    isLooking,
    refusal,
    lookAgain: () => lookSoon(0),
    async send(reason) {
      if (!wish.value) throw new Error('the wish is not complete');
      const refund = await request(outTradeNo, wish.value, reason);
      kept.value = null;
      return refund;
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
