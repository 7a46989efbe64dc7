import { useLocalStorage } from '@vueuse/core';
import { computed, type ComputedRef } from 'vue';

interface LessonMarks {
  readonly done: ComputedRef<ReadonlySet<number>>;
  readonly toggle: (lesson: number) => void;
}

/** Which lessons a student ticked off, on this device only: the server keeps no progress. */
export function useLessonMarks(courseId: number): LessonMarks {
  const marks = useLocalStorage<number[]>(`lessons-done:${courseId}`, []);
  const done = computed(() => new Set(Array.isArray(marks.value) ? marks.value : []));
  return {
    done,
    toggle: (lesson) =>
      (marks.value = done.value.has(lesson)
        ? [...done.value].filter((one) => one !== lesson)
        : [...done.value, lesson]),
  };
}
