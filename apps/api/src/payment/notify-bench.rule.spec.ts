import { describe, expect, test } from '@jest/globals';

import { checkOutcomes, meaningOf, WOULD } from './notify-bench.rule.js';

describe('the checks of a notify', () => {
  test('stand in their order, and what comes after a failed one was not reached', () => {
    const told = checkOutcomes([
      { check: 'form', passed: true },
      { check: 'sign_type', passed: false, detail: 'not RSA2' },
    ]);
    expect(told.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'form ok',
      'sign_type failed',
      'app_id not_reached',
      'signature not_reached',
      'seller_id not_reached',
      'out_trade_no not_reached',
      'total_amount not_reached',
      'notify_type not_reached',
      'trade_no not_reached',
    ]);
    expect(told[1]?.detail).toBe('not RSA2');
    expect(told[0]?.detail).toBeNull();
  });

  test('that are new here are not left out', () => {
    expect(checkOutcomes([{ check: 'moon', passed: true }]).at(-1)).toEqual({
      name: 'moon',
      outcome: 'ok',
      detail: null,
    });
  });
});

describe('a verdict', () => {
  test.each([
    ['settled', 'settle'],
    ['revived', 'settle'],
    ['repeat', 'repeat'],
    ['late', 'late'],
    ['duplicate', 'duplicate'],
    ['refund', 'refund'],
    ['waiting', 'nothing'],
    ['closed', 'nothing'],
    ['seller', 'suspicious'],
    ['amount', 'suspicious'],
    ['trade-no', 'suspicious'],
    ['suspicious', 'suspicious'],
    ['malformed', 'failed'],
    ['sign-type', 'failed'],
    ['app-id', 'failed'],
    ['signature', 'failed'],
    ['unknown-order', 'failed'],
    ['notify-type', 'failed'],
    ['trade-status', 'failed'],
    ['of tomorrow', 'failed'],
  ])('%s would %s', (verdict, would) => {
    const meaning = meaningOf(verdict);
    expect(meaning.would).toBe(would);
    expect(WOULD).toContain(meaning.would);
    expect(meaning.why).not.toBe('');
  });
});
