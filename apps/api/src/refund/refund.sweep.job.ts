import { Injectable, type OnModuleInit } from '@nestjs/common';

import { SweepTicker } from '../platform/sweep.js';
import { RefundFinderService } from './refund-finder.service.js';
import { RefundSenderService } from './refund-sender.service.js';

const BATCH = 8;

/** Money that bought nothing goes back, and refunds that hang are taken up again, without anybody. */
@Injectable()
export class RefundSweepJob implements OnModuleInit {
  constructor(
    private readonly ticker: SweepTicker,
    private readonly finder: RefundFinderService,
    private readonly sender: RefundSenderService,
  ) {}

  onModuleInit(): void {
    this.ticker.register('refund-external', () => this.finder.findExternal(BATCH));
    this.ticker.register('refund-automatic', () => this.finder.makeAutomatic(BATCH));
    this.ticker.register('refund', () => this.sender.sendDue(BATCH));
  }
}
