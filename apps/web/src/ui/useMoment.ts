import { useI18n } from 'vue-i18n';

import { serverNowMs } from '../api/server-clock.js';
import { momentParts } from './moment.js';

/** Says a moment the way a person would: 今天 14:05, 3 月 2 日 14:05. */
export function useMoment(): { sayMoment: (iso: string) => string } {
  const { t } = useI18n();
  const KEYS = {
    today: 'moment.today',
    yesterday: 'moment.yesterday',
    'this-year': 'moment.thisYear',
    'other-year': 'moment.otherYear',
  } as const;
  return {
    sayMoment: (iso) => {
      const { day, ...parts } = momentParts(iso, serverNowMs());
      return t(KEYS[day], { ...parts });
    },
  };
}
