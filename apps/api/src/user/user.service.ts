import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Database, violatedUnique } from '../platform/database.js';
import type { Identity } from '../platform/identity.js';
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
    const passwordHash = await hashPassword(password);
    const user = { username, passwordHash, isStaff: false, roles: [], createdTime: this.clock.now() };
    try {
      return await this.db.manager.save(User, this.db.manager.create(User, user));
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
