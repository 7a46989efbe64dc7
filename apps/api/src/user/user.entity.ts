import type { StaffRole } from '@luffy/contracts';
import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn } from '../platform/columns.js';

@Entity('luffy_user')
export class User {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 150 }) username: string;
  @Column({ type: 'text' }) passwordHash: string;
  /** Has any role. */
  @Column({ type: 'boolean', default: false }) isStaff: boolean;
  @Column({ type: 'text', array: true, default: '{}' }) roles: StaffRole[];
  @InstantColumn() createdTime: Date;
  /** Tokens issued before it count no more; null while all sessions were never ended at once. */
  @InstantColumn({ nullable: true }) tokensValidFrom: Date | null;
}
