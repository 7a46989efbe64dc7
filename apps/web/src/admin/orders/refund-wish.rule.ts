import { fen, fenFromYuan, yuanFromFen } from '@luffy/money';

/** How much of an order staff send back: everything that is left, some courses, or an amount. */
export interface RefundDraft {
  readonly what: 'all' | 'courses' | 'amount';
  readonly courses: readonly number[];
  readonly amount: string;
}

export interface StaffWish {
  readonly courses?: readonly number[];
  readonly amount?: string;
}

const AMOUNT = /^\d{1,8}(\.\d{1,2})?$/;

/** The draft as the API wants it; null while it is not complete. */
export function wishOf({ what, courses, amount }: RefundDraft): StaffWish | null {
  if (what === 'all') return {};
  if (what === 'courses') return courses.length === 0 ? null : { courses: courses.toSorted((a, b) => a - b) };
  const text = amount.trim();
  if (!AMOUNT.test(text)) return null;
  const asked = fenFromYuan(text.replace(/^0+(?=\d)/, ''));
  return asked === fen(0) ? null : { amount: yuanFromFen(asked) };
}
