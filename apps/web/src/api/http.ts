import axios, { type AxiosError } from 'axios';

import { readRefusedToken } from '../session/refused-token.js';
import { useSession } from '../session/session.js';
import { networkAbsent, readRefusal } from './api-error.js';
import { learnServerTime } from './server-clock.js';

declare module 'axios' {
  interface AxiosRequestConfig {
    /** What a refused token means: `lead-to-login` (the default) or nothing, for a question asked in the background. */
    onRefusedToken?: 'lead-to-login' | 'stay';
    /** The token this request was sent with. */
    sentToken?: string | null;
  }
}

/** Every success of the API carries these. */
export interface Answer {
  readonly status: number;
  readonly msg: string;
}

export interface Page<Item> extends Answer {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

export const http = axios.create({
  baseURL: '/api',
  timeout: 15_000,
  headers: { accept: 'application/json' },
});

const session = useSession();

http.interceptors.request.use((config) => {
  const token = session.token();
  config.sentToken = token;
  if (token) config.headers.set('authorization', `jwt ${token}`);
  return config;
});

http.interceptors.response.use(
  (response) => {
    learnServerTime(response.headers['date'], Date.now());
    // A captive portal or a proxy may answer 200 with its own page.
    if (typeof response.data !== 'object' || response.data === null) throw readRefusal(response.status, response.data);
    return response;
  },
  (failure: AxiosError) => {
    if (!failure.response) throw networkAbsent();
    const { config } = failure;
    const refusal = readRefusal(failure.response.status, failure.response.data);
    const meaning = readRefusedToken(refusal, {
      sent: config?.sentToken ?? null,
      now: session.token(),
      method: config?.method ?? 'get',
    });
    if (meaning === 'ask-again' && config) return http.request(config);
    if (meaning === 'session-over') session.end(config?.onRefusedToken === 'stay' ? 'forgotten' : 'expired');
    throw refusal;
  },
);

/** One page of a list; `params` that are empty are not sent, and the first page has no cursor. */
export const fetchPage = <Answered extends Page<unknown>>(
  path: string,
  params: Readonly<Record<string, string | number | null | undefined>>,
  cursor: string | null,
): Promise<Answered> => http.get<Answered>(path, { params: { ...params, cursor } }).then((answer) => answer.data);
