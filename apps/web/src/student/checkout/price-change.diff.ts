import { fenFromYuan, subtractFen, yuanFromFen } from '@luffy/money';

/** Amounts are yuan with two decimals. */
export interface PriceChange {
  readonly courseId: number;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

interface PricedLine {
  readonly course_id: number;
  readonly course_name: string;
  readonly price: string;
  readonly state: string;
}

/** How far an amount moved, and which way. */
export function differenceOf(before: string, after: string): { readonly more: boolean; readonly amount: string } {
  const [from, to] = [fenFromYuan(before), fenFromYuan(after)];
  const more = to > from;
  return { more, amount: yuanFromFen(more ? subtractFen(to, from) : subtractFen(from, to)) };
}

/** Lines that are to be bought and cost something else than what the person saw. A line nobody saw before has not changed. */
export function priceChanges(seen: ReadonlyMap<number, string>, lines: readonly PricedLine[]): PriceChange[] {
  return lines.flatMap(({ course_id: courseId, course_name: name, price: after, state }) => {
    const before = seen.get(courseId);
    return state === 'ok' && before !== undefined && before !== after ? [{ courseId, name, before, after }] : [];
  });
}
