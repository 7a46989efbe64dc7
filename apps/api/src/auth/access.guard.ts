import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';

import { AppError } from '../platform/app-error.js';
import { ACCESS, type Access, type Asking, type Identity, IDENTITY_ON_DEMAND } from '../platform/identity.js';
import { decideEntry } from './access.rule.js';

/** The one global guard: closed unless the route's mark opens it. */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    // A public route asked without a token needs no look-up at all.
    const request = context.switchToHttp().getRequest<Asking>();
    if (this.#access(context) === 'public' && request.headers.authorization === undefined) {
      request.user = null;
      request.identify = () => Promise.resolve(null);
      return true;
    }
    if (
      this.reflector.getAllAndOverride(IDENTITY_ON_DEMAND, [context.getHandler(), context.getClass()]) !== undefined
    ) {
      let judged: Promise<Identity | null> | undefined;
      request.identify = () => (judged ??= this.#judge(context));
      return true;
    }
    return (await super.canActivate(context)) as boolean;
  }

  async #judge(context: ExecutionContext): Promise<Identity | null> {
    await super.canActivate(context);
    return context.switchToHttp().getRequest<Asking>().user ?? null;
  }

  override handleRequest<User = Identity | null>(
    error: unknown,
    user: Identity | false | null,
    _info: unknown,
    context: ExecutionContext,
  ): User {
    if (error) throw error; // the database is down: not a bad token
    const entry = decideEntry(this.#access(context), user ? user.roles : null);
    if (entry.kind === 'refused') throw new AppError(entry.because);
    if (user && entry.role) {
      context.switchToHttp().getRequest<Asking>().staff = { id: user.id, role: entry.role, roles: user.roles };
    }
    return (user || null) as User;
  }

  #access(context: ExecutionContext): Access {
    return (
      this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]) ??
      'student'
    );
  }
}
