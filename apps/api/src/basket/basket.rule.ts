/** As many as one order may hold. */
export const BASKET_SIZE = 50;

/** Why a course does not go into the basket. */
export const SKIP_REASONS = ['not_found', 'owned', 'off_sale', 'full'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What is known of the courses somebody wants in their basket. */
export interface Shelf {
  /** Whether it is on sale, by course; a course that does not exist is not among them. */
  onSale: ReadonlyMap<number, boolean>;
  owned: ReadonlySet<number>;
  /** What is in the basket already. */
  kept: ReadonlySet<number>;
}

export interface Sorting {
  added: number[];
  skipped: { courseId: number; reason: SkipReason }[];
}

/** Which of the wanted courses go into the basket, in the order wanted, until it is full. One already in it stays. */
export function sortIn(wanted: readonly number[], shelf: Shelf): Sorting {
  const sorting: Sorting = { added: [], skipped: [] };
  let left = BASKET_SIZE - shelf.kept.size;
  for (const courseId of wanted) {
    const reason = obstacleTo(courseId, shelf) ?? (left <= 0 && !shelf.kept.has(courseId) ? 'full' : null);
    if (reason) {
      sorting.skipped.push({ courseId, reason });
      continue;
    }
    if (!shelf.kept.has(courseId)) left -= 1;
    sorting.added.push(courseId);
  }
  return sorting;
}

function obstacleTo(courseId: number, shelf: Shelf): SkipReason | null {
  const isOnSale = shelf.onSale.get(courseId);
  if (isOnSale === undefined) return 'not_found';
  if (shelf.owned.has(courseId)) return 'owned';
  return isOnSale ? null : 'off_sale';
}
