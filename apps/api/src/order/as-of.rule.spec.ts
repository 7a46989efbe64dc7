import { describe, expect, test } from '@jest/globals';

import { type PastEvent, stateAt } from './as-of.rule.js';

const minute = (count: number) => new Date(Date.UTC(2026, 2, 2, 6, count));
const event = (at: number, type: string, data: PastEvent['data'] = {}): PastEvent => ({ at: minute(at), type, data });
const PLACED = event(0, 'placed', { total_amount_fen: 29_800 });
const PAID = event(5, 'paid');

const standing = (events: PastEvent[], at: number): string => {
  const state = stateAt(events, [1, 2], minute(at));
  return state === null
    ? 'none'
    : `${state.status} ${state.refundedFen} ${state.lines.map((line) => `${line.courseId}${line.live ? '+' : '-'}`).join('')}`;
};

describe('an order as it stood', () => {
  const sold = [
    PLACED,
    PAID,
    event(10, 'refund_requested', { amount_fen: 9900 }),
    event(20, 'refunded', { refunded_amount_fen: 9900, ended_course_ids: [1] }),
    event(30, 'refunded', { refunded_amount_fen: 20_000, ended_course_ids: [] }),
    event(40, 'refunded', { refunded_amount_fen: 29_800, ended_course_ids: [2] }),
  ];
  test.each<[string, PastEvent[], number, string]>([
    ['before it was placed is nothing', sold, -1, 'none'],
    ['at the moment it was placed', sold, 0, '0 0 1+2+'],
    ['before it was paid', sold, 4, '0 0 1+2+'],
    ['when it was paid', sold, 5, '1 0 1+2+'],
    ['while a refund is only asked for', sold, 15, '1 0 1+2+'],
    ['after one course went back', sold, 20, '1 9900 1-2+'],
    ['after a part of the other', sold, 35, '1 20000 1-2+'],
    ['after everything', sold, 99, '1 29800 1-2-'],
    ['cancelled', [PLACED, event(3, 'cancelled')], 3, '2 0 1-2-'],
    ['timed out', [PLACED, event(3, 'timed_out')], 3, '3 0 1-2-'],
    ['paid late and revived', [PLACED, event(3, 'timed_out'), PAID], 6, '1 0 1+2+'],
    ['free', [event(0, 'placed', { total_amount_fen: 0 }), event(0, 'enrolled_free')], 1, '1 0 1+2+'],
    [
      'whose late payment went back: untouched',
      [PLACED, event(3, 'cancelled'), event(4, 'payment_late'), event(9, 'refunded', { amount_fen: 29_800 })],
      10,
      '2 0 1-2-',
    ],
    [
      'told by an older event, which names no course',
      [PLACED, PAID, event(6, 'refunded', { refunded_amount_fen: 9900 })],
      7,
      '1 9900 1+2+',
    ],
    ['told so to its end', [PLACED, PAID, event(6, 'refunded', { refunded_amount_fen: 29_800 })], 7, '1 29800 1-2-'],
    [
      'after staff ended the access to a course',
      [PLACED, PAID, event(6, 'access_ended', { course_ids: [2] })],
      7,
      '1 0 1+2-',
    ],
    ['told by kinds of events that are not known', [PLACED, event(1, 'danced'), PAID], 7, '1 0 1+2+'],
  ])('%s', (_what, events, at, expected) => expect(standing(events, at)).toBe(expected));
});
