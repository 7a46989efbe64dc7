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

/** Ends every other session; the answer carries a token for this one. */
export const changePassword = (passwords: {
  readonly old_password: string;
  readonly new_password: string;
}): Promise<SessionAnswer> => http.post<SessionAnswer>('/user/password/', passwords).then((answer) => answer.data);

/** Afterwards every token issued so far is worth nothing, this one too. */
export const logOutEverywhere = async (): Promise<void> => {
  await http.post<Answer>('/user/logout-everywhere/');
};

export interface Profile extends SessionUser {
  readonly created_time: string;
}

interface ProfileAnswer extends Answer {
  readonly user: Profile;
}

export const fetchProfile = (): Promise<Profile> =>
  http.get<ProfileAnswer>('/user/me/').then((answer) => answer.data.user);

/** Whose token it is. Asked in the background, so a refused token ends the session without leading anywhere. */
export const fetchMe = (): Promise<SessionUser> =>
  http.get<UserAnswer>('/user/me/', { onRefusedToken: 'stay' }).then((answer) => answer.data.user);
