import { describe, expect, test } from '@jest/globals';

import { costOf, couponFaults, couponSaid, typedCoupon, type TypedCoupon } from './coupon-form.rule.js';

const typed = (change: Partial<TypedCoupon> = {}): TypedCoupon => ({
  ...typedCoupon('2026-03-02T14:05'),
  name: '满减',
  value: '20',
  ends_at: '2026-04-02T14:05',
  ...change,
});

describe('what is wrong with a coupon', () => {
  test.each<[Partial<TypedCoupon>, string[]]>([
    [{}, []],
    [{ type: '1', minimum: '100' }, []],
    [{ type: '2', value: '', off_percent: '79' }, []],
    [{ course_id: '7' }, []],
    [{ name: ' ' }, ['name']],
    [{ value: '0' }, ['value']],
    [{ value: 'x' }, ['value']],
    [{ type: '2', off_percent: '100' }, ['off_percent']],
    [{ type: '2', off_percent: '' }, ['off_percent']],
    [{ type: '1', minimum: '19.99' }, ['minimum']],
    [{ minimum: 'x' }, ['minimum']],
    [{ course_id: 'a' }, ['course_id']],
    [{ total: '0' }, ['total']],
    [{ per_user: '1.5' }, ['per_user']],
    [{ starts_at: '' }, ['starts_at']],
    [{ ends_at: '' }, ['ends_at']],
    [{ ends_at: '2026-03-02T14:05' }, ['ends_at']],
  ])('%j', (change, fields) => expect(Object.keys(couponFaults(typed(change)))).toEqual(fields));
});

describe('what is sent of a coupon', () => {
  test('says only what its kind has', () => {
    expect(couponSaid(typed())).toMatchObject({ type: 0, value: '20', total: 100, per_user: 1 });
    expect(couponSaid(typed())).not.toHaveProperty('off_percent');
    const percent = couponSaid(typed({ type: '2', off_percent: '79', course_id: '7' }));
    expect(percent).toMatchObject({ type: 2, off_percent: 79, course_id: 7 });
    expect(percent).not.toHaveProperty('value');
    expect(String(percent['ends_at'])).toMatch(/Z$/);
  });
});

describe('what a coupon can cost', () => {
  test('is its value as often as it is given', () =>
    expect(costOf(typed())).toEqual({ total: '100', value: '¥20.00', most: '¥2000.00' }));
  test.each<Partial<TypedCoupon>>([
    { type: '2' },
    { value: '' },
    { total: '' },
    { value: '99999999', total: '1000000' },
  ])('is not said for %j', (change) => expect(costOf(typed(change))).toBeNull());
});
