import { Inject, Injectable } from '@nestjs/common';

import { MessageService } from '../alert/message.service.js';
import { AppError } from '../platform/app-error.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import type { Plan } from './order-act.service.js';
import { OrderService } from './order.service.js';
import { RESEND_GAP_SECONDS, tellingOf } from './resend.rule.js';

/** Tells a student again where an order stands. Nothing of the order is changed. */
@Injectable()
export class ResendPlanService {
  constructor(
    private readonly orders: OrderService,
    private readonly messages: MessageService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * The figure it answers is the kind of the message: an act that only tells has no other effect to be foreseen by.
   * @throws AppError RESEND_NOT_POSSIBLE, RESEND_TOO_SOON
   */
  resend(): Plan {
    return async () => async (tx, order) => {
      const now = this.clock.now();
      const telling = tellingOf(order, await this.orders.lines(tx, order.id), {
        now,
        ttlSeconds: this.config.ORDER_TTL_SECONDS,
      });
      if (!telling) throw new AppError('RESEND_NOT_POSSIBLE');
      // The order's lock makes two of the staff who press at the same moment see each other's message.
      const { kind, data } = telling;
      const toldAt = await this.messages.lastTold(tx, order.userId, kind, data);
      const againAt = toldAt && addSeconds(toldAt, RESEND_GAP_SECONDS);
      if (againAt && againAt > now) throw new AppError('RESEND_TOO_SOON', { again_at: againAt });
      await this.messages.tell(tx, order.userId, kind, data);
      return { message: kind };
    };
  }
}
