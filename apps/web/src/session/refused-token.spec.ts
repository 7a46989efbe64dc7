import { expect, test } from '@jest/globals';

import { readRefusedToken } from './refused-token.js';

const refused = { status: 401, code: 'UNAUTHENTICATED' };

test.each([
  ['the token of now was refused', refused, { sent: 'a', now: 'a', method: 'get' }, 'session-over'],
  ['another tab logged out meanwhile', refused, { sent: 'a', now: null, method: 'get' }, 'session-over'],
  ['there was no token at all', refused, { sent: null, now: null, method: 'get' }, 'session-over'],
  ['another tab logged in meanwhile', refused, { sent: 'a', now: 'b', method: 'GET' }, 'ask-again'],
  ['another tab logged in while nobody was', refused, { sent: null, now: 'b', method: 'get' }, 'ask-again'],
  ['an act under an older token', refused, { sent: 'a', now: 'b', method: 'post' }, 'nothing'],
  ['a wrong password', { status: 401, code: 'LOGIN_FAILED' }, { sent: null, now: null, method: 'post' }, 'nothing'],
  ['any other refusal', { status: 403, code: 'FORBIDDEN' }, { sent: 'a', now: 'a', method: 'get' }, 'nothing'],
] as const)('%s', (_what, refusal, request, meaning) => expect(readRefusedToken(refusal, request)).toBe(meaning));
