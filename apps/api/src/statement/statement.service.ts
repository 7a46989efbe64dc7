import { Injectable } from '@nestjs/common';

import { AuditService } from '../audit/audit.service.js';
import type { StaffMember } from '../platform/identity.js';
import { monthRange } from '../report/range.rule.js';
import { type StatementAnswer, statementView } from './statement.dto.js';
import { statementCsv } from './statement-file.rule.js';
import { StatementQuery } from './statement.query.js';

/** A month for finance, to look at and as a file. */
@Injectable()
export class StatementService {
  constructor(
    private readonly audit: AuditService,
    private readonly statements: StatementQuery,
  ) {}

  /** @throws AppError VALIDATION naming `month` */
  async look(month: string): Promise<StatementAnswer> {
    return statementView(month, await this.statements.month(monthRange(month)));
  }

  /** Who took the file is written down before it leaves. @throws AppError VALIDATION naming `month` */
  async file(staff: StaffMember, month: string): Promise<{ name: string; content: string }> {
    const statement = await this.statements.month(monthRange(month));
    await this.audit.writeExport(staff, `month/${month}.csv`, { said: { month }, lines: statement.days.length + 1 });
    return { name: `month-${month}.csv`, content: statementCsv(statement) };
  }
}
