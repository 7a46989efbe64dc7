import type { BasketEntry } from '../api/basket.api.js';

export const BASKET_AT_MOST = 50;

export interface KeptEntry extends BasketEntry {
  readonly price_seen: string;
}

const isEntry = (value: unknown): value is KeptEntry => {
  if (typeof value !== 'object' || value === null) return false;
  const { course_id: id, price_seen: seen } = value as Record<string, unknown>;
  return Number.isSafeInteger(id) && Number(id) > 0 && typeof seen === 'string' && /^\d{1,8}\.\d{2}$/.test(seen);
};

/** The basket kept in this browser. Extensions, older versions and people write there too: what makes no sense is dropped. */
export function readKept(text: string): readonly KeptEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(value)) return [];
  const byId = new Map<number, KeptEntry>();
  for (const one of value.filter(isEntry)) {
    if (!byId.has(one.course_id)) byId.set(one.course_id, { course_id: one.course_id, price_seen: one.price_seen });
  }
  return [...byId.values()].slice(0, BASKET_AT_MOST);
}

export const writeKept = (entries: readonly KeptEntry[]): string => JSON.stringify(entries);
