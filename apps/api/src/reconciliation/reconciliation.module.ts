import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { RefundModule } from '../refund/refund.module.js';
import { BillQuery } from './bill.query.js';
import { BooksQuery } from './books.query.js';
import { DifferenceActService } from './difference-act.service.js';
import { DifferenceBookService } from './difference-book.service.js';
import { DifferenceService } from './difference.service.js';
import { ReconciliationJob } from './reconciliation.job.js';
import { ReconciliationService } from './reconciliation.service.js';

@Module({
  imports: [AlertModule, AuditModule, RefundModule],
  providers: [
    BillQuery,
    BooksQuery,
    DifferenceActService,
    DifferenceBookService,
    DifferenceService,
    ReconciliationJob,
    ReconciliationService,
  ],
  exports: [BillQuery, BooksQuery, DifferenceService, ReconciliationService],
})
export class ReconciliationModule {}
