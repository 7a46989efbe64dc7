import { expect, jest, test } from '@jest/globals';

import { type Browser, reserveTab } from './cashier-tab.js';

const PAY_URL = 'https://openapi.alipay.com/gateway.do?x=1';

function browser(facts: { isOneTab?: boolean; blocks?: boolean } = {}) {
  const tab = {
    closed: false,
    opener: {} as unknown,
    close: jest.fn(),
    location: { replace: jest.fn() },
    document: { title: '', body: { textContent: '' } },
  };
  const openTab = jest.fn(() => (facts.blocks === true ? null : tab));
  const leaveFor = jest.fn();
  return {
    tab,
    openTab,
    leaveFor,
    all: { openTab, leaveFor, isOneTab: facts.isOneTab === true } as unknown as Browser,
  };
}

test('the tab is opened at once, cannot reach back, and goes to the cashier when the order is placed', () => {
  const { tab, openTab, leaveFor, all } = browser();
  const reserved = reserveTab(all, '正在打开');
  expect([openTab.mock.calls.length, tab.opener, tab.document.body.textContent]).toEqual([1, null, '正在打开']);
  expect(reserved.go(PAY_URL)).toBe('elsewhere');
  expect(tab.location.replace.mock.calls).toEqual([[PAY_URL]]);
  expect(leaveFor).not.toHaveBeenCalled();
});

test.each([
  ['blocked', { blocks: true }],
  ['on a phone', { isOneTab: true }],
])('%s, the cashier opens in this tab', (_, facts) => {
  const { leaveFor, all } = browser(facts);
  expect(reserveTab(all, '').go(PAY_URL)).toBe('here');
  expect(leaveFor.mock.calls).toEqual([[PAY_URL]]);
});

test('a phone opens no tab, not even an empty one', () => {
  const { openTab, all } = browser({ isOneTab: true });
  reserveTab(all, '');
  expect(openTab).not.toHaveBeenCalled();
});

test('a tab that was closed meanwhile does not swallow the payment', () => {
  const { tab, leaveFor, all } = browser();
  const reserved = reserveTab(all, '');
  tab.closed = true;
  expect(reserved.go(PAY_URL)).toBe('here');
  expect(leaveFor).toHaveBeenCalledTimes(1);
});

test('when there is nothing to pay after all, the tab goes away', () => {
  const { tab, all } = browser();
  reserveTab(all, '').drop();
  expect(tab.close).toHaveBeenCalledTimes(1);
});
