import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { Clock } from '../platform/clock.js';
import { SweepTicker } from '../platform/sweep.js';
import { InvariantService } from './invariant.service.js';

/** The views read whole tables: once in ten minutes is often enough to hear of a bug. */
const EVERY_SECONDS = 600;

@Injectable()
export class InvariantSweepJob implements OnModuleInit {
  #nextMs = 0;

  constructor(
    private readonly ticker: SweepTicker,
    @Inject(Clock) private readonly clock: Clock,
    private readonly invariants: InvariantService,
  ) {}

  onModuleInit(): void {
    this.ticker.register('invariant', async () => {
      const nowMs = this.clock.now().getTime();
      if (nowMs < this.#nextMs) return 0;
      this.#nextMs = nowMs + EVERY_SECONDS * 1000;
      return this.invariants.alarm();
    });
  }
}
