import { expect, test } from '@jest/globals';
import { effectScope } from 'vue';

import { readRefusal } from '../../api/api-error.js';
import type { CourseDetail } from '../../api/courses.api.js';
import type { LearningCourse } from '../../api/learning.api.js';
import { type Opened, useCourseAccess } from './useCourseAccess.js';

const course = { id: 1, name: '课' } as CourseDetail;
const progress = { course_id: 1, done: [1] } as unknown as LearningCourse;
const refusal = (status: number, code: string, more = {}) => readRefusal(status, { code, msg: '拒绝', ...more });

async function open(answer: LearningCourse | Error, hasToken = () => true): Promise<Opened | string | null> {
  let asked = 0;
  const load = effectScope().run(() =>
    useCourseAccess({
      course: () => Promise.resolve(course),
      progress: () => {
        asked += 1;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      hasToken,
    }),
  );
  await load?.load();
  expect(asked).toBe(hasToken() ? 1 : 0);
  return load?.error.value?.code ?? load?.data.value ?? null;
}

test('an owner sees all, with how far they are', async () =>
  expect(await open(progress)).toEqual({ course, access: { kind: 'full', progress } }));

test('without a token nobody is asked', async () =>
  expect(await open(progress, () => false)).toEqual({ course, access: { kind: 'anonymous' } }));

test.each([
  ['never had it', refusal(403, 'LESSON_LOCKED'), { kind: 'none' }],
  [
    'had it refunded',
    refusal(403, 'ACCESS_ENDED', { ended_at: '2026-03-02T06:00:00Z' }),
    { kind: 'ended', endedAt: '2026-03-02T06:00:00Z' },
  ],
  ['had it refunded, nobody says when', refusal(403, 'ACCESS_ENDED'), { kind: 'ended', endedAt: null }],
  ['a token that ended', refusal(401, 'UNAUTHENTICATED'), { kind: 'anonymous' }],
])('who %s sees what is free', async (_what, refused, access) =>
  expect(await open(refused)).toEqual({ course, access }),
);

test('a server that cannot answer is a fault, not a refusal', async () =>
  expect(await open(refusal(503, 'DATABASE_UNAVAILABLE'))).toBe('DATABASE_UNAVAILABLE'));
