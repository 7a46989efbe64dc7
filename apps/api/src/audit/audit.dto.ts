import { STAFF_ROLES, type StaffRole } from '@luffy/contracts';
import { ApiProperty } from '@nestjs/swagger';

import type { Audit } from './audit.entity.js';
import { AUDIT_ACTS, type AuditAct, type Figures } from './audit.rule.js';

const FIGURES = { type: 'object' as const, additionalProperties: { type: 'string' as const, nullable: true } };

export class AuditView {
  @ApiProperty({ type: 'integer' }) id: number;
  @ApiProperty() at: Date;
  @ApiProperty({ description: '谁做的:用户名' }) staff: string;
  @ApiProperty({ enum: STAFF_ROLES }) role: StaffRole;
  @ApiProperty({ enum: AUDIT_ACTS }) act: AuditAct;
  @ApiProperty({ description: '对什么做的:订单号、退款号等' }) subject: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) said: Record<string, unknown>;
  @ApiProperty({ ...FIGURES, description: '改变了的数字,之前' }) before: Figures;
  @ApiProperty({ ...FIGURES, description: '改变了的数字,之后' }) after: Figures;
}

export const auditView = (row: Audit, staff: string): AuditView => ({
  id: row.id,
  at: row.at,
  staff,
  role: row.role,
  act: row.act,
  subject: row.subject,
  reason: row.reason,
  said: row.said,
  before: row.before,
  after: row.after,
});
