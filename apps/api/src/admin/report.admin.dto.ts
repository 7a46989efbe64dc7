import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { Answer } from '../platform/answer.dto.js';
import { IsDay } from '../platform/validation.js';
import { EXPORT_BY, type ExportBy } from '../report/order-export.rule.js';
import {
  type Report,
  REPORT_UNITS,
  type ReportColumn,
  type ReportRow,
  type ReportUnit,
} from '../report/report.rule.js';

const DAY = { example: '2026-11-01', description: '北京时间的一天,含;一次最多 366 天' };

class DayRangeDto {
  @ApiPropertyOptional({ ...DAY, description: `${DAY.description}。不填为 to 之前的 30 天` })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ ...DAY, example: '2026-11-30', description: `${DAY.description}。不填为今天` })
  @IsOptional()
  @IsDay()
  to?: string;
}

export class ReportDto extends DayRangeDto {
  @ApiPropertyOptional({ enum: ['json', 'csv'], default: 'json' })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}

export class OrderExportDto extends DayRangeDto {
  @ApiPropertyOptional({ description: '列名,以逗号分隔', example: 'out_trade_no,pay_time,total_amount' })
  @IsOptional()
  @IsString()
  @MaxLength(400)
  columns?: string;

  @ApiPropertyOptional({ enum: EXPORT_BY, default: 'created', description: '按下单日或支付日' })
  @IsOptional()
  @IsIn(EXPORT_BY)
  by?: ExportBy;
}

export class ReportColumnView implements ReportColumn {
  @ApiProperty() key: string;
  @ApiProperty() label: string;
  @ApiProperty({ enum: REPORT_UNITS }) unit: ReportUnit;
}

export class ReportAnswer extends Answer implements Report {
  @ApiProperty({ example: '2026-11-01' }) from: string;
  @ApiProperty({ example: '2026-11-30' }) to: string;
  @ApiProperty({ type: [ReportColumnView] }) columns: readonly ReportColumnView[];
  @ApiProperty({
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true },
    },
    description: '每行按 columns 的 key;金额为元',
  })
  rows: readonly ReportRow[];
}
