import { describe, expect, test } from '@jest/globals';

import { beijingIso, beijingMs, beijingSpan, beijingText, beijingTextWithMs, GatewayTime } from './clock.js';
import { fenOfYuan, serviceFeeFen, yuanOfFen } from './money.js';

const NEW_YEAR_MS = Date.UTC(2025, 11, 31, 16, 0, 0);

describe('Beijing time', () => {
  test('is eight hours ahead of UTC in every zone of the process', () => {
    const before = process.env['TZ'];
    for (const zone of ['UTC', 'America/New_York', 'Asia/Shanghai']) {
      process.env['TZ'] = zone;
      expect(beijingText(NEW_YEAR_MS)).toBe('2026-01-01 00:00:00');
      expect(beijingMs('2026-01-01 00:00:00')).toBe(NEW_YEAR_MS);
    }
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    expect(beijingTextWithMs(NEW_YEAR_MS + 7)).toBe('2026-01-01 00:00:00.007');
    expect(beijingIso(NEW_YEAR_MS)).toBe('2026-01-01T00:00:00.000+08:00');
  });

  test.each([
    '',
    '2026-01-01',
    '2026-1-1 00:00:00',
    '2026-02-30 00:00:00',
    '2026-01-01 24:00:00',
    '2026-01-01T00:00:00',
    ' 2026-01-01 00:00:00',
  ])('"%s" is no time', (text) => expect(beijingMs(text)).toBeNull());

  test('a bill spans a day or a month', () => {
    expect(beijingSpan('2026-01-01')).toEqual({ fromMs: NEW_YEAR_MS, toMs: NEW_YEAR_MS + 86_400_000 });
    expect(beijingSpan('2026-02')).toEqual({
      fromMs: beijingMs('2026-02-01 00:00:00'),
      toMs: beijingMs('2026-03-01 00:00:00'),
    });
    expect(beijingSpan('2025-12')?.toMs).toBe(NEW_YEAR_MS);
    expect([beijingSpan('2026-13'), beijingSpan('2026-02-30'), beijingSpan('')]).toEqual([null, null, null]);
  });

  test('the gateway can be moved ahead and never back', () => {
    const written: number[] = [];
    const time = new GatewayTime(
      { now: () => new Date(1000) },
      { read: () => 0, write: (ms) => void written.push(ms) },
    );
    time.moveTo(5000);
    time.moveTo(3000);
    expect([time.nowMs(), time.advancedMs(), written]).toEqual([5000, 4000, [4000]]);
  });
});

describe('amounts', () => {
  test.each([
    ['0.01', 1],
    ['88.8', 8880],
    ['100000000', 10_000_000_000],
    ['0', 0],
    [88.88, 8888],
    [1, 100],
  ])('%p is read', (value, fen) => {
    expect(fenOfYuan(value)).toBe(fen);
  });
  test.each([
    '',
    ' 1',
    '1.',
    '.5',
    '-1',
    '-0',
    '1e2',
    'NaN',
    'Infinity',
    '0x10',
    '1,000',
    '１',
    '0.001',
    '100000000.01',
    '01',
    null,
    [],
    {},
    true,
    1e21,
    -0.1,
  ])('%p is refused', (value) => expect(fenOfYuan(value)).toBeNull());
  test('are printed with two decimals, and the fee is rounded to the fen', () => {
    expect([yuanOfFen(0), yuanOfFen(1), yuanOfFen(-3000), yuanOfFen(9990)]).toEqual([
      '0.00',
      '0.01',
      '-30.00',
      '99.90',
    ]);
    expect([serviceFeeFen(2000), serviceFeeFen(9990), serviceFeeFen(3000)]).toEqual([12, 60, 18]);
    expect(() => yuanOfFen(0.5)).toThrow(RangeError);
  });
});
