import { computed, type ComputedRef, inject } from 'vue';
import { matchedRouteKey, useRoute, useRouter } from 'vue-router';

const LONGEST = 150;

export interface AddressFilter<Field extends string> {
  /** What the address says; a field it does not name is empty. */
  readonly filter: ComputedRef<Readonly<Record<Field, string>>>;
  /** The fields that are not empty, as the API wants them. */
  readonly params: ComputedRef<Readonly<Record<string, string>>>;
  readonly isFiltered: ComputedRef<boolean>;
  readonly set: (changes: Partial<Record<Field, string>>) => void;
  readonly clear: () => void;
}

/** The filters of a list live in the address: a search can be reloaded, kept and sent to a colleague. */
export function useAddressFilter<Field extends string>(fields: readonly Field[]): AddressFilter<Field> {
  const route = useRoute();
  const router = useRouter();
  const mine = inject(matchedRouteKey, null)?.value;
  // Also while something is open over the list.
  const isHere = (): boolean => mine === undefined || route.matched.includes(mine);
  const read = (field: Field): string => {
    const value = route.query[field];
    return typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
  };
  // While another page is already in the address, this one keeps what it showed.
  const filter = computed<Readonly<Record<Field, string>>>((before) =>
    isHere() || before === undefined
      ? (Object.fromEntries(fields.map((field) => [field, read(field)])) as Record<Field, string>)
      : before,
  );
  const params = computed(() =>
    Object.fromEntries(Object.entries<string>(filter.value).filter(([, text]) => text !== '')),
  );
  const go = (query: Record<string, string>): void => void router.replace({ query });
  return {
    filter,
    params,
    isFiltered: computed(() => Object.keys(params.value).length > 0),
    set: (changes) =>
      go(Object.fromEntries(Object.entries<string>({ ...filter.value, ...changes }).filter(([, text]) => text !== ''))),
    clear: () => go({}),
  };
}
