import { expect, test } from '@jest/globals';

import { chosenColumns, columnsInAddress, EXPORT_COLUMNS } from './export-columns.js';

const ALL = EXPORT_COLUMNS.map(([name]) => name);

test.each([[['pay_time', 'out_trade_no']], [[]], [ALL], [chosenColumns('')]])(
  '%j go into the address and back',
  (names) => expect(chosenColumns(columnsInAddress(names))).toEqual(ALL.filter((name) => names.includes(name))),
);

test('the usual columns need no word in the address, and what is no column is none', () => {
  expect(columnsInAddress(chosenColumns(''))).toBe('');
  expect(chosenColumns('password_hash,username,username')).toEqual(['username']);
});
