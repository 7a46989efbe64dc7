import type { components } from '@luffy/contracts';

import { type Answer, fetchPage, http, type Page } from '../http.js';

type Schemas = components['schemas'];

/** Amounts are yuan with two decimals, times ISO 8601. Names of persons may be masked (`s***t`). */
export type StaffOrder = Schemas['StaffOrderViewDto'];
export type OrderFile = Schemas['OrderInFullView'];
export type StaffLine = Schemas['StaffLineView'];
export type StaffPayment = Schemas['StaffPaymentView'];
export type StaffRefund = Schemas['StaffRefundView'];
export type GatewayCall = Schemas['GatewayCallView'];
export type StaffNotify = Schemas['StaffNotifyView'];
export type RawNotify = Schemas['RawNotifyView'];
export type AsOf = Schemas['AsOfView'];
export type OrderNote = Schemas['OrderNoteView'];

export interface OrdersPage extends Page<StaffOrder> {
  /** Not exact above ten thousand. */
  readonly total: Schemas['TotalView'];
}

interface OrderFileAnswer extends Answer {
  readonly order: OrderFile;
}

interface RawNotifyAnswer extends Answer {
  readonly notify: RawNotify;
}

interface NoteAnswer extends Answer {
  readonly note: OrderNote;
}

export const orderPathOf = (outTradeNo: string): string => `/admin/orders/${encodeURIComponent(outTradeNo)}`;

/** Orders of everybody, by the filters of `GET /api/admin/orders/`. */
export const fetchStaffOrders = (
  filter: Readonly<Record<string, string>>,
  cursor: string | null,
): Promise<OrdersPage> => fetchPage('/admin/orders/', filter, cursor);

/** One order with everything known of it. With `at` also how it stood at that instant. */
export const fetchOrderFile = (outTradeNo: string, at?: string): Promise<OrderFile> =>
  http
    .get<OrderFileAnswer>(`${orderPathOf(outTradeNo)}/`, { params: at === undefined ? {} : { at } })
    .then((answer) => answer.data.order);

/** A notify as it arrived. */
export const fetchRawNotify = (outTradeNo: string, id: number): Promise<RawNotify> =>
  http.get<RawNotifyAnswer>(`${orderPathOf(outTradeNo)}/notifies/${id}/`).then((answer) => answer.data.notify);

export const addOrderNote = (outTradeNo: string, text: string): Promise<OrderNote> =>
  http.post<NoteAnswer>(`${orderPathOf(outTradeNo)}/notes/`, { text }).then((answer) => answer.data.note);
