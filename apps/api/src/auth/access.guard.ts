import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { AppError } from '../platform/app-error.js';
import { ACCESS, type Access, type Asking, type Identity, IDENTITY_ON_DEMAND } from '../platform/identity.js';
import { decideEntry } from './access.rule.js';
import { TokenService } from './token.service.js';

/** The one global guard: closed unless the route's mark opens it. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenService,
  ) {}

  /** @throws AppError UNAUTHENTICATED, FORBIDDEN; the driver's error when the database is down: that is not a bad token */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Asking>();
    const access = this.#mark<Access>(ACCESS, context) ?? 'student';
    let judged: Promise<Identity | null> | undefined;
    request.identify = () => (judged ??= this.tokens.identity(request));
    if (this.#mark(IDENTITY_ON_DEMAND, context) !== undefined) return true;
    const user = await request.identify();
    const entry = decideEntry(access, user ? user.roles : null);
    if (entry.kind === 'refused') throw new AppError(entry.because);
    request.user = user;
    if (user && entry.role) request.staff = { id: user.id, role: entry.role, roles: user.roles };
    return true;
  }

  #mark<Mark>(name: string, context: ExecutionContext): Mark | undefined {
    return this.reflector.getAllAndOverride<Mark | undefined>(name, [context.getHandler(), context.getClass()]);
  }
}
