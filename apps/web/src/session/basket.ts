import { computed, type ComputedRef, type Ref, shallowRef, watch } from 'vue';

import type * as basketApi from '../api/basket.api.js';
import type { BasketItem, SkipReason } from '../api/basket.api.js';
import { type ApiError, asApiError } from '../api/api-error.js';
import type { CourseDetail } from '../api/courses.api.js';
import { BASKET_AT_MOST, type KeptEntry, readKept, writeKept } from './kept-basket.parse.js';

type BasketApi = Pick<typeof basketApi, 'fetchBasket' | 'addToBasket' | 'removeFromBasket' | 'markBasketSeen'>;

export interface BasketParts extends BasketApi {
  readonly isLoggedIn: Readonly<Ref<boolean>>;
  /** What this browser keeps for somebody who has not logged in. */
  readonly keptText: Ref<string>;
  readonly fetchCourse: (id: number) => Promise<CourseDetail>;
}

export interface Basket {
  /** Null until they have been asked for. */
  readonly items: Readonly<Ref<readonly BasketItem[] | null>>;
  readonly error: Readonly<Ref<ApiError | null>>;
  readonly ids: ComputedRef<ReadonlySet<number>>;
  readonly count: ComputedRef<number>;
  /** Why courses put aside before log-in did not come along. */
  readonly leftOut: Readonly<Ref<readonly SkipReason[]>>;
  readonly load: () => Promise<void>;
  readonly add: (course: { readonly id: number; readonly price: string }) => Promise<'added' | SkipReason>;
  readonly remove: (courseId: number) => Promise<void>;
  /** The person has seen today's prices. */
  readonly markSeen: () => Promise<void>;
}

const itemOf = (course: CourseDetail, seen: string): BasketItem => ({
  course_id: course.id,
  name: course.name,
  teacher: course.teacher,
  cover: course.cover,
  price: course.price,
  original_price: course.original_price,
  price_seen: seen,
  price_changed: course.price !== seen,
  on_sale: course.on_sale,
  waiting_order: null,
});

/** The basket of somebody who has not logged in. */
function browserBasket({ keptText, fetchCourse }: Pick<BasketParts, 'keptText' | 'fetchCourse'>) {
  const kept = computed(() => readKept(keptText.value));
  const keep = (entries: readonly KeptEntry[]): void => void (keptText.value = writeKept(entries));
  const without = (courseId: number): KeptEntry[] => kept.value.filter((entry) => entry.course_id !== courseId);
  return {
    kept,
    /** What was carried elsewhere is no longer kept; what another tab put aside meanwhile is. */
    letGo: (carried: readonly KeptEntry[]): void =>
      keep(kept.value.filter((entry) => !carried.some((one) => one.course_id === entry.course_id))),
    async read(): Promise<readonly BasketItem[]> {
      const found = await Promise.all(
        kept.value.map(({ course_id: id, price_seen: seen }) =>
          fetchCourse(id).then(
            (course) => itemOf(course, seen),
            (failure: unknown) => (asApiError(failure).status === 404 ? null : Promise.reject(failure)),
          ),
        ),
      );
      return found.filter((item) => item !== null);
    },
    add(id: number, price: string): 'added' | 'full' {
      const others = without(id);
      if (others.length >= BASKET_AT_MOST) return 'full';
      keep([{ course_id: id, price_seen: price }, ...others]);
      return 'added';
    },
    remove: (courseId: number): void => keep(without(courseId)),
    keepPrices: (items: readonly BasketItem[]): void =>
      keep(items.map(({ course_id: id, price }) => ({ course_id: id, price_seen: price }))),
  };
}

/** One basket, wherever it is: on the server for a student, in the browser before log-in; log-in carries it over. */
export function createBasket(parts: BasketParts): Basket {
  const items = shallowRef<readonly BasketItem[] | null>(null);
  const error = shallowRef<ApiError | null>(null);
  const leftOut = shallowRef<readonly SkipReason[]>([]);
  const browser = browserBasket(parts);
  let turn = 0;

  async function readServer(): Promise<readonly BasketItem[]> {
    const carried = browser.kept.value;
    if (carried.length === 0) return parts.fetchBasket();
    const answer = await parts.addToBasket(carried);
    browser.letGo(carried);
    leftOut.value = answer.skipped.map(({ reason }) => reason);
    return answer.items;
  }

  async function load(): Promise<void> {
    const mine = ++turn;
    error.value = null;
    try {
      const fresh = await (parts.isLoggedIn.value ? readServer() : browser.read());
      if (mine === turn) items.value = fresh;
    } catch (failure) {
      if (mine === turn) error.value = asApiError(failure);
    }
  }

  /** What an act answered is newer than any list still on its way. */
  function take(fresh: readonly BasketItem[]): void {
    turn += 1;
    items.value = fresh;
  }

  async function add({ id, price }: { readonly id: number; readonly price: string }): Promise<'added' | SkipReason> {
    if (!parts.isLoggedIn.value) return browser.add(id, price);
    const answer = await parts.addToBasket([{ course_id: id }]);
    take(answer.items);
    return answer.skipped[0]?.reason ?? 'added';
  }

  async function remove(courseId: number): Promise<void> {
    if (parts.isLoggedIn.value) return take(await parts.removeFromBasket(courseId));
    browser.remove(courseId);
    take((items.value ?? []).filter((item) => item.course_id !== courseId));
  }

  async function markSeen(): Promise<void> {
    if (parts.isLoggedIn.value) return take(await parts.markBasketSeen());
    const seen = (items.value ?? []).map((item) => ({ ...item, price_seen: item.price, price_changed: false }));
    browser.keepPrices(seen);
    take(seen);
  }

  const change = (isIn: boolean): void => {
    turn += 1;
    items.value = null; // what one person put aside is nobody else's business
    leftOut.value = [];
    if (isIn) void load();
  };
  watch(parts.isLoggedIn, change, { immediate: true, flush: 'sync' });

  const shown = computed(() => (parts.isLoggedIn.value ? (items.value ?? []) : browser.kept.value));
  const ids = computed<ReadonlySet<number>>(() => new Set(shown.value.map((one) => one.course_id)));
  return { items, error, leftOut, ids, count: computed(() => ids.value.size), load, add, remove, markSeen };
}
