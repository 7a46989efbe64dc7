import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';

import { Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import type { Identity } from '../platform/identity.js';
import { isLive } from '../user/session.rule.js';
import { UserService } from '../user/user.service.js';
import { type Claims, holderOf, tokenKey, tokenOf, VERIFY } from './token.js';

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly users: UserService,
  ) {
    super({
      jwtFromRequest: (request: unknown) => tokenOf((request as FastifyRequest).headers.authorization),
      // The types know texts and bytes only; the library takes a key as it is.
      secretOrKey: tokenKey(config.JWT_SECRET) as unknown as Buffer,
      ...VERIFY,
    });
  }

  /** A user that is gone has no identity, whatever their token says; nor has a token from before its sessions ended. */
  async validate(claims: Claims): Promise<Identity | null> {
    const holder = holderOf(claims, this.clock.now());
    const identity = holder && (await this.users.identity(holder.userId));
    return identity && isLive(holder.issuedAt, identity.tokensValidFrom) ? identity : null;
  }
}
