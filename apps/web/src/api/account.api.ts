import type { SessionUser } from '../session/session.js';
import { type Answer, http } from './http.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

interface UserAnswer extends Answer {
  readonly user: SessionUser;
}

export interface SessionAnswer extends UserAnswer {
  readonly token: string;
}

export const logIn = (credentials: Credentials): Promise<SessionAnswer> =>
  http.post<SessionAnswer>('/user/login/', credentials).then((answer) => answer.data);

export const register = (credentials: Credentials): Promise<SessionAnswer> =>
  http.post<SessionAnswer>('/user/register/', credentials).then((answer) => answer.data);

/** Whose token it is. Asked in the background, so a refused token ends the session without leading anywhere. */
export const fetchMe = (): Promise<SessionUser> =>
  http.get<UserAnswer>('/user/me/', { onRefusedToken: 'stay' }).then((answer) => answer.data.user);
