import { Module } from '@nestjs/common';

import { AlertModule } from '../alert/alert.module.js';
import { RefundModule } from '../refund/refund.module.js';
import { BillQuery } from './bill.query.js';
import { BooksQuery } from './books.query.js';
import { DifferenceBookService } from './difference-book.service.js';
import { DifferenceService } from './difference.service.js';
import { ReconciliationJob } from './reconciliation.job.js';
import { ReconciliationService } from './reconciliation.service.js';

@Module({
  imports: [AlertModule, RefundModule],
  providers: [
    BillQuery,
    BooksQuery,
    DifferenceBookService,
    DifferenceService,
    ReconciliationJob,
    ReconciliationService,
  ],
  exports: [BillQuery, DifferenceService, ReconciliationService],
})
export class ReconciliationModule {}
