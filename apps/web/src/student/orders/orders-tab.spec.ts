import { expect, test } from '@jest/globals';

import { ORDERS_TABS, ordersTab, stateOfTab, tabQuery } from './orders-tab.js';

test.each(ORDERS_TABS)('the address of %s leads to it', (tab) => expect(ordersTab(tabQuery(tab)['state'])).toBe(tab));

test.each([undefined, null, '', 'PAID', 'paid ', ['paid'], '<script>', '__proto__'])('%j shows all orders', (state) =>
  expect(ordersTab(state)).toBe('all'),
);

test('all orders are asked for without a state', () => {
  expect(stateOfTab('all')).toBeUndefined();
  expect(stateOfTab('closed')).toBe('closed');
});
