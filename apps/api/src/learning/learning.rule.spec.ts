import { describe, expect, test } from '@jest/globals';

import { progressOf } from './learning.rule.js';

const at = (second: number) => new Date(1_772_431_500_000 + second * 1000);

describe('progress', () => {
  test('of nothing is nothing', () => expect(progressOf([], 8)).toEqual({ done: [], lastLesson: null, lastAt: null }));

  test('names what is done in the order of the course, and the lesson seen last', () => {
    const marks = [
      { lesson: 3, doneAt: at(9), seenAt: at(1) },
      { lesson: 1, doneAt: at(2), seenAt: at(5) },
      { lesson: 2, doneAt: null, seenAt: at(7) },
    ];
    expect(progressOf(marks, 8)).toEqual({ done: [1, 3], lastLesson: 2, lastAt: at(7) });
  });

  test('of two lessons seen in one moment takes the later one of the course', () => {
    const marks = [4, 6, 5].map((lesson) => ({ lesson, doneAt: null, seenAt: at(1) }));
    expect(progressOf(marks, 8).lastLesson).toBe(6);
  });

  test('passes over lessons that the course no longer has', () => {
    const marks = [2, 9].map((lesson) => ({ lesson, doneAt: at(0), seenAt: at(lesson) }));
    expect(progressOf(marks, 8)).toEqual({ done: [2], lastLesson: 2, lastAt: at(2) });
  });
});
