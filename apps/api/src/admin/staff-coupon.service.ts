import { Injectable } from '@nestjs/common';

import { CouponChangeService, subjectOf } from '../coupon/coupon-change.service.js';
import type { HandOutAnswer, HandOutPreviewAnswer, StaffCouponActAnswer } from '../coupon/coupon-desk.dto.js';
import { CouponDeskQuery } from '../coupon/coupon-desk.query.js';
import type { StaffMember } from '../platform/identity.js';
import type { ReasonDto } from './act.dto.js';
import { deedOf, idIn } from './act.wire.js';
import {
  couponOf,
  type CreateCouponDto,
  type HandOutDto,
  type HandOutPreviewDto,
  outcomesOf,
} from './coupon.admin.dto.js';

/** Has the coupon made, stopped or handed out, and answers with what it has become. */
@Injectable()
export class StaffCouponService {
  constructor(
    private readonly coupons: CouponChangeService,
    private readonly query: CouponDeskQuery,
  ) {}

  async create(staff: StaffMember, dto: CreateCouponDto, key?: string): Promise<StaffCouponActAnswer> {
    const audit = await this.coupons.create(deedOf(staff, 'coupon', { act: 'coupon_create', dto }, key), couponOf(dto));
    return { audit, coupon: await this.query.one(idIn(audit.subject)) };
  }

  async stop(staff: StaffMember, id: number, dto: ReasonDto, key?: string): Promise<StaffCouponActAnswer> {
    const audit = await this.coupons.stop(deedOf(staff, subjectOf(id), { act: 'coupon_stop', dto }, key), id);
    return { audit, coupon: await this.query.one(id) };
  }

  async handOut(staff: StaffMember, id: number, dto: HandOutDto, key?: string): Promise<HandOutAnswer> {
    const deed = deedOf(staff, subjectOf(id), { act: 'coupon_hand_out', dto }, key);
    const audit = await this.coupons.handOut(deed, id, dto.usernames);
    return { audit, outcomes: outcomesOf(dto.usernames, audit.after), coupon: await this.query.one(id) };
  }

  async previewHandOut(id: number, { usernames }: HandOutPreviewDto): Promise<HandOutPreviewAnswer> {
    const { after } = await this.coupons.previewHandOut(id, usernames);
    const outcomes = outcomesOf(usernames, after);
    const given = outcomes.filter(({ outcome }) => outcome === 'given').length;
    return { preview: { outcomes, given, left: (await this.query.one(id)).left - given } };
  }
}
