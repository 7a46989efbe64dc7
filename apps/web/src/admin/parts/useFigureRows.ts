import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';

import type { Figures } from '../../api/staff/acts.api.js';
import { figureRows, type Word } from './figure-rows.js';

interface SaidRow {
  readonly name: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Figures before and after an act, in the reader's language. */
export function useFigureRows(
  figures: () => { readonly before: Figures; readonly after: Figures },
): ComputedRef<readonly SaidRow[]> {
  const { t } = useI18n();
  const say = (word: Word, of = ''): string => ('key' in word ? t(word.key, { of }) : word.text);
  const sayAll = (words: readonly Word[]): string => words.map((word) => say(word)).join(' · ');
  return computed(() =>
    figureRows(figures()).map(({ name, label, of, before, after }) => ({
      name,
      label: say(label, of),
      before: sayAll(before),
      after: sayAll(after),
    })),
  );
}
