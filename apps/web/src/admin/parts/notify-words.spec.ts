import { expect, test } from '@jest/globals';

import { checkKey, readChecks, verdictKey } from './notify-words.js';

test('a kept check says its outcome, and why where it failed', () =>
  expect(
    readChecks([
      { check: 'form', passed: true },
      { check: 'app_id', passed: false, detail: 'another app' },
      { what: 'else' },
      { check: 'signature', passed: 'yes' },
    ]),
  ).toEqual([
    { name: 'form', outcome: 'ok', detail: null },
    { name: 'app_id', outcome: 'failed', detail: 'another app' },
  ]));

test('a check or a verdict we have no word for is called by its own name', () => {
  expect([checkKey('signature'), checkKey('valueOf')]).toEqual(['check.signature', null]);
  expect([verdictKey('app-id'), verdictKey('valueOf')]).toEqual(['verdict.appId', null]);
});
