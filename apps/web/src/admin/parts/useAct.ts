import { computed, type ComputedRef, onScopeDispose, readonly, type Ref, shallowRef, watch } from 'vue';

import type { ActPreview, Said } from '../../api/staff/acts.api.js';
import { type ApiError, asApiError } from '../../api/api-error.js';
import { pressKey } from '../../ui/press-key.js';

interface Acting {
  /** Where the act is sent; its preview is beside it. */
  readonly path: () => string;
  /** What the act needs besides its reason; null while that is not complete. */
  readonly said: () => Said | null;
  /** Null for an act that has no preview. */
  readonly preview: ((path: string, said: Said) => Promise<ActPreview>) | null;
  readonly perform: (path: string, said: Said, idempotencyKey: string) => Promise<Said>;
}

export interface Act {
  readonly preview: Readonly<Ref<ActPreview | null>>;
  readonly isLooking: Readonly<Ref<boolean>>;
  /** Why it cannot be done, as the look or the act itself was refused. */
  readonly refusal: Readonly<Ref<ApiError | null>>;
  readonly isSending: Readonly<Ref<boolean>>;
  /** The refusal's word on one field. */
  readonly faultOf: (field: string) => string | null;
  /** The refusal is not told beside fields alone. */
  readonly hasSentence: ComputedRef<boolean>;
  readonly lookAgain: () => void;
  /** Null when it was refused, or while an earlier press is being worked on. */
  readonly send: (reason: string) => Promise<Said | null>;
}

const PAUSE_MS = 300;

/**
 * An act of staff while it is prepared: looked at after every change, and sent once. Words that have changed make an
 * earlier look worthless.
 */
export function useAct({ path, said, preview: look, perform }: Acting): Act {
  const preview = shallowRef<ActPreview | null>(null);
  const refusal = shallowRef<ApiError | null>(null);
  const isLooking = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  const forgetLook = (): number => {
    clearTimeout(timer);
    return ++turn;
  };
  onScopeDispose(forgetLook);

  async function lookNow(mine: number): Promise<void> {
    const words = said();
    if (!look || !words) return;
    try {
      const answer = await look(path(), words);
      if (mine === turn) preview.value = answer;
    } catch (failure) {
      if (mine === turn) refusal.value = asApiError(failure);
    }
    if (mine === turn) isLooking.value = false;
  }

  function lookSoon(waitMs: number): void {
    const mine = forgetLook();
    preview.value = null;
    refusal.value = null;
    isLooking.value = look !== null && said() !== null;
    if (isLooking.value) timer = setTimeout(() => void lookNow(mine), waitMs);
  }

  watch(
    () => JSON.stringify([path(), said()]),
    () => lookSoon(PAUSE_MS),
  );
  const sending = useSending({ path, said, perform }, refusal);

  return {
    ...sending,
    preview,
    isLooking: readonly(isLooking),
    refusal,
    faultOf: (field) => refusal.value?.fields.find((fault) => fault.field === field)?.msg ?? null,
    hasSentence: computed(() => refusal.value !== null && refusal.value.fields.length === 0),
    lookAgain: () => lookSoon(0),
  };
}

/** A press whose answer was lost keeps its key, so that pressing again cannot do it twice; other words are another act. */
function useSending(
  { path, said, perform }: Omit<Acting, 'preview'>,
  refusal: Ref<ApiError | null>,
): Pick<Act, 'isSending' | 'send'> {
  const isSending = shallowRef(false);
  let unanswered: { readonly what: string; readonly key: string } | null = null;

  async function send(reason: string): Promise<Said | null> {
    const words = said();
    if (isSending.value || !words) return null;
    const all = reason === '' ? words : { ...words, reason };
    const what = JSON.stringify([path(), all]);
    if (unanswered?.what !== what) unanswered = { what, key: pressKey() };
    isSending.value = true;
    refusal.value = null;
    try {
      const answer = await perform(path(), all, unanswered.key);
      unanswered = null;
      return answer;
    } catch (failure) {
      refusal.value = asApiError(failure);
      if (!mayHaveBeenDone(refusal.value)) unanswered = null;
      return null;
    } finally {
      isSending.value = false;
    }
  }

  return { isSending: readonly(isSending), send };
}

/** No answer, or one that says nothing about the act. */
const mayHaveBeenDone = ({ code, status }: ApiError): boolean => code === 'NETWORK' || status >= 500;
