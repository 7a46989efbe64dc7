import type { DeskCoupon } from '../../api/staff/catalogue.api.js';
import type { IconName } from '../../ui/icon-paths.js';

export const COUPON_STATES = ['open', 'coming', 'sold_out', 'stopped', 'over'] as const;

/** Whether a coupon is still given, as a word, an icon and a colour. */
export const COUPON_LOOKS: Readonly<
  Record<DeskCoupon['state'], { key: string; icon: IconName; tone: 'ok' | 'wait' | 'stop' | 'rest' }>
> = {
  open: { key: 'couponDesk.open', icon: 'check-circle', tone: 'ok' },
  coming: { key: 'couponDesk.coming', icon: 'clock', tone: 'wait' },
  sold_out: { key: 'couponDesk.soldOut', icon: 'circle', tone: 'rest' },
  stopped: { key: 'couponDesk.stopped', icon: 'ban', tone: 'stop' },
  over: { key: 'couponDesk.over', icon: 'hourglass', tone: 'rest' },
};

/** Whether one can still be put into somebody's hand by name. */
export const canHandOut = ({ state }: DeskCoupon): boolean => state === 'open' || state === 'coming';
export const canStop = ({ state }: DeskCoupon): boolean => state !== 'stopped' && state !== 'over';

/** Names as they are typed or pasted: separated by anything that no name has, each once. */
export function namesIn(text: string): string[] {
  const names = text
    .split(/[\s,,;;、]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
