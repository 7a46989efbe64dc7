import { http, type Page } from './http.js';

/** A course somebody means to buy. Amounts are yuan with two decimals. */
export interface BasketItem {
  readonly course_id: number;
  readonly name: string;
  readonly teacher: string;
  readonly cover: string | null;
  readonly price: string;
  readonly original_price: string;
  /** What it cost when the student last looked. */
  readonly price_seen: string;
  readonly price_changed: boolean;
  readonly on_sale: boolean;
  /** The number of the unpaid order that holds this course. */
  readonly waiting_order: string | null;
}

export interface BasketEntry {
  readonly course_id: number;
  /** What the page showed, when the course was put aside before log-in. */
  readonly price_seen?: string;
}

export type SkipReason = 'owned' | 'off_sale' | 'not_found' | 'full';

interface AddedToBasket extends Page<BasketItem> {
  readonly added: readonly number[];
  readonly skipped: readonly { readonly course_id: number; readonly reason: SkipReason }[];
}

export const fetchBasket = (): Promise<readonly BasketItem[]> =>
  http.get<Page<BasketItem>>('/basket/', { onRefusedToken: 'stay' }).then((answer) => answer.data.items);

export const addToBasket = (courses: readonly BasketEntry[]): Promise<AddedToBasket> =>
  http.post<AddedToBasket>('/basket/', { courses }).then((answer) => answer.data);

export const removeFromBasket = (courseId: number): Promise<readonly BasketItem[]> =>
  http.delete<Page<BasketItem>>(`/basket/${courseId}/`).then((answer) => answer.data.items);

/** The student has seen today's prices: they are the ones the next change is measured by. */
export const markBasketSeen = (): Promise<readonly BasketItem[]> =>
  http.post<Page<BasketItem>>('/basket/seen/').then((answer) => answer.data.items);
