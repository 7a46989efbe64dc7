import { type Answer, fetchPage, http, type Page } from './http.js';

/** What the shop told a student. `data` holds `out_trade_no` wherever an order is meant. */
export interface Message {
  readonly id: number;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly read_at: string | null;
}

interface CountAnswer extends Answer {
  readonly count: number;
}

export const fetchMessages = (cursor: string | null, which: 'all' | 'unread' = 'all'): Promise<Page<Message>> =>
  fetchPage('/message/', { unread: which === 'unread' ? 1 : null }, cursor);

/** Asked in the background, so a refused token ends the session without leading anywhere by itself. */
export const fetchUnreadCount = (): Promise<number> =>
  http.get<CountAnswer>('/message/unread/', { onRefusedToken: 'stay' }).then((answer) => answer.data.count);

export const readMessage = async (id: number): Promise<void> => {
  await http.post<Answer>(`/message/${id}/read/`);
};

export const readAllMessages = async (): Promise<void> => {
  await http.post<Answer>('/message/read/');
};
