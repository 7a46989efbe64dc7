import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import type { Identity } from '../platform/identity.js';
import { identityOf, UserService } from '../user/user.service.js';
import type { SessionAnswer, UserView } from './auth.dto.js';

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UserService,
    private readonly jwt: JwtService,
  ) {}

  async register(username: string, password: string): Promise<SessionAnswer> {
    return this.#session(identityOf(await this.users.register(username, password)));
  }

  async logIn(username: string, password: string): Promise<SessionAnswer> {
    return this.#session(identityOf(await this.users.logIn(username, password)));
  }

  /** The token says who, and nothing else: what a user may do is read from their row with every request. */
  #session(identity: Identity): SessionAnswer {
    return { token: this.jwt.sign({}, { subject: String(identity.id) }), user: userView(identity) };
  }
}

export const userView = (identity: Identity): UserView => ({
  id: identity.id,
  username: identity.username,
  is_staff: identity.isStaff,
});
