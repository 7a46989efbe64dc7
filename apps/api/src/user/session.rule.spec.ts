import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { endOfSessions, isLive, issuedAt, secondOf } from './session.rule.js';

const at = (text: string): Date => new Date(`2026-03-02T14:05:${text}+08:00`);

describe('the end of all sessions', () => {
  test.each([
    ['00.000', '01'],
    ['00.001', '01'],
    ['00.999', '01'],
  ])('at second %s counts tokens from second %s on', (now, from) => {
    expect(endOfSessions(at(now), null)).toEqual(at(from));
    expect(endOfSessions(at(now), at('00'))).toEqual(at(from));
  });

  test('twice in one second ends what was issued in between', () => {
    const first = endOfSessions(at('00.100'), null);
    const between = issuedAt(at('00.200'), first);
    expect(isLive(between, first)).toBe(true);
    expect(isLive(between, endOfSessions(at('00.300'), first))).toBe(false);
  });

  test('ends every token issued before it and none issued after it, whatever the moments', () => {
    const steps = fc.array(fc.record({ ms: fc.nat(1500), ends: fc.boolean() }), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (happened) => {
        let [now, validFrom] = [at('00').getTime(), null as Date | null];
        let live: number[] = [];
        const dead: number[] = [];
        for (const { ms, ends } of happened) {
          now += ms;
          if (ends) {
            validFrom = endOfSessions(new Date(now), validFrom);
            dead.push(...live.splice(0));
            live = [];
          } else live.push(issuedAt(new Date(now), validFrom));
          expect(live.every((token) => isLive(token, validFrom))).toBe(true);
          expect(dead.some((token) => isLive(token, validFrom))).toBe(false);
        }
      }),
    );
  });
});

describe('a token', () => {
  test('counts without a time of its own until its user ends their sessions once', () => {
    expect(isLive(null, null)).toBe(true);
    expect(isLive(null, at('00'))).toBe(false);
  });

  test('counts from the very second on', () => {
    const second = secondOf(at('01'));
    expect([second - 1, second - 0.001, second, second + 1].map((iat) => isLive(iat, at('01')))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
