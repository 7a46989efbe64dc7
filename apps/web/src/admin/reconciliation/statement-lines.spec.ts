import { describe, expect, test } from '@jest/globals';

import type { StatementSums } from '../../api/staff/bills.api.js';
import { statementLines } from './statement-lines.rule.js';

const sums = (change: Partial<StatementSums> = {}): StatementSums => ({
  paid_count: 2,
  paid: '198.00',
  refund_count: 0,
  refunded: '0.00',
  fees: '-1.18',
  net: '196.82',
  ...change,
});
const NOTHING = sums({ paid_count: 0, paid: '0.00', fees: '0.00', net: '0.00' });

describe('a cell of the statement', () => {
  test('says a figure once where both sides say it', () => {
    const sides = { ours: sums(), bill: sums(), difference: NOTHING };
    expect(statementLines(sides, 'paid')).toEqual([{ side: 'both', yuan: '198.00', count: 2 }]);
    expect(statementLines(sides, 'fees')).toEqual([{ side: 'both', yuan: '-1.18', count: null }]);
  });

  test('says each side and what is between them where they are apart, also only by count', () => {
    const bill = sums({ paid_count: 3 });
    expect(statementLines({ ours: sums(), bill, difference: { ...NOTHING, paid_count: -1 } }, 'paid')).toEqual([
      { side: 'ours', yuan: '198.00', count: 2 },
      { side: 'bill', yuan: '198.00', count: 3 },
      { side: 'difference', yuan: '0.00', count: -1 },
    ]);
  });

  test('says only ours where there is no bill', () =>
    expect(statementLines({ ours: sums(), bill: null, difference: NOTHING }, 'net')).toEqual([
      { side: 'ours', yuan: '196.82', count: null },
    ]));
});
