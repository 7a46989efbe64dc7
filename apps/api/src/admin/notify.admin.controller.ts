import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags, IntersectionType } from '@nestjs/swagger';

import { NotifyBenchService } from '../payment/notify-bench.service.js';
import { NotifyBenchView } from '../payment/payment.dto.js';
import { Answer } from '../platform/answer.dto.js';
import { Staff } from '../platform/identity.js';
import { IsKeptText } from '../platform/validation.js';

export class NotifyBenchDto {
  @ApiProperty({ maxLength: 65_536, description: '通知的原文:a=1&b=2…' })
  @IsKeptText({ min: 1, max: 65_536 })
  raw: string;
}

export class NotifyBenchAnswer extends IntersectionType(Answer, NotifyBenchView) {}

@ApiTags('admin')
@ApiBearerAuth()
@Staff('support', 'finance')
@Controller('admin/notify-bench')
export class NotifyAdminController {
  constructor(private readonly bench: NotifyBenchService) {}

  @Post()
  @ApiOperation({ summary: '一条通知现在会怎样:逐项检查,什么也不写' })
  @ApiOkResponse({ type: NotifyBenchAnswer })
  async rehearse(@Body() { raw }: NotifyBenchDto): Promise<NotifyBenchAnswer> {
    return { ...(await this.bench.rehearse(raw)) };
  }
}
