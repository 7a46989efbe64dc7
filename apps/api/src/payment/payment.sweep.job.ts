import { Injectable, type OnModuleInit } from '@nestjs/common';

import { SweepTicker } from '../platform/sweep.js';
import { GatewayCallService } from './gateway-call.service.js';
import { NotifyService } from './notify.service.js';
import { TradeQueryService } from './trade-query.service.js';

/** How many payments are asked for at the same time. */
const BATCH = 8;

/** Money whose notify was lost is found without anybody: payments are asked for on their ladder. */
@Injectable()
export class PaymentSweepJob implements OnModuleInit {
  constructor(
    private readonly ticker: SweepTicker,
    private readonly trades: TradeQueryService,
    private readonly notifies: NotifyService,
    private readonly calls: GatewayCallService,
  ) {}

  onModuleInit(): void {
    this.ticker.register('payment', () => this.trades.askDue(BATCH));
    this.ticker.register('notify', () => this.notifies.forgetStrangers());
    this.ticker.register('gateway-call', () => this.calls.forgetOld());
  }
}
