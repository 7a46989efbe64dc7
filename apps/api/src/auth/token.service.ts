import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import { Clock } from '../platform/clock.js';
import type { Asking, Identity } from '../platform/identity.js';
import { isLive } from '../user/session.rule.js';
import { UserService } from '../user/user.service.js';
import { type Claims, type Holder, holderOf, tokenOf } from './token.js';

/** Tells from its token who makes a request. */
@Injectable()
export class TokenService {
  /** The limiter and the guard both ask; a request's token is judged once. */
  readonly #judged = new WeakMap<object, Holder | null>();

  constructor(
    private readonly jwt: JwtService,
    @Inject(Clock) private readonly clock: Clock,
    private readonly users: UserService,
  ) {}

  /** Whom a valid token of ours names. Whether they still exist and have not ended their sessions, `identity` asks. */
  holder(request: Pick<Asking, 'headers'>): Holder | null {
    const known = this.#judged.get(request);
    if (known !== undefined) return known;
    const holder = this.#judge(tokenOf(request.headers.authorization));
    this.#judged.set(request, holder);
    return holder;
  }

  /** A user that is gone has no identity, whatever their token says; nor has a token from before its sessions ended. */
  async identity(request: Pick<Asking, 'headers'>): Promise<Identity | null> {
    const holder = this.holder(request);
    const identity = holder && (await this.users.identity(holder.userId));
    return identity && isLive(holder.issuedAt, identity.tokensValidFrom) ? identity : null;
  }

  #judge(token: string | null): Holder | null {
    if (token === null) return null;
    try {
      return holderOf(this.jwt.verify<Claims>(token), this.clock.now());
    } catch {
      return null; // not signed by us, or not a token at all
    }
  }
}
