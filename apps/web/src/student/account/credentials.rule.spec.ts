import { expect, test } from '@jest/globals';

import { credentialFaults } from './credentials.rule.js';

test.each(['abc', '小明同学', 'a.b_c-d@e', 'x'.repeat(32)])('%s may be a new username', (username) => {
  expect(credentialFaults(username, '12345678', 'register')).toEqual({ username: '', password: '' });
});

test.each(['', 'ab', 'x'.repeat(33), 'a b c', '<b>x</b>', '😀😀😀'])('%j may not be a new username', (username) => {
  expect(credentialFaults(username, '12345678', 'register').username).toBe('login.usernameWrong');
});

test('a new password has 8 to 128 characters', () => {
  expect(credentialFaults('abc', '1234567', 'register').password).toBe('login.passwordWrong');
  expect(credentialFaults('abc', 'x'.repeat(129), 'register').password).toBe('login.passwordWrong');
});

test('logging in asks only that both are filled in', () => {
  expect(credentialFaults('a', 'b', 'log-in')).toEqual({ username: '', password: '' });
  expect(credentialFaults('', '', 'log-in')).toEqual({
    username: 'login.usernameEmpty',
    password: 'login.passwordEmpty',
  });
});
