import { type Ref, shallowRef } from 'vue';

import { fetchClaimable } from '../../api/checkout.api.js';
import { fetchCourses } from '../../api/courses.api.js';

export interface Choice {
  readonly id: number;
  readonly name: string;
}

interface OrderChoices {
  readonly courses: Readonly<Ref<readonly Choice[]>>;
  readonly coupons: Readonly<Ref<readonly Choice[]>>;
  /** Fetched when the filters are first opened. A number that is not among them can still be in the address. */
  readonly fetchOnce: () => Promise<void>;
}

const AT_ONCE = 100;

/** The names of courses and coupons to choose from, in place of numbers to remember. */
export function useOrderChoices(): OrderChoices {
  const courses = shallowRef<readonly Choice[]>([]);
  const coupons = shallowRef<readonly Choice[]>([]);
  let asked: Promise<void> | null = null;
  async function fetchBoth(): Promise<void> {
    const [shop, claimable] = await Promise.all([
      fetchCourses({ q: '', price: null, sort: null }, null, AT_ONCE),
      fetchClaimable(),
    ]);
    courses.value = shop.items;
    coupons.value = claimable;
  }
  return {
    courses,
    coupons,
    fetchOnce: () => (asked ??= fetchBoth().catch(() => void (asked = null))),
  };
}
