import { describe, expect, test } from '@jest/globals';

import type { DeskCourseInFull } from '../../api/staff/catalogue.api.js';
import { courseFaults, courseSaid, typedCourse, type TypedCourse } from './course-form.rule.js';

const COURSE = {
  id: 7,
  name: '课程',
  price: '99.00',
  original_price: '199.00',
  teacher: '陈老师',
  brief: '简介',
  refund_days: 7,
  status: 1,
  lessons: [{ title: '开始', minutes: 5, free: true, content: '正文' }],
} as DeskCourseInFull;

const typed = (change: Partial<TypedCourse> = {}): TypedCourse => ({
  ...typedCourse(COURSE),
  reason: '活动价',
  ...change,
});

describe('what is saved of a course', () => {
  test('is only what has changed', () => {
    expect(courseSaid(typed({ price: '79' }), COURSE)).toEqual({ price: '79' });
    expect(courseSaid(typed({ status: '0', refund_days: '14' }), COURSE)).toEqual({ status: 0, refund_days: 14 });
    expect(courseSaid(typed({ lessons: [] }), COURSE)).toEqual({ lessons: [] });
  });

  test('is nothing where nothing has: another way of writing an amount is no change', () => {
    expect(courseSaid(typed(), COURSE)).toBeNull();
    expect(courseSaid(typed({ price: ' 99 ' }), COURSE)).toBeNull();
    expect(courseSaid(typed({ price: '99.0' }), COURSE)).toBeNull();
  });

  test('is all of a new one, without what was left empty', () => {
    const fresh = { ...typedCourse(null), name: '新课', price: '9', original_price: '19' };
    expect(courseSaid(fresh, null)).toEqual({
      name: '新课',
      price: '9',
      original_price: '19',
      refund_days: 7,
      status: 0,
      lessons: [],
    });
  });
});

describe('what is wrong with a course', () => {
  test.each<[Partial<TypedCourse>, string[]]>([
    [{}, []],
    [{ price: '0', original_price: '0' }, []],
    [{ name: ' ' }, ['name']],
    [{ price: '' }, ['price']],
    [{ price: '1e3' }, ['price']],
    [{ price: '9.999' }, ['price']],
    [{ original_price: '98.99' }, ['original_price']],
    [{ refund_days: '366' }, ['refund_days']],
    [{ refund_days: '' }, ['refund_days']],
    [{ reason: 'ab' }, ['reason']],
    [{ lessons: [{ title: '', minutes: '5', free: true, content: '' }] }, ['lessons']],
    [{ lessons: [{ title: 'a', minutes: '0', free: true, content: '' }] }, ['lessons']],
  ])('%j', (change, fields) => expect(Object.keys(courseFaults(typed(change), COURSE))).toEqual(fields));

  test('a new one needs no reason', () => expect(courseFaults({ ...typed(), reason: '' }, null)).toEqual({}));
});
