import { describe, expect, test } from '@jest/globals';

import { changeOf, changesNothing, type Deed, deedHash } from './audit.rule.js';

describe('a change', () => {
  test('is what differs, and nothing else', () => {
    const change = changeOf({ a: '1', b: '2', gone: 'x', empty: null }, { a: '1', b: '3', came: 'y', empty: null });
    expect(change).toEqual({ before: { b: '2', gone: 'x', came: null }, after: { b: '3', gone: null, came: 'y' } });
    expect(changesNothing(change)).toBe(false);
  });

  test('of nothing is nothing', () => {
    expect(changesNothing(changeOf({ a: '1', b: null }, { a: '1' }))).toBe(true);
  });
});

describe('two requests', () => {
  const deed: Deed = {
    staff: { id: 1, role: 'finance' },
    act: 'refund',
    subject: 'n1',
    reason: 'because',
    said: { amount: '1.00' },
    key: 'k',
  };
  test.each<Partial<Deed>>([{ act: 'grant' }, { subject: 'n2' }, { reason: null }, { said: { amount: '2.00' } }])(
    'that differ in %j are two',
    (other) => expect(deedHash({ ...deed, ...other })).not.toBe(deedHash(deed)),
  );
  test('are one when only the person’s role or the key differs', () => {
    expect(deedHash({ ...deed, staff: { id: 1, role: 'admin' }, key: 'other' })).toBe(deedHash(deed));
  });
});
