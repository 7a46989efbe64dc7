import { Injectable } from '@nestjs/common';
import type { StaffRole } from '@luffy/contracts';

import { type AuditAct, changeOf, type Deed, type Figures } from '../audit/audit.rule.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import type { Page, PageQuery } from '../platform/paging.js';
import { hashPassword } from '../user/password.js';
import type { User } from '../user/user.entity.js';
import { UserService } from '../user/user.service.js';
import { losesLastAdmin } from './access.rule.js';
import { type CreateStaffDto, type StaffView, staffView } from './staff.dto.js';

/** Who works here, and with what they are entrusted. */
@Injectable()
export class StaffService {
  constructor(
    private readonly db: Database,
    private readonly users: UserService,
    private readonly audit: AuditService,
  ) {}

  async list(page: PageQuery): Promise<Page<StaffView>> {
    const { items, next_cursor } = await this.users.staff(page);
    return { items: items.map(staffView), next_cursor };
  }

  /** @throws AppError USERNAME_TAKEN */
  async create(staff: StaffMember, { username, password, roles }: CreateStaffDto): Promise<StaffView> {
    const passwordHash = await hashPassword(password);
    return this.db.tx(async (tx) => {
      const user = await this.users.add(tx, { username, passwordHash, roles });
      await this.audit.write(tx, deedOn(staff, 'staff_create', user), changeOf({}, figuresOf(username, roles)));
      return staffView(user);
    });
  }

  /** Roles count from the next request on, whatever token is shown. @throws AppError NOT_FOUND, LAST_ADMIN */
  async setRoles(staff: StaffMember, userId: number, roles: StaffRole[]): Promise<StaffView> {
    return this.db.tx(async (tx) => {
      if (losesLastAdmin(await this.users.lockAdmins(tx), { userId, roles })) throw new AppError('LAST_ADMIN');
      const { before, user } = await this.users.setRoles(tx, userId, roles);
      const change = changeOf(figuresOf(user.username, before), figuresOf(user.username, roles));
      await this.audit.write(tx, deedOn(staff, 'staff_roles', user), change);
      return staffView(user);
    });
  }
}

const figuresOf = (username: string, roles: readonly StaffRole[]): Figures => ({
  username,
  roles: roles.toSorted().join(' ') || null,
});

const deedOn = (staff: StaffMember, act: AuditAct, user: User): Deed => ({
  staff,
  act,
  subject: `user:${user.id}`,
  reason: null,
  said: {},
  key: undefined,
});
