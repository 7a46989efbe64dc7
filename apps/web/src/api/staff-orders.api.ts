import { http, type Page } from './http.js';
import type { Order } from './orders.api.js';

export interface StaffOrder extends Order {
  readonly username: string;
}

export interface StaffOrderFilter {
  /** Order number, trade number or username; empty for all. */
  readonly q: string;
  /** `order_status` as text; empty for all. */
  readonly status: string;
}

export const fetchStaffOrders = (filter: StaffOrderFilter, cursor: string | null): Promise<Page<StaffOrder>> =>
  http
    .get<Page<StaffOrder>>('/admin/orders/', {
      params: {
        ...(filter.q === '' ? {} : { q: filter.q }),
        ...(filter.status === '' ? {} : { order_status: filter.status }),
        ...(cursor === null ? {} : { cursor }),
      },
    })
    .then((answer) => answer.data);
