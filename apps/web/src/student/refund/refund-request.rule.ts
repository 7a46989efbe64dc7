import { type Fen, fenFromYuan } from '@luffy/money';

import type { RefundWish } from '../../api/refunds.api.js';
import { characters } from '../../ui/characters.js';

export const REASONS = ['changed', 'mistake', 'unfit', 'noTime', 'other'] as const;
export type ReasonChoice = (typeof REASONS)[number];

/** What a student has filled in so far. */
export interface RefundDraft {
  readonly what: 'all' | 'courses' | 'amount';
  readonly courses: readonly number[];
  readonly amount: string;
  readonly choice: ReasonChoice | null;
  readonly words: string;
}

export const EMPTY_DRAFT: RefundDraft = { what: 'all', courses: [], amount: '', choice: null, words: '' };

export const REASON_AT_MOST = 256;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A draft that was kept in the browser, piece by piece: whatever is not of its kind is empty again. */
export function readDraft(kept: unknown): RefundDraft {
  if (!isRecord(kept)) return EMPTY_DRAFT;
  const { what, courses, amount, choice, words } = kept;
  return {
    what: what === 'courses' || what === 'amount' ? what : 'all',
    courses: Array.isArray(courses) ? courses.filter((id) => Number.isSafeInteger(id)) : [],
    amount: typeof amount === 'string' ? amount : '',
    choice: REASONS.find((known) => known === choice) ?? null,
    words: typeof words === 'string' ? words : '',
  };
}

/** Yuan as people type them: spaces around, a currency sign and full-width digits are no mistake. */
export function readYuan(typed: string): Fen | null {
  const plain = typed.normalize('NFKC').replace(/[\s,¥元]/g, '');
  try {
    return fenFromYuan(plain);
  } catch {
    return null;
  }
}

export interface RefundFaults {
  readonly courses: string;
  readonly amount: string;
  readonly reason: string;
}

/** What the form can know before asking the server, as text keys; empty where nothing is wrong. `left` is in yuan. */
export function wishFaults(draft: RefundDraft, left: string): Pick<RefundFaults, 'courses' | 'amount'> {
  if (draft.what === 'courses')
    return { courses: draft.courses.length === 0 ? 'askRefund.chooseCourses' : '', amount: '' };
  return { courses: '', amount: draft.what === 'amount' ? amountFault(draft.amount, left) : '' };
}

function amountFault(typed: string, left: string): string {
  if (typed.trim() === '') return 'askRefund.amountEmpty';
  const amount = readYuan(typed);
  if (amount === null || amount === 0) return 'askRefund.amountWrong';
  return amount > fenFromYuan(left) ? 'askRefund.amountTooMuch' : '';
}

export function reasonFault(draft: RefundDraft, reason: string): string {
  if (draft.choice === null) return 'askRefund.chooseReason';
  if (draft.choice === 'other' && draft.words.trim() === '') return 'askRefund.reasonEmpty';
  return characters(reason) > REASON_AT_MOST ? 'askRefund.reasonTooLong' : '';
}

/** What is asked of the server; null while it is not complete. */
export function wishOf(draft: RefundDraft, left: string): RefundWish | null {
  const faults = wishFaults(draft, left);
  if (faults.courses !== '' || faults.amount !== '') return null;
  switch (draft.what) {
    case 'all':
      return {};
    case 'courses':
      return { courses: draft.courses };
    case 'amount':
      return { amount: ((readYuan(draft.amount) ?? 0) / 100).toFixed(2) };
  }
}

/** One sentence for staff out of the choice and the student's own words. */
export function reasonText(choice: string, words: string): string {
  const own = words.trim();
  if (choice === '') return own;
  return own === '' ? choice : `${choice}:${own}`;
}
