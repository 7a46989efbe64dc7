import { http, type Page } from './http.js';
import type { Order } from './orders.api.js';

export interface StaffOrder extends Order {
  readonly username: string;
}

/** Orders of everybody, by the filters of `GET /api/admin/orders/`. */
export const fetchStaffOrders = (
  filter: Readonly<Record<string, string>>,
  cursor: string | null,
): Promise<Page<StaffOrder>> =>
  http
    .get<Page<StaffOrder>>('/admin/orders/', { params: { ...filter, ...(cursor === null ? {} : { cursor }) } })
    .then((answer) => answer.data);
