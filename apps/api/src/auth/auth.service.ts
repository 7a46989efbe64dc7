import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import type { Answer } from '../platform/answer.dto.js';
import type { Identity } from '../platform/identity.js';
import { identityOf, type Session, UserService } from '../user/user.service.js';
import type { ChangePasswordDto, SessionAnswer, UserView } from './auth.dto.js';

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UserService,
    private readonly jwt: JwtService,
  ) {}

  async register(username: string, password: string): Promise<SessionAnswer> {
    return this.#answer(await this.users.register(username, password));
  }

  async logIn(username: string, password: string): Promise<SessionAnswer> {
    return this.#answer(await this.users.logIn(username, password));
  }

  async changePassword(asking: Identity, { old_password, new_password }: ChangePasswordDto): Promise<SessionAnswer> {
    return this.#answer(await this.users.changePassword(asking, old_password, new_password));
  }

  async logOutEverywhere(asking: Identity): Promise<Answer> {
    await this.users.logOutEverywhere(asking);
    return { msg: '已在所有设备上退出登录' };
  }

  /** The token says who, and nothing else: what a user may do is read from their row with every request. */
  #answer({ user, issuedAt }: Session): SessionAnswer {
    return { token: this.jwt.sign({ iat: issuedAt }, { subject: String(user.id) }), user: userView(identityOf(user)) };
  }
}

export const userView = (identity: Identity): UserView => ({
  id: identity.id,
  username: identity.username,
  is_staff: identity.isStaff,
  roles: identity.roles,
  created_time: identity.createdTime,
});
