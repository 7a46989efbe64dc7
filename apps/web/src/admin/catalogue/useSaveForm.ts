import { type ComputedRef, nextTick, type Ref, shallowRef, type TemplateRef } from 'vue';
import { useI18n } from 'vue-i18n';

import { performAct, type Said } from '../../api/staff/acts.api.js';
import type { ApiError } from '../../api/api-error.js';
import { useAct } from '../parts/useAct.js';

interface Saving {
  /** Where it is sent, without the last slash. */
  readonly path: () => string;
  /** What is to be said; null when there is nothing to save. */
  readonly said: () => Said | null;
  /** What is wrong with what was typed, as text keys by field. */
  readonly faults: () => Readonly<Record<string, string>>;
  readonly form: TemplateRef<HTMLFormElement>;
}

export interface SaveForm {
  /** What stands under a field: our own word first, then the server's. */
  readonly faultOf: (field: string) => string;
  /** Why it was refused, where that is not said under a field. */
  readonly refusal: Readonly<Ref<ApiError | null>>;
  readonly hasSentence: ComputedRef<boolean>;
  readonly isSaving: Readonly<Ref<boolean>>;
  /** Null when something is wrong; the first field at fault then has the focus. */
  readonly save: (reason: string) => Promise<Said | null>;
}

/** A form of the back office. What was typed stays, whatever comes back; the same words are saved once. */
export function useSaveForm({ path, said, faults, form }: Saving): SaveForm {
  const { t } = useI18n();
  const wasPressed = shallowRef(false);
  const act = useAct({ path, said, preview: null, perform: performAct });

  async function focusFault(): Promise<void> {
    await nextTick();
    form.value?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  return {
    refusal: act.refusal,
    hasSentence: act.hasSentence,
    isSaving: act.isSending,
    faultOf: (field) => {
      const own = wasPressed.value ? faults()[field] : undefined;
      return own === undefined ? (act.faultOf(field) ?? '') : t(own);
    },
    async save(reason) {
      wasPressed.value = true;
      const answer = Object.keys(faults()).length > 0 ? null : await act.send(reason);
      if (answer === null) await focusFault();
      else wasPressed.value = false;
      return answer;
    },
  };
}
