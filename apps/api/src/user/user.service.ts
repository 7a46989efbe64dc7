import { Inject, Injectable } from '@nestjs/common';
import type { StaffRole } from '@luffy/contracts';
import { type EntityManager, LessThan } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database, violatedUnique } from '../platform/database.js';
import type { Identity } from '../platform/identity.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { hashPassword, passwordMatches } from './password.js';
import { endOfSessions, issuedAt } from './session.rule.js';
import { User } from './user.entity.js';

/** Somebody who proved who they are, and the `iat` of the token they get for it. */
export interface Session {
  user: User;
  issuedAt: number;
}

@Injectable()
export class UserService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Creates a student. @throws AppError USERNAME_TAKEN, also for another spelling of the same name */
  async register(username: string, password: string): Promise<Session> {
    const passwordHash = await hashPassword(password);
    const user = await this.add(this.db.manager, { username, passwordHash, roles: [] });
    return sessionOf(user, user.createdTime);
  }

  /** @throws AppError USERNAME_TAKEN */
  async add(tx: EntityManager, user: Pick<User, 'username' | 'passwordHash' | 'roles'>): Promise<User> {
    const isStaff = user.roles.length > 0;
    try {
      return await tx.save(
        User,
        tx.create(User, { ...user, isStaff, createdTime: this.clock.now(), tokensValidFrom: null }),
      );
    } catch (error) {
      if (violatedUnique(error)) throw new AppError('USERNAME_TAKEN');
      throw error;
    }
  }

  /** @throws AppError LOGIN_FAILED, the same for an unknown name and a wrong password */
  async logIn(username: string, password: string): Promise<Session> {
    const user = await this.db.manager
      .createQueryBuilder(User, 'user')
      .where('lower(user.username) = lower(:username)', { username })
      .getOne();
    if (!(await passwordMatches(user?.passwordHash, password)) || !user) throw new AppError('LOGIN_FAILED');
    return this.db.tx(async (tx) => {
      const current = await this.#locked(tx, user.id);
      // Changed while we compared: the token would outlive the end of all sessions that came with the change.
      if (current.passwordHash !== user.passwordHash) throw new AppError('LOGIN_FAILED');
      return sessionOf(current, this.clock.now());
    });
  }

  /**
   * Sets another password and ends every session but the one that is answered. Of two at once the first one counts.
   * @throws AppError PASSWORD_WRONG, UNAUTHENTICATED when all sessions were ended meanwhile
   */
  async changePassword(asking: Identity, oldPassword: string, newPassword: string): Promise<Session> {
    const { passwordHash: known } = await this.db.manager.findOneByOrFail(User, { id: asking.id });
    if (!(await passwordMatches(known, oldPassword))) throw new AppError('PASSWORD_WRONG');
    const passwordHash = await hashPassword(newPassword);
    return this.db.tx(async (tx) => {
      const user = await this.#locked(tx, asking.id);
      if (user.passwordHash !== known) throw new AppError('PASSWORD_WRONG');
      if (!isStillLive(asking, user)) throw new AppError('UNAUTHENTICATED');
      return this.#endSessions(tx, user, { passwordHash });
    });
  }

  /** Ends every session, the one that asks included. */
  async logOutEverywhere(asking: Identity): Promise<void> {
    await this.db.tx(async (tx) => {
      const user = await this.#locked(tx, asking.id);
      // Ended meanwhile: the session that asks is over, and those begun since are not its to end.
      if (isStillLive(asking, user)) await this.#endSessions(tx, user, {});
    });
  }

  /** Asked with every request that carries a token: one statement, no entity. */
  async identity(id: number): Promise<Identity | null> {
    const [user] = await this.db.look<Omit<Identity, 'id'>>(
      `SELECT username, is_staff AS "isStaff", roles, created_time AS "createdTime", tokens_valid_from AS "tokensValidFrom"
       FROM luffy_user WHERE id = $1`,
      [id],
    );
    return user ? { id, ...user } : null;
  }

  /** Everybody who may give roles, locked: two admins who resign at the same moment must see each other. */
  async lockAdmins(tx: EntityManager): Promise<number[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM luffy_user WHERE 'admin' = ANY(roles) ORDER BY id FOR UPDATE`,
    );
    return rows.map((row) => Number(row.id));
  }

  /** @throws AppError NOT_FOUND */
  async setRoles(tx: EntityManager, id: number, roles: StaffRole[]): Promise<{ before: StaffRole[]; user: User }> {
    const user = await tx.findOne(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!user) throw new AppError('NOT_FOUND');
    const before = user.roles;
    return { before, user: await tx.save(User, Object.assign(user, { roles, isStaff: roles.length > 0 })) };
  }

  /** Everybody with a role, the newest first. */
  async staff(page: PageQuery): Promise<Page<User>> {
    const limit = page.limit ?? PAGE_SIZE;
    const rows = await this.db.manager.find(User, {
      where: { isStaff: true, id: LessThan(idFromCursor(page.cursor) ?? Number.MAX_SAFE_INTEGER) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return pageOf(rows, limit, (user) => user);
  }

  /** Who these are, in any spelling of their names; null where nobody is. In the order named. */
  async named(tx: EntityManager, names: readonly string[]): Promise<{ name: string; id: number | null }[]> {
    const rows = await tx.query<{ name: string; id: string | null }[]>(
      `SELECT said.name, u.id FROM unnest($1::text[]) WITH ORDINALITY AS said (name, at)
       LEFT JOIN luffy_user u ON lower(u.username) = lower(said.name) ORDER BY said.at`,
      [names],
    );
    return rows.map(({ name, id }) => ({ name, id: id === null ? null : Number(id) }));
  }

  /** Orders of one student are placed one after the other; the row lock lets payments and other students pass. */
  async lock(tx: EntityManager, id: number): Promise<void> {
    await tx.query('SELECT 1 FROM luffy_user WHERE id = $1 FOR NO KEY UPDATE', [id]);
  }

  #locked(tx: EntityManager, id: number): Promise<User> {
    return tx.findOneOrFail(User, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** The time is read behind the row's lock, so that it is later than that of every token issued before. */
  async #endSessions(tx: EntityManager, user: User, change: { passwordHash?: string }): Promise<Session> {
    const now = this.clock.now();
    const columns = { ...change, tokensValidFrom: endOfSessions(now, user.tokensValidFrom) };
    await tx.update(User, { id: user.id }, columns);
    return sessionOf(Object.assign(user, columns), now);
  }
}

const sessionOf = (user: User, now: Date): Session => ({ user, issuedAt: issuedAt(now, user.tokensValidFrom) });

const isStillLive = (asking: Identity, user: User): boolean =>
  asking.tokensValidFrom?.getTime() === user.tokensValidFrom?.getTime();

export const identityOf = (user: User): Identity => ({
  id: user.id,
  username: user.username,
  isStaff: user.isStaff,
  roles: user.roles,
  createdTime: user.createdTime,
  tokensValidFrom: user.tokensValidFrom,
});
