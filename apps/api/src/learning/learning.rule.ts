export interface LessonMark {
  lesson: number;
  doneAt: Date | null;
  seenAt: Date;
}

export interface Progress {
  done: number[];
  lastLesson: number | null;
  lastAt: Date | null;
}

/** How far somebody is. Marks of lessons that the course no longer has do not count. */
export function progressOf(marks: readonly LessonMark[], lessonCount: number): Progress {
  const known = marks.filter((mark) => mark.lesson <= lessonCount).toSorted((a, b) => a.lesson - b.lesson);
  const last = known.toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime() || b.lesson - a.lesson)[0];
  return {
    done: known.filter((mark) => mark.doneAt !== null).map((mark) => mark.lesson),
    lastLesson: last?.lesson ?? null,
    lastAt: last?.seenAt ?? null,
  };
}
