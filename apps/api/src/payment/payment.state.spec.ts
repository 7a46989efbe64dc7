import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  canBecome,
  finalAnswerFrom,
  isFinalAt,
  nextQueryAt,
  type PaymentState,
  type QueryPlan,
} from './payment.state.js';

const STATES: readonly PaymentState[] = ['waiting', 'unknown', 'closed', 'succeeded'];
const ALLOWED = new Set([
  'waiting succeeded',
  'waiting closed',
  'waiting unknown',
  'unknown waiting',
  'unknown succeeded',
  'unknown closed',
  'closed succeeded',
]);
const PAIRS = STATES.flatMap((from) => STATES.map((to) => [from, to, ALLOWED.has(`${from} ${to}`)] as const));

describe('the life of a payment', () => {
  test.each(PAIRS)('%s to %s: %s', (from, to, allowed) => expect(canBecome(from, to)).toBe(allowed));
});

const LINKED = new Date('2026-03-02T14:05:00+08:00');
const plan = (ttl: number, grace = 60): QueryPlan => ({
  linkedAt: LINKED,
  expiresAt: new Date(LINKED.getTime() + ttl * 1000),
  graceSeconds: grace,
});
const after = (seconds: number): Date => new Date(LINKED.getTime() + seconds * 1000);

/** Every second at which a payment is asked for when each question is asked on time. */
function ladderOf(query: QueryPlan, until: number): number[] {
  const rungs: number[] = [];
  for (let at = nextQueryAt(query, LINKED); at <= after(until); at = nextQueryAt(query, at)) {
    rungs.push((at.getTime() - LINKED.getTime()) / 1000);
  }
  return rungs;
}

describe('the ladder of questions', () => {
  test.each([
    [1800, 60, [5, 15, 60, 300, 900, 1800, 1860]],
    [600, 60, [5, 15, 60, 300, 600, 660]],
    [60, 0, [5, 15, 60]],
    [10, 60, [5, 10, 70]],
    [3, 2, [3, 5]],
  ])('of an order that lives %i s with %i s of grace', (ttl, grace, rungs) => {
    expect(ladderOf(plan(ttl, grace), ttl + grace)).toEqual(rungs);
  });

  test('goes on every 15 s after the last rung for as long as no final answer came', () => {
    expect(ladderOf(plan(1800), 1920).slice(-5)).toEqual([1860, 1875, 1890, 1905, 1920]);
  });

  test('starts again with a fresh link', () => {
    const relinked = { ...plan(1800), linkedAt: after(1000) };
    expect(nextQueryAt(relinked, after(1000))).toEqual(after(1005));
  });

  test('always leads forward, never past the end of the grace before that end was asked for', () => {
    const seconds = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(seconds(86_400), seconds(600), fc.integer({ min: 0, max: 200_000 }), (ttl, grace, asked) => {
        const query = plan(ttl, grace);
        const next = nextQueryAt(query, after(asked));
        expect(next.getTime()).toBeGreaterThan(after(asked).getTime());
        if (after(asked) < finalAnswerFrom(query))
          expect(next.getTime()).toBeLessThanOrEqual(finalAnswerFrom(query).getTime());
      }),
    );
  });

  test('an answer is the last word only from deadline plus grace on', () => {
    expect(isFinalAt(plan(1800), after(1859.999))).toBe(false);
    expect(isFinalAt(plan(1800), after(1860))).toBe(true);
  });
});
