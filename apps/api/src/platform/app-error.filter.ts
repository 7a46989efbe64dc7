import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Logger } from '@nestjs/common';
import type { ErrorCode } from '@luffy/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from './app-error.js';
import { isDatabaseDown, sqlStateOf } from './database.js';
import { PageFallback } from './page-fallback.js';

const CODE_OF_HTTP: Readonly<Record<number, ErrorCode>> = {
  400: 'VALIDATION',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  429: 'RATE_LIMITED',
};

/** Turns whatever was thrown into the coded, worded refusal that every route promises. */
@Catch()
export class AppErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('refusal');

  constructor(@Inject(PageFallback) private readonly pages: PageFallback) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = asAppError(thrown);
    if (error.code === 'NOT_FOUND' && this.pages.answers(request)) {
      void this.pages.send(reply);
      return;
    }
    if (error.httpStatus >= 500) {
      this.#logger.error({ requestId: request.id, url: request.url.split('?')[0], err: causeOf(thrown) });
    }
    void reply.status(error.httpStatus).send(error.answer(request.id));
  }
}

function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseDown(thrown)) return new AppError('DATABASE_UNAVAILABLE');
  // 22021, 22P05: text that PostgreSQL cannot hold (U+0000). The forms refuse it; this is the net below them.
  if (['22021', '22P05'].includes(sqlStateOf(thrown) ?? '')) return new AppError('VALIDATION');
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  const code = CODE_OF_HTTP[status] ?? (status >= 400 && status < 500 ? 'VALIDATION' : 'INTERNAL');
  return new AppError(code);
}

/** Fastify's own errors carry the status to answer with. */
function statusOf(thrown: unknown): number {
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

/** A stack for the log; never the statement's parameters, which hold what people typed. */
function causeOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
