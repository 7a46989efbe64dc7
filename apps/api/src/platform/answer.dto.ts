import { applyDecorators, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';
import { ERRORS, type ErrorCode, FIELD_FAULTS, type FieldFaultCode } from '@luffy/contracts';

import type { FieldFault } from './app-error.js';

/** What every success carries; the interceptor adds it, so handlers need not. */
export class Answer {
  @ApiProperty({ type: 'integer', example: 100, required: false })
  status?: number;
  @ApiProperty({ example: '成功', required: false })
  msg?: string;
}

class FieldFaultView implements FieldFault {
  @ApiProperty({ example: 'reason' }) field: string;
  @ApiProperty({ enum: Object.keys(FIELD_FAULTS) }) code: FieldFaultCode;
  @ApiProperty({ description: '中文说明' }) msg: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: '填入说明的值' })
  values?: Record<string, string | number>;
}

/** What every refusal carries. */
export class Refusal {
  @ApiProperty({ type: 'integer', description: '同 HTTP 状态' }) status: number;
  @ApiProperty({ enum: Object.keys(ERRORS) }) code: ErrorCode;
  @ApiProperty() msg: string;
  @ApiProperty() request_id: string;
  @ApiPropertyOptional({ type: [FieldFaultView] }) fields?: FieldFaultView[];
}

/** Documents a list: `{status, msg, items, next_cursor}`. */
export const ApiPage = (item: Type): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(item, Answer),
    ApiOkResponse({
      schema: {
        allOf: [
          { $ref: getSchemaPath(Answer) },
          {
            type: 'object',
            required: ['items', 'next_cursor'],
            properties: {
              items: { type: 'array', items: { $ref: getSchemaPath(item) } },
              next_cursor: { type: 'string', nullable: true },
            },
          },
        ],
      },
    }),
  );
