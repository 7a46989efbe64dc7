import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { AuditView } from '../audit/audit.dto.js';
import { Answer } from '../platform/answer.dto.js';
import { IfGiven, IsKeptText } from '../platform/validation.js';

const REASON = { minLength: 3, maxLength: 256, description: '为什么这样做,会被记录' };

/** Nothing is done without saying why. */
export class ReasonDto {
  @ApiProperty(REASON) @IsKeptText({ min: 3, max: 256 }) reason: string;
}

/** The reason of an act that is older than the rule; `note` is its older name. */
export class OptionalReasonDto {
  @ApiPropertyOptional(REASON) @IfGiven() @IsKeptText({ min: 3, max: 256 }) reason?: string;
  @ApiPropertyOptional({ maxLength: 256 }) @IfGiven() @IsKeptText({ min: 1, max: 256 }) note?: string;
}

export class ActAnswer extends Answer {
  @ApiProperty({ description: '记录下来的这一次操作;重复的请求得到同一条' }) audit: AuditView;
}
