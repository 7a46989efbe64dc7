import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';

import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import type { Identity } from '../platform/identity.js';
import { UserService } from '../user/user.service.js';
import { TOKEN, tokenOf, userIdOf } from './token.js';

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    @Inject(APP_CONFIG) config: AppConfig,
    private readonly users: UserService,
  ) {
    super({
      jwtFromRequest: (request: unknown) => tokenOf((request as FastifyRequest).headers.authorization),
      secretOrKey: config.JWT_SECRET,
      algorithms: [TOKEN.algorithm],
      issuer: TOKEN.issuer,
      audience: TOKEN.audience,
    });
  }

  /** A user that is gone has no identity, whatever their token says. */
  async validate(claims: { sub?: unknown; exp?: unknown }): Promise<Identity | null> {
    const id = userIdOf(claims);
    return id === null ? null : this.users.identity(id);
  }
}
