import type { StaffRole } from '@luffy/contracts';
import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn, RefColumn } from '../platform/columns.js';
import type { AuditAct, Figures } from './audit.rule.js';

/** One act of one person of the staff, written in the transaction of its effect. Append only. */
@Entity('luffy_audit')
export class Audit {
  @IdColumn() id: number;
  @InstantColumn() at: Date;
  @RefColumn() staffId: number;
  /** The role by which they might do it then. */
  @Column({ type: 'varchar', length: 16 }) role: StaffRole;
  @Column({ type: 'varchar', length: 32 }) act: AuditAct;
  /** What it was done to: the number of an order or a refund, or `alert:7`, `user:3`. */
  @Column({ type: 'varchar', length: 128 }) subject: string;
  @Column({ type: 'varchar', length: 256, nullable: true }) reason: string | null;
  /** What they said besides the reason. */
  @Column({ type: 'jsonb' }) said: Record<string, unknown>;
  /** Of all figures, those that the act changed. */
  @Column({ type: 'jsonb' }) before: Figures;
  @Column({ type: 'jsonb' }) after: Figures;
  /** The Idempotency-Key of the request, and what else it said. */
  @Column({ type: 'varchar', length: 128, nullable: true }) key: string | null;
  @Column({ type: 'char', length: 64 }) requestHash: string;
}
