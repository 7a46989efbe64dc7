/** The server takes as many. */
const COURSES_AT_MOST = 50;

type Query = Readonly<Record<string, unknown>>;

/** The courses of `?courses=1,2,3`, each once, in that order; null when it names none, too many or nonsense. */
export function readCourses(query: Query): readonly number[] | null {
  const text = query['courses'];
  if (typeof text !== 'string' || !/^[1-9]\d{0,14}(,[1-9]\d{0,14})*$/.test(text)) return null;
  const ids = [...new Set(text.split(',').map(Number))];
  return ids.length <= COURSES_AT_MOST ? ids : null;
}

interface Priced {
  readonly id: number;
  readonly price: string;
}

/** What the page before showed, carried in the history entry: it is for comparing only, never for charging. */
export const seenState = (courses: readonly Priced[]): { seen: Record<string, string> } => ({
  seen: Object.fromEntries(courses.map(({ id, price }) => [String(id), price])),
});

export function readSeen(state: unknown): ReadonlyMap<number, string> {
  const seen = (state as { seen?: unknown } | null)?.seen;
  if (typeof seen !== 'object' || seen === null) return new Map();
  return new Map(
    Object.entries(seen).flatMap(([id, price]): [number, string][] =>
      typeof price === 'string' && /^\d{1,8}\.\d{2}$/.test(price) ? [[Number(id), price]] : [],
    ),
  );
}
