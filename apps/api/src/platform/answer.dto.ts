import { applyDecorators, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';

/** What every success carries; the interceptor adds it, so handlers need not. */
export class Answer {
  @ApiProperty({ type: 'integer', example: 100, required: false })
  status?: number;
  @ApiProperty({ example: '成功', required: false })
  msg?: string;
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
