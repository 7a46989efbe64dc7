import { Module } from '@nestjs/common';

import { AuditModule } from '../audit/audit.module.js';
import { BuyingQuery } from './buying.query.js';
import { ExportService } from './export.service.js';
import { MoneyQuery } from './money.query.js';
import { ReportQuery } from './report.query.js';

@Module({
  imports: [AuditModule],
  providers: [ReportQuery, MoneyQuery, BuyingQuery, ExportService],
  exports: [ReportQuery, ExportService],
})
export class ReportModule {}
