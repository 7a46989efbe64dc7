import type { CourseSearch } from '../../api/courses.api.js';

/** Longer searches are refused by the server. */
const SEARCH_AT_MOST = 50;

type Query = Readonly<Record<string, unknown>>;

/** The first so many characters; an emoji is never cut in half. */
const firstOf = (text: string, count: number): string => Array.from(text).slice(0, count).join('');

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | null =>
  words.find((word) => word === value) ?? null;

/** Reads what is looked for from the address bar, where anybody may have written anything. */
export function readSearch(query: Query): CourseSearch {
  const q = query['q'];
  return {
    q: typeof q === 'string' ? firstOf(q.replaceAll(/[\u0000-\u001f\u007f]/g, ' ').trim(), SEARCH_AT_MOST).trim() : '',
    price: oneOf(['free', 'paid'] as const, query['price']),
    sort: oneOf(['newest', 'price_asc', 'price_desc'] as const, query['sort']),
  };
}

/** The address of a search: what is not asked for is not in it, so that one search has one address. */
export const writeSearch = ({ q, price, sort }: CourseSearch): Record<string, string> => ({
  ...(q === '' ? {} : { q }),
  ...(price === null ? {} : { price }),
  ...(sort === null ? {} : { sort }),
});

export const isEverything = ({ q, price }: CourseSearch): boolean => q === '' && price === null;
