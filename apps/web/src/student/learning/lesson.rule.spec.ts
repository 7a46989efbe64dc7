import { expect, test } from '@jest/globals';

import type { LearningCourse } from '../../api/learning.api.js';
import { type Access, lessonNumber, mayRead, openingLesson, paragraphs, progressOf } from './lesson.rule.js';

const lesson = (free: boolean) => ({ title: 'x', minutes: 1, free });
const lessons = [lesson(false), lesson(true), lesson(false), lesson(false)];
const full = (over: Partial<LearningCourse>): Access => ({
  kind: 'full',
  progress: { done: [], last_lesson: null, lesson_count: 4, ...over } as LearningCourse,
});

test.each([
  ['where the address says', full({ done: [1] }), '4', 4],
  ['the first lesson of a fresh course', full({}), undefined, 1],
  ['where the reader left off', full({ done: [1], last_lesson: 3 }), undefined, 3],
  ['the first open one when the last is done', full({ done: [1, 3], last_lesson: 3 }), undefined, 2],
  ['the beginning when all is done', full({ done: [1, 2, 3, 4], last_lesson: 4 }), undefined, 1],
  ['the first open one when the last is gone', full({ last_lesson: 9 }), undefined, 1],
  ['a free lesson for a stranger', { kind: 'anonymous' } as const, undefined, 2],
  ['a free lesson after a refund', { kind: 'ended', endedAt: null } as const, undefined, 2],
  ['a locked lesson that is asked for', { kind: 'none' } as const, '3', 3],
  ['a free one when the address names none', { kind: 'none' } as const, '5', 2],
])('a page opens with %s', (_what, access, asked, n) => expect(openingLesson(lessons, access, asked)).toBe(n));

test('without a free lesson a stranger sees the first', () =>
  expect(openingLesson([lesson(false)], { kind: 'none' }, undefined)).toBe(1));

test.each([undefined, null, '', '0', '-1', '1.5', '1e0', ' 1', '5', ['1'], '99999999999'])(
  '%j is no lesson of four',
  (asked) => expect(lessonNumber(asked, 4)).toBeNull(),
);

test('free lessons are for anybody, the others for those with access', () => {
  expect(mayRead(lesson(true), { kind: 'anonymous' })).toBe(true);
  expect(mayRead(lesson(false), { kind: 'anonymous' })).toBe(false);
  expect(mayRead(lesson(false), { kind: 'ended', endedAt: null })).toBe(false);
  expect(mayRead(lesson(false), full({}))).toBe(true);
});

test('paragraphs are parted by blank lines, and a break inside one stays', () => {
  expect(paragraphs('一\n二\n\n\n三\r\n \r\n四\n')).toEqual(['一\n二', '三', '四']);
  expect(paragraphs('')).toEqual([]);
});

test.each([
  [[], 4, { done: 0, part: 0, is: 'begun' }],
  [[1, 1, 2], 4, { done: 2, part: 0.5, is: 'begun' }],
  [[1, 2, 3, 4], 4, { done: 4, part: 1, is: 'finished' }],
  [[1, 2, 3], 2, { done: 2, part: 1, is: 'finished' }],
  [[], 0, { done: 0, part: 0, is: 'begun' }],
] as const)('%j of %i lessons', (done, lesson_count, progress) =>
  expect(progressOf({ done, lesson_count, last_lesson: 1 })).toEqual(progress),
);

test('a course nobody opened yet is fresh', () =>
  expect(progressOf({ done: [], lesson_count: 4, last_lesson: null }).is).toBe('fresh'));
