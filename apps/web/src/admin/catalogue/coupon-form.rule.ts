import { fen, yuanFromFen } from '@luffy/money';

import type { Said } from '../../api/staff/acts.api.js';
import { priceText } from '../../ui/price.js';
import { fenTyped } from './course-form.rule.js';

/** A coupon as it is typed. `type`: 0 fixed, 1 from a minimum on, 2 a percentage. */
export interface TypedCoupon {
  name: string;
  type: string;
  value: string;
  off_percent: string;
  minimum: string;
  course_id: string;
  total: string;
  per_user: string;
  starts_at: string;
  ends_at: string;
}

/** `nowLocal` is the moment as a datetime field writes it: 2026-03-02T14:05. */
export const typedCoupon = (nowLocal: string): TypedCoupon => ({
  name: '',
  type: '0',
  value: '',
  off_percent: '',
  minimum: '',
  course_id: '',
  total: '100',
  per_user: '1',
  starts_at: nowLocal,
  ends_at: '',
});

const isWhole = (text: string, from: number, to: number): boolean =>
  /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to;
const isMoment = (text: string): boolean => !Number.isNaN(Date.parse(text));

/** What is wrong with it, as a text key by field. */
export function couponFaults(typed: TypedCoupon): Record<string, string> {
  const [value, minimum] = [fenTyped(typed.value), typed.minimum.trim() === '' ? fen(0) : fenTyped(typed.minimum)];
  const isPercent = typed.type === '2';
  const isLow = typed.type === '1' && value !== null && minimum !== null && minimum < value;
  return {
    ...(typed.name.trim() === '' ? { name: 'couponForm.nameNeeded' } : {}),
    ...(!isPercent && (value === null || value === 0) ? { value: 'couponForm.valueNeeded' } : {}),
    ...(isPercent && !isWhole(typed.off_percent, 1, 99) ? { off_percent: 'couponForm.percentWrong' } : {}),
    ...(minimum === null ? { minimum: 'courseForm.noAmount' } : {}),
    ...(isLow ? { minimum: 'couponForm.minimumLow' } : {}),
    ...(typed.course_id.trim() === '' || isWhole(typed.course_id.trim(), 1, 999_999_999)
      ? {}
      : { course_id: 'couponForm.courseWrong' }),
    ...(isWhole(typed.total, 1, 1_000_000) ? {} : { total: 'couponForm.countWrong' }),
    ...(isWhole(typed.per_user, 1, 1_000_000) ? {} : { per_user: 'couponForm.countWrong' }),
    ...(isMoment(typed.starts_at) ? {} : { starts_at: 'couponForm.momentNeeded' }),
    ...(isMoment(typed.ends_at) ? {} : { ends_at: 'couponForm.momentNeeded' }),
    ...(isMoment(typed.ends_at) && Date.parse(typed.ends_at) <= Date.parse(typed.starts_at)
      ? { ends_at: 'couponForm.endsEarly' }
      : {}),
  };
}

/** What is sent. Moments are those of the reader's own zone. */
export function couponSaid(typed: TypedCoupon): Said {
  const instant = (text: string): string => (isMoment(text) ? new Date(text).toISOString() : text);
  return {
    name: typed.name,
    type: Number(typed.type),
    ...(typed.type === '2' ? { off_percent: Number(typed.off_percent) } : { value: typed.value.trim() }),
    ...(typed.minimum.trim() === '' ? {} : { minimum: typed.minimum.trim() }),
    ...(typed.course_id.trim() === '' ? {} : { course_id: Number(typed.course_id) }),
    total: Number(typed.total),
    per_user: Number(typed.per_user),
    starts_at: instant(typed.starts_at),
    ends_at: instant(typed.ends_at),
  };
}

/** What it can cost at most, in figures; null while that cannot be said. */
export function costOf(typed: TypedCoupon): { total: string; value: string; most: string } | null {
  const value = fenTyped(typed.value);
  if (typed.type === '2' || value === null || value === 0 || !isWhole(typed.total, 1, 1_000_000)) return null;
  const most = value * Number(typed.total);
  // Beyond what an amount of ours can be there is no figure to say.
  if (most > 9_999_999_999) return null;
  return {
    total: typed.total,
    value: priceText(yuanFromFen(value), 'exact'),
    most: priceText(yuanFromFen(fen(most)), 'exact'),
  };
}
