import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { shownTo } from '../platform/mask.rule.js';
import { GatewayCall } from './gateway-call.entity.js';
import { Notify } from './notify.entity.js';
import {
  type GatewayCallView,
  gatewayCallView,
  type RawNotifyView,
  rawNotifyView,
  type StaffNotifyView,
  staffNotifyView,
  type StaffPaymentView,
  staffPaymentView,
} from './payment.dto.js';
import { Payment } from './payment.entity.js';

/** An order's notifies are the channel's to send as often as it likes; the last ones tell the story. */
const NOTIFIES_SHOWN = 100;
/** A refund that nobody can make is tried for weeks. */
const CALLS_SHOWN = 200;

/** Payments of an order, what we asked the channel about them and what it sent by itself, for staff. */
@Injectable()
export class PaymentQuery {
  constructor(private readonly db: Database) {}

  async payments(staff: StaffMember, orderId: number): Promise<StaffPaymentView[]> {
    const payments = await this.#payments(orderId);
    return payments.map((payment) => staffPaymentView(payment, (text) => shownTo(staff.roles, text)));
  }

  /** Without their bodies, the newest first. */
  async notifies(orderId: number): Promise<StaffNotifyView[]> {
    const rows = await this.db.manager.find(Notify, {
      select: { id: true, receivedAt: true, verdict: true, answer: true, checks: true, outTradeNo: true },
      where: { outTradeNo: In(await this.#numbers(orderId)) },
      order: { id: 'DESC' },
      take: NOTIFIES_SHOWN,
    });
    return rows.map(staffNotifyView);
  }

  /** Our calls about any payment of it or any refund of these, the newest first. */
  async calls(orderId: number): Promise<GatewayCallView[]> {
    const rows = await this.db.manager.find(GatewayCall, {
      where: { outTradeNo: In(await this.#numbers(orderId)) },
      order: { id: 'DESC' },
      take: CALLS_SHOWN,
    });
    return rows.map(gatewayCallView);
  }

  /** One notify as it came. @throws AppError NOT_FOUND, also for one of another order */
  async notify(orderId: number, id: number): Promise<RawNotifyView> {
    const notify = await this.db.manager.findOneBy(Notify, { id, outTradeNo: In(await this.#numbers(orderId)) });
    if (!notify) throw new AppError('NOT_FOUND');
    return rawNotifyView(notify);
  }

  async #numbers(orderId: number): Promise<string[]> {
    return (await this.#payments(orderId)).map((payment) => payment.outTradeNo);
  }

  #payments(orderId: number): Promise<Payment[]> {
    return this.db.manager.find(Payment, { where: { orderId }, order: { id: 'ASC' } });
  }
}
