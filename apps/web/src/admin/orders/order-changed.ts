import type { InjectionKey } from 'vue';

import type { StaffOrder } from '../../api/staff/staff-orders.api.js';

/** Told by an order that is open over a list, so that the list shows what was done to it. */
export const ORDER_CHANGED: InjectionKey<(order: StaffOrder) => void> = Symbol('order changed');
