import type { Readable } from 'node:stream';

import { applyDecorators, type PipeTransform, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { AppError, fieldFault } from '../platform/app-error.js';
import { CSV_TYPE } from '../report/csv.rule.js';
import { REPORTS, type ReportName } from '../report/report.rule.js';

/** Answers a file that is saved under its name and kept by nobody on the way. */
export function sendCsv(reply: FastifyReply, name: string, content: Readable | string): StreamableFile | string {
  void reply.headers({
    'content-type': CSV_TYPE,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
  return typeof content === 'string' ? content : new StreamableFile(content);
}

export const ApiCsv = (): MethodDecorator =>
  applyDecorators(ApiProduces('text/csv'), ApiOkResponse({ schema: { type: 'string', format: 'binary' } }));

/** The name of a report in a path. */
export class ReportNamePipe implements PipeTransform<string, ReportName> {
  transform(text: string): ReportName {
    const name = REPORTS.find((one) => one === text);
    if (name === undefined)
      throw new AppError('VALIDATION', {
        fields: [{ ...fieldFault('name', 'NOT_OFFERED'), msg: `应为 ${REPORTS.join('、')} 之一` }],
      });
    return name;
  }
}

/** `2026-11.csv` in a path is the month 2026-11; whether there is such a month is for the range to say. */
export class MonthFilePipe implements PipeTransform<string, string> {
  transform(text: string): string {
    return text.endsWith('.csv') ? text.slice(0, -'.csv'.length) : '';
  }
}
