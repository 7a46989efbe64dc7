import { Body, Controller, Headers, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';

import { CurrentStaff, Staff, type StaffMember } from '../platform/identity.js';
import { OutTradeNoPipe } from '../platform/path.js';
import {
  ActAnswer,
  ActPreviewAnswer,
  ConfirmPaidDto,
  ConfirmPreviewDto,
  CourseActDto,
  CoursePreviewDto,
  Does,
  Foresees,
  OptionalReasonDto,
  ReasonDto,
  ReasonPreviewDto,
  RefundActAnswer,
  RefundActPreviewAnswer,
  RefundActPreviewDto,
  StaffRefundDto,
} from './act.dto.js';
import { StaffActService } from './staff-act.service.js';

/** What staff do to one order. Each act says why, is written down with what it changed, and has a preview. */
@ApiTags('admin')
@ApiBearerAuth()
@Controller('admin/orders/:out_trade_no')
export class OrderActAdminController {
  constructor(private readonly acts: StaffActService) {}

  @Post('cancel')
  @Staff('support')
  @Does('替学员取消未支付的订单;先在渠道关闭', ActAnswer)
  cancel(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: OptionalReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<ActAnswer> {
    return this.acts.perform(staff, outTradeNo, { act: 'cancel', dto }, key);
  }

  @Post('cancel/preview')
  @Staff('support')
  @Foresees(ActPreviewAnswer)
  previewCancel(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: OptionalReasonDto,
  ): Promise<ActPreviewAnswer> {
    return this.acts.preview(staff, outTradeNo, { act: 'cancel', dto });
  }

  @Post('requery')
  @Staff('support')
  @Does('再问一次支付渠道,按它说的入账', ActAnswer)
  requery(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: ReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<ActAnswer> {
    return this.acts.perform(staff, outTradeNo, { act: 'requery', dto }, key);
  }

  @Post('requery/preview')
  @Staff('support')
  @Foresees(ActPreviewAnswer)
  previewRequery(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: ReasonPreviewDto,
  ): Promise<ActPreviewAnswer> {
    return this.acts.preview(staff, outTradeNo, { act: 'requery', dto });
  }

  @Post('resend')
  @Staff('support')
  @Does('再告诉学员一次订单现在怎样;同样的话 10 分钟内只说一次', ActAnswer)
  resend(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: ReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<ActAnswer> {
    return this.acts.perform(staff, outTradeNo, { act: 'resend', dto }, key);
  }

  @Post('resend/preview')
  @Staff('support')
  @Foresees(ActPreviewAnswer)
  previewResend(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: ReasonPreviewDto,
  ): Promise<ActPreviewAnswer> {
    return this.acts.preview(staff, outTradeNo, { act: 'resend', dto });
  }

  @Post('confirm-paid')
  @Staff('finance')
  @Does('确认已付款:渠道也这样说才入账', ActAnswer)
  confirmPaid(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: ConfirmPaidDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<ActAnswer> {
    return this.acts.perform(staff, outTradeNo, { act: 'confirm_paid', dto }, key);
  }

  @Post('confirm-paid/preview')
  @Staff('finance')
  @Foresees(ActPreviewAnswer)
  previewConfirmPaid(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: ConfirmPreviewDto,
  ): Promise<ActPreviewAnswer> {
    return this.acts.preview(staff, outTradeNo, { act: 'confirm_paid', dto });
  }

  @Post('refund')
  @Staff('finance')
  @Does('退款:全部、几门课或一部分金额;超过限额要另一位同事同意', RefundActAnswer)
  refund(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: StaffRefundDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<RefundActAnswer> {
    return this.acts.refund(staff, outTradeNo, { act: 'refund', dto }, key);
  }

  @Post('refund/preview')
  @Staff('finance')
  @Foresees(RefundActPreviewAnswer)
  previewRefund(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: RefundActPreviewDto,
  ): Promise<RefundActPreviewAnswer> {
    return this.acts.previewRefund(staff, outTradeNo, { act: 'refund', dto });
  }

  @Post('grant')
  @Staff('admin')
  @Does('送买家一门课', ActAnswer)
  grant(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: CourseActDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<ActAnswer> {
    return this.acts.perform(staff, outTradeNo, { act: 'grant', dto }, key);
  }

  @Post('grant/preview')
  @Staff('admin')
  @Foresees(ActPreviewAnswer)
  previewGrant(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: CoursePreviewDto,
  ): Promise<ActPreviewAnswer> {
    return this.acts.preview(staff, outTradeNo, { act: 'grant', dto });
  }

  @Post('end-access')
  @Staff('admin')
  @Does('结束买家通过这个订单或赠送得到的学习权限', ActAnswer)
  endAccess(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: CourseActDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<ActAnswer> {
    return this.acts.perform(staff, outTradeNo, { act: 'end_access', dto }, key);
  }

  @Post('end-access/preview')
  @Staff('admin')
  @Foresees(ActPreviewAnswer)
  previewEndAccess(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: CoursePreviewDto,
  ): Promise<ActPreviewAnswer> {
    return this.acts.preview(staff, outTradeNo, { act: 'end_access', dto });
  }

  @Post('release-coupon')
  @Staff('finance')
  @Does('放开被不需要它的订单占用的优惠券', ActAnswer)
  releaseCoupon(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: ReasonDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<ActAnswer> {
    return this.acts.perform(staff, outTradeNo, { act: 'release_coupon', dto }, key);
  }

  @Post('release-coupon/preview')
  @Staff('finance')
  @Foresees(ActPreviewAnswer)
  previewReleaseCoupon(
    @CurrentStaff() staff: StaffMember,
    @Param('out_trade_no', OutTradeNoPipe) outTradeNo: string,
    @Body() dto: ReasonPreviewDto,
  ): Promise<ActPreviewAnswer> {
    return this.acts.preview(staff, outTradeNo, { act: 'release_coupon', dto });
  }
}
