import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { ANSWER_STATUS } from '@luffy/contracts';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** Every success is HTTP 200 and `{status: 100, msg, ...}`; a handler that says another status keeps it. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        void reply.status(200);
        if (typeof answer === 'string' || answer instanceof StreamableFile) return answer;
        return { status: ANSWER_STATUS.done, msg: '成功', ...(answer as object | undefined) };
      }),
    );
  }
}
