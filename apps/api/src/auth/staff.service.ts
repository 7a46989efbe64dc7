import { Injectable } from '@nestjs/common';
import type { StaffRole } from '@luffy/contracts';

import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { Page, PageQuery } from '../platform/paging.js';
import { hashPassword } from '../user/password.js';
import { UserService } from '../user/user.service.js';
import { losesLastAdmin } from './access.rule.js';
import { type CreateStaffDto, type StaffView, staffView } from './staff.dto.js';

/** Who works here, and with what they are entrusted. */
@Injectable()
export class StaffService {
  constructor(
    private readonly db: Database,
    private readonly users: UserService,
  ) {}

  async list(page: PageQuery): Promise<Page<StaffView>> {
    const { items, next_cursor } = await this.users.staff(page);
    return { items: items.map(staffView), next_cursor };
  }

  /** @throws AppError USERNAME_TAKEN */
  async create({ username, password, roles }: CreateStaffDto): Promise<StaffView> {
    const passwordHash = await hashPassword(password);
    return this.db.tx(async (tx) => staffView(await this.users.add(tx, { username, passwordHash, roles })));
  }

  /** Roles count from the next request on, whatever token is shown. @throws AppError NOT_FOUND, LAST_ADMIN */
  async setRoles(userId: number, roles: StaffRole[]): Promise<StaffView> {
    return this.db.tx(async (tx) => {
      if (losesLastAdmin(await this.users.lockAdmins(tx), { userId, roles })) throw new AppError('LAST_ADMIN');
      return staffView((await this.users.setRoles(tx, userId, roles)).user);
    });
  }
}
