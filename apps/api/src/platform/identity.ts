import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who is asking, as the token and the user's row say. */
export interface Identity {
  id: number;
  username: string;
  isStaff: boolean;
  roles: readonly string[];
  createdTime: Date;
  /** As it was when the token was judged: whoever ends sessions can tell whether somebody did so meanwhile. */
  tokensValidFrom: Date | null;
}

/** Every route carries one mark. Unmarked routes are for students: any logged-in user. */
export type Access = 'public' | 'student' | 'staff';
export const ACCESS = 'luffy:access';

/** Anyone; a valid token still says who is asking, a bad one counts as none. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(ACCESS, 'public' satisfies Access);
/** Any logged-in user, about their own things. */
export const Student = (): ClassDecorator & MethodDecorator => SetMetadata(ACCESS, 'student' satisfies Access);
export const Staff = (): ClassDecorator & MethodDecorator => SetMetadata(ACCESS, 'staff' satisfies Access);

const identityOf = (context: ExecutionContext): Identity | null =>
  context.switchToHttp().getRequest<FastifyRequest & { user?: Identity | null }>().user ?? null;

/** The logged-in user. On routes that are not public the guard has made sure that there is one. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext) => identityOf(context));
/** The user behind a public route, or null. */
export const MaybeUser = createParamDecorator((_: unknown, context: ExecutionContext) => identityOf(context));
