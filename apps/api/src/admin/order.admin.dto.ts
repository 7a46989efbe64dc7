import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, MaxLength } from 'class-validator';

import { OrderView } from '../order/order.dto.js';
import type { OrderFilter } from '../order/order.query.js';
import { Answer } from '../platform/answer.dto.js';
import { PageQuery } from '../platform/paging.js';
import { AsInteger, IsInstant, IsKeptText } from '../platform/validation.js';

export class StaffOrderFilterDto extends PageQuery {
  @ApiPropertyOptional({ description: '订单号、交易号或用户名' })
  @IsOptional()
  @IsKeptText({ min: 1, max: 150 })
  q?: string;

  @ApiPropertyOptional({ enum: [0, 1, 2, 3] })
  @IsOptional()
  @AsInteger()
  @IsIn([0, 1, 2, 3])
  order_status?: number;

  @ApiPropertyOptional({ enum: [0, 1, 2] })
  @IsOptional()
  @AsInteger()
  @IsIn([0, 1, 2])
  pay_type?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  created_from?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  created_to?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  paid_from?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @MaxLength(40)
  @IsInstant()
  paid_to?: string;
}

export class StaffOrderViewDto extends OrderView {
  @ApiProperty() username: string;
}

export class StaffOrderAnswer extends Answer {
  @ApiProperty() order: StaffOrderViewDto;
}

const instant = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

export const filterOf = (dto: StaffOrderFilterDto): OrderFilter => ({
  q: dto.q,
  orderStatus: dto.order_status,
  payType: dto.pay_type,
  createdFrom: instant(dto.created_from),
  createdTo: instant(dto.created_to),
  paidFrom: instant(dto.paid_from),
  paidTo: instant(dto.paid_to),
});
