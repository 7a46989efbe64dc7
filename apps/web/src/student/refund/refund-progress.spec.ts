import { expect, test } from '@jest/globals';

import { refundSteps } from './refund-progress.js';

const told = (...[refund]: Parameters<typeof refundSteps>): string =>
  refundSteps(refund)
    .map((step) => `${step.key.replace('refundStep.', '')}:${step.is}`)
    .join(' ');

test.each([
  ['requested', 'asked:done review:now returning:ahead arrived:ahead'],
  ['approved', 'asked:done review:done returning:now arrived:ahead'],
  ['sending', 'asked:done review:done returning:now arrived:ahead'],
  ['unknown', 'asked:done review:done returning:now arrived:ahead'],
  ['failed', 'asked:done review:done returning:stuck arrived:ahead'],
  ['succeeded', 'asked:done review:done returning:done arrived:done'],
  ['rejected', 'asked:done review:ended'],
] as const)('a request that is %s', (state, steps) => expect(told({ kind: 'student', state })).toBe(steps));

test.each(['late', 'duplicate'] as const)('a %s payment goes back without a review', (kind) => {
  expect(told({ kind, state: 'approved' })).toBe('received:done returning:now arrived:ahead');
  expect(told({ kind, state: 'succeeded' })).toBe('received:done returning:done arrived:done');
});

test('what the school gives back was granted by it', () =>
  expect(told({ kind: 'external', state: 'succeeded' })).toBe('granted:done returning:done arrived:done'));
