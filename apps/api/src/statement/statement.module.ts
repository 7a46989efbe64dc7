import { Module } from '@nestjs/common';

import { AuditModule } from '../audit/audit.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { StatementQuery } from './statement.query.js';
import { StatementService } from './statement.service.js';

@Module({
  imports: [AuditModule, ReconciliationModule],
  providers: [StatementQuery, StatementService],
  exports: [StatementService],
})
export class StatementModule {}
