import { describe, expect, test } from '@jest/globals';
import { fenFromYuan } from '@luffy/money';

import { costsOtherwise, courseFigures, type CourseTerms, priceFault } from './course.rule.js';

const COURSE: CourseTerms = {
  name: '课程',
  price: fenFromYuan('99'),
  originalPrice: fenFromYuan('199'),
  brief: '',
  teacher: '陈老师',
  status: 1,
  refundDays: 7,
  lessons: [{ title: '开始', minutes: 5, free: true, content: '正文' }],
};
const prices = (price: string, originalPrice: string) => ({
  price: fenFromYuan(price),
  originalPrice: fenFromYuan(originalPrice),
});

describe('two prices', () => {
  test.each([
    [prices('99', '199'), null],
    [prices('99', '99'), null],
    [prices('0', '0'), null],
    [prices('99.01', '99'), 'original_price'],
  ])('that were said together, %j, are at fault in %s', (said, field) =>
    expect(priceFault(said, said)?.field ?? null).toBe(field),
  );

  test('are at fault where something was said', () => {
    const both = prices('200', '199');
    expect(priceFault(both, { price: both.price })).toMatchObject({
      field: 'price',
      code: 'PRICE_ABOVE_ORIGINAL',
      msg: expect.stringContaining('199.00'),
    });
    expect(priceFault(both, { originalPrice: both.originalPrice })?.field).toBe('original_price');
  });

  test('are others when one of them is', () => {
    expect(costsOtherwise(COURSE, { ...COURSE })).toBe(false);
    expect(costsOtherwise(COURSE, prices('98', '199'))).toBe(true);
    expect(costsOtherwise(COURSE, prices('99', '198'))).toBe(true);
  });
});

describe('the figures of a course', () => {
  test.each<Partial<CourseTerms>>([
    { name: '别名' },
    { price: fenFromYuan('98') },
    { originalPrice: fenFromYuan('200') },
    { brief: '简介' },
    { teacher: '' },
    { status: 0 },
    { refundDays: 8 },
    { lessons: [] },
    { lessons: [{ title: '开始', minutes: 5, free: true, content: '别的正文' }] },
    { lessons: [{ title: '开始', minutes: 5, free: true }] },
    { lessons: [{ title: '开始', minutes: 5, free: false, content: '正文' }] },
  ])('change with %j', (change) => expect(courseFigures({ ...COURSE, ...change })).not.toEqual(courseFigures(COURSE)));

  test('do not change with the order in which the database keeps a lesson', () => {
    const lessons = [{ content: '正文', free: true, minutes: 5, title: '开始' }];
    expect(courseFigures({ ...COURSE, lessons })).toEqual(courseFigures(COURSE));
  });
});
