import { onScopeDispose, readonly, type Ref, shallowRef } from 'vue';

export type PayAnswer = 'paid' | 'unpaid';

/** `given-up`: nobody confirmed a payment in the time we ask by ourselves. It does not mean that there was none. */
export type PayPhase = 'asking' | 'paid' | 'given-up';

export interface PaymentPolling {
  readonly phase: Readonly<Ref<PayPhase>>;
  /** Questions that got an answer. */
  readonly answers: Readonly<Ref<number>>;
  /** The last question got no answer at all. */
  readonly isCutOff: Readonly<Ref<boolean>>;
  readonly isChecking: Readonly<Ref<boolean>>;
  /** Asks at once, also after having given up. One question at a time: a second call joins the first. */
  readonly checkNow: () => Promise<PayPhase>;
}

const LADDER_MS = [1_000, 2_000, 3_000, 5_000, 8_000];
const GIVE_UP_AFTER_MS = 120_000;

/** Asks whether an order is paid: at once, after 1, 2, 3, 5, 8 s, then every 8 s, for two minutes. */
export function usePaymentPolling(ask: () => Promise<PayAnswer>): PaymentPolling {
  const phase = shallowRef<PayPhase>('asking');
  const answers = shallowRef(0);
  const isCutOff = shallowRef(false);
  const isChecking = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: Promise<PayPhase> | undefined;
  let isLive = true;
  let step = 0;
  const startedAtMs = Date.now();

  async function question(): Promise<PayPhase> {
    clearTimeout(timer);
    isChecking.value = true;
    // A lost reply is not an answer: ask again.
    const answer = await ask().catch(() => null);
    isChecking.value = false;
    current = undefined;
    if (!isLive) return phase.value;
    isCutOff.value = answer === null;
    if (answer !== null) answers.value += 1;
    if (answer === 'paid') phase.value = 'paid';
    else if (phase.value === 'asking') waitOrGiveUp();
    return phase.value;
  }

  function waitOrGiveUp(): void {
    const waitMs = LADDER_MS[Math.min(step++, LADDER_MS.length - 1)] ?? 0;
    if (Date.now() + waitMs - startedAtMs > GIVE_UP_AFTER_MS) phase.value = 'given-up';
    else timer = setTimeout(() => void checkNow(), waitMs);
  }

  function checkNow(): Promise<PayPhase> {
    if (phase.value === 'paid' || !isLive) return Promise.resolve(phase.value);
    current ??= question();
    return current;
  }

  onScopeDispose(() => {
    isLive = false;
    clearTimeout(timer);
  });
  void checkNow();
  return {
    phase: readonly(phase),
    answers: readonly(answers),
    isCutOff: readonly(isCutOff),
    isChecking: readonly(isChecking),
    checkNow,
  };
}
