import { ApiError } from '../../api/api-error.js';
import type { CourseDetail } from '../../api/courses.api.js';
import type { LearningCourse } from '../../api/learning.api.js';
import { type Load, useLoad } from '../../ui/useLoad.js';
import type { Access } from './lesson.rule.js';

interface Fetchers {
  readonly course: () => Promise<CourseDetail>;
  readonly progress: () => Promise<LearningCourse>;
  readonly hasToken: () => boolean;
}

export interface Opened {
  readonly course: CourseDetail;
  readonly access: Access;
}

/** A course with what its reader may see of it. A refusal of access is an answer; anything else that fails is a fault. */
export function useCourseAccess({ course, progress, hasToken }: Fetchers): Load<Opened> {
  async function accessNow(): Promise<Access> {
    if (!hasToken()) return { kind: 'anonymous' };
    try {
      return { kind: 'full', progress: await progress() };
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      if (failure.code === 'ACCESS_ENDED') return { kind: 'ended', endedAt: failure.text('ended_at') };
      if (failure.code === 'LESSON_LOCKED') return { kind: 'none' };
      if (failure.status === 401) return { kind: 'anonymous' };
      throw failure;
    }
  }
  return useLoad(async () => {
    const [found, access] = await Promise.all([course(), accessNow()]);
    return { course: found, access };
  });
}
