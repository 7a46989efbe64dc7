import { Column, Entity } from 'typeorm';

import { IdColumn, InstantColumn } from '../platform/columns.js';

/** One notify exactly as it came, and what we made of it. Append only. */
@Entity('luffy_notify')
export class Notify {
  @IdColumn() id: number;
  @Column({ type: 'varchar', length: 16 }) channel: string;
  @InstantColumn() receivedAt: Date;
  /** Signed by the channel for our app. Only then is the body kept whole. */
  @Column({ type: 'boolean' }) verified: boolean;
  @Column({ type: 'varchar', length: 32 }) verdict: string;
  @Column({ type: 'varchar', length: 16 }) answer: 'success' | 'failed';
  @Column({ type: 'jsonb' }) checks: unknown[];
  @Column({ type: 'varchar', length: 64, nullable: true }) outTradeNo: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) notifyId: string | null;
  @Column({ type: 'jsonb' }) headers: Record<string, unknown>;
  @Column({ type: 'char', length: 64 }) bodySha256: string;
  /** The bytes as they came; the first 2 kB of one that was not verified. */
  @Column({ type: 'bytea' }) body: Buffer;
}
