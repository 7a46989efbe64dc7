import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { Clock } from '../platform/clock.js';
import { Idempotency } from './idempotency.entity.js';

export interface IdempotencyClaim {
  userId: number;
  key: string;
  requestHash: string;
}

/**
 * One key, one order. That a twin is in flight is a lock of the transaction and no row: it ends with the transaction,
 * however that ends, so no crash leaves a key stuck.
 */
@Injectable()
export class IdempotencyService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Takes the key for this transaction. Answers the number of the order it stands for already, or null.
   * @throws AppError IDEMPOTENCY_IN_FLIGHT, or IDEMPOTENCY_KEY_REUSED for another request
   */
  async claim(tx: EntityManager, { userId, key, requestHash }: IdempotencyClaim): Promise<string | null> {
    const [lock] = await tx.query<[{ taken: boolean }]>(
      'SELECT pg_try_advisory_xact_lock($1::int, hashtext($2)) AS taken',
      [IDEMPOTENCY_LOCK, `${userId}:${key}`],
    );
    if (!lock.taken) throw new AppError('IDEMPOTENCY_IN_FLIGHT');
    const known = await tx.findOneBy(Idempotency, { userId, key });
    if (known && known.requestHash !== requestHash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
    return known?.outTradeNo ?? null;
  }

  async keep(tx: EntityManager, claim: IdempotencyClaim, outTradeNo: string): Promise<void> {
    await tx.insert(Idempotency, { ...claim, outTradeNo, createdTime: this.clock.now() });
  }
}

const IDEMPOTENCY_LOCK = 7_215_002;
