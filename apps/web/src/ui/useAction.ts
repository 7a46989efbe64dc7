import { computed, type ComputedRef, shallowRef } from 'vue';

/** `leaving`: the page is about to be replaced by another site, so the button stays pressed. */
export type ActionOutcome = 'leaving' | undefined | void;

export interface Action<Args extends unknown[]> {
  readonly pending: ComputedRef<boolean>;
  /** Does nothing while an earlier press is still being worked on. */
  readonly run: (...args: Args) => Promise<void>;
}

/** One act behind one button: a second press while the first is on its way is not a second act. Failures go to `onFail`. */
export function useAction<Args extends unknown[]>(
  act: (...args: Args) => Promise<ActionOutcome>,
  onFail: (failure: unknown) => void,
): Action<Args> {
  const isBusy = shallowRef(false);
  return {
    pending: computed(() => isBusy.value),
    async run(...args) {
      if (isBusy.value) return;
      isBusy.value = true;
      let outcome: ActionOutcome;
      try {
        outcome = await act(...args);
      } catch (failure) {
        onFail(failure);
      }
      if (outcome !== 'leaving') isBusy.value = false;
    },
  };
}
