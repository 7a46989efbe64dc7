import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { StaffRole } from '@luffy/contracts';
import type { FastifyRequest } from 'fastify';

/** Who is asking, as the token and the user's row say. */
export interface Identity {
  id: number;
  username: string;
  isStaff: boolean;
  roles: readonly StaffRole[];
  createdTime: Date;
  /** As it was when the token was judged: whoever ends sessions can tell whether somebody did so meanwhile. */
  tokensValidFrom: Date | null;
}

/** Somebody of the staff, with the role by which this route opened for them. */
export interface StaffMember {
  id: number;
  role: StaffRole;
  roles: readonly StaffRole[];
}

/** Every route carries one mark. Unmarked routes are for students: any logged-in user. */
export type Access = 'public' | 'student' | { staff: readonly StaffRole[] };
export const ACCESS = 'luffy:access';
export const IDENTITY_ON_DEMAND = 'luffy:identity-on-demand';

/** Anyone; a valid token still says who is asking, a bad one counts as none. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(ACCESS, 'public' satisfies Access);
/** On a public route: the token is judged only when the handler asks who it is, for most answers depend on nobody. */
export const IdentityOnDemand = (): ClassDecorator & MethodDecorator => SetMetadata(IDENTITY_ON_DEMAND, 'yes');
/** Any logged-in user, about their own things. */
export const Student = (): ClassDecorator & MethodDecorator => SetMetadata(ACCESS, 'student' satisfies Access);
/** Staff with one of these roles; without any named, all of them. An admin may everything. */
export const Staff = (...roles: StaffRole[]): ClassDecorator & MethodDecorator =>
  SetMetadata(ACCESS, { staff: roles } satisfies Access);

/** Who is asking, or null. Asks the database. */
export type Identify = () => Promise<Identity | null>;

/** What the guard leaves with a request. */
export interface Asking {
  headers: FastifyRequest['headers'];
  user?: Identity | null;
  /** Where the identity is judged on demand: judges it, once. */
  identify?: Identify;
  staff?: StaffMember;
}

const askingOf = (context: ExecutionContext): Asking => context.switchToHttp().getRequest<Asking>();
const identityOf = (context: ExecutionContext): Identity | null => askingOf(context).user ?? null;

/** The logged-in user. On routes that are not public the guard has made sure that there is one. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext) => identityOf(context));
/** Who of the staff is asking; only on routes of staff. */
export const CurrentStaff = createParamDecorator((_: unknown, context: ExecutionContext) => askingOf(context).staff);
/** How to learn who is asking; only on routes with `IdentityOnDemand`. */
export const WhoAsks = createParamDecorator((_: unknown, context: ExecutionContext) => askingOf(context).identify);
/** The user behind a public route, or null. */
export const MaybeUser = createParamDecorator((_: unknown, context: ExecutionContext) => identityOf(context));
