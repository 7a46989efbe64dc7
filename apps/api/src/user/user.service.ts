import { Inject, Injectable } from '@nestjs/common';
import type { StaffRole } from '@luffy/contracts';
import { type EntityManager, LessThan } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database, violatedUnique } from '../platform/database.js';
import type { Identity } from '../platform/identity.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import { hashPassword, passwordMatches } from './password.js';
import { User } from './user.entity.js';

@Injectable()
export class UserService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Creates a student. @throws AppError USERNAME_TAKEN, also for another spelling of the same name */
  async register(username: string, password: string): Promise<User> {
    return this.add(this.db.manager, { username, passwordHash: await hashPassword(password), roles: [] });
  }

  /** @throws AppError USERNAME_TAKEN */
  async add(tx: EntityManager, user: Pick<User, 'username' | 'passwordHash' | 'roles'>): Promise<User> {
    const row = { ...user, isStaff: user.roles.length > 0, createdTime: this.clock.now() };
    try {
      return await tx.save(User, tx.create(User, row));
    } catch (error) {
      if (violatedUnique(error)) throw new AppError('USERNAME_TAKEN');
      throw error;
    }
  }

  /** @throws AppError LOGIN_FAILED, the same for an unknown name and a wrong password */
  async logIn(username: string, password: string): Promise<User> {
    const user = await this.db.manager
      .createQueryBuilder(User, 'user')
      .where('lower(user.username) = lower(:username)', { username })
      .getOne();
    if (!(await passwordMatches(user?.passwordHash, password)) || !user) throw new AppError('LOGIN_FAILED');
    return user;
  }

  async identity(id: number): Promise<Identity | null> {
    const user = await this.db.manager.findOneBy(User, { id });
    return user && identityOf(user);
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

  /** Orders of one student are placed one after the other; the row lock lets payments and other students pass. */
  async lock(tx: EntityManager, id: number): Promise<void> {
    await tx.query('SELECT 1 FROM luffy_user WHERE id = $1 FOR NO KEY UPDATE', [id]);
  }
}

export const identityOf = (user: User): Identity => ({
  id: user.id,
  username: user.username,
  isStaff: user.isStaff,
  roles: user.roles,
});
