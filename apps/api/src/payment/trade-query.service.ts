import { Inject, Injectable } from '@nestjs/common';
import type { TradeState } from '@luffy/ipay';
import type { EntityManager } from 'typeorm';

import { Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { Database } from '../platform/database.js';
import { PaymentChannels } from './payment.channels.js';
import { Payment } from './payment.entity.js';
import { PaymentService } from './payment.service.js';
import { finalAnswerFrom, isFinalAt, nextQueryAt, type QueryPlan } from './payment.state.js';

/** A payment about to be asked for, claimed so that nobody else asks at the same moment. */
type Claimed = Pick<Payment, 'outTradeNo' | 'channel'>;

/** An owner who looks again and again makes us ask at most this often. */
export const OWNER_GAP_SECONDS = 2;
/** While one process asks, no other takes the payment up; longer than a call to a channel may take. */
const LEASE_SECONDS = 30;

/** Asks the channels what became of payments, and records what they say. */
@Injectable()
export class TradeQueryService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly channels: PaymentChannels,
    private readonly payments: PaymentService,
  ) {}

  /**
   * The owner is looking: asks for every payment of the order that has not succeeded and was not asked just now.
   * @returns how many were asked about
   */
  async askForOwner(orderId: number): Promise<number> {
    const claimed = await this.db.ask<Claimed>(
      `UPDATE luffy_payment SET asked_at = $2
       WHERE order_id = $1 AND state <> 'succeeded' AND (asked_at IS NULL OR asked_at <= $2::timestamptz - make_interval(secs => $3))
       RETURNING out_trade_no AS "outTradeNo", channel`,
      [orderId, this.clock.now(), OWNER_GAP_SECONDS],
    );
    await this.#askAll(claimed, 'query');
    return claimed.length;
  }

  /** Asks for a batch of payments whose next question is due; several processes share the work. */
  async askDue(batch: number): Promise<number> {
    const now = this.clock.now();
    const claimed = await this.db.ask<Claimed>(
      `UPDATE luffy_payment SET asked_at = $1, next_query_at = $1::timestamptz + make_interval(secs => $3)
       WHERE id IN (SELECT id FROM luffy_payment WHERE next_query_at <= $1 ORDER BY next_query_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING out_trade_no AS "outTradeNo", channel`,
      [now, batch, LEASE_SECONDS],
    );
    await this.#askAll(claimed, 'sweep');
    return claimed.length;
  }

  /** Asks about one payment and records the answer. Never throws for what a channel says or does not say. */
  async ask(payment: Claimed, actor: string): Promise<TradeState> {
    const channel = this.channels.get(payment.channel);
    const answer = await channel.query(payment.outTradeNo);
    await this.db.tx((tx) => this.record(tx, payment.outTradeNo, answer, actor));
    if (answer.kind !== 'waiting' || !(await this.#deadlineIsOver(payment.outTradeNo))) return answer;
    // The buyer logged in and did not pay, and now nobody may any more: end the trade, then hear how it ended.
    await channel.close(payment.outTradeNo);
    const last = await channel.query(payment.outTradeNo);
    await this.db.tx((tx) => this.record(tx, payment.outTradeNo, last, actor));
    return last;
  }

  /** Writes down what a channel said of a payment; money goes through `settle`. */
  async record(tx: EntityManager, outTradeNo: string, answer: TradeState, actor: string): Promise<void> {
    const locked = await this.payments.lockByNumber(tx, outTradeNo);
    if (!locked || locked.payment.state === 'succeeded') return;
    if (answer.kind === 'paid') await this.payments.settle(tx, answer, actor);
    else if (answer.kind === 'closed' || answer.kind === 'unknown')
      await this.payments.become(tx, locked, answer.kind, actor);
    else await this.payments.become(tx, locked, 'waiting', actor);

    const now = this.clock.now();
    const plan = this.#planOf(locked.payment, locked.order.expiresAt);
    const isLastWord = isFinalAt(plan, now) && ['paid', 'closed', 'absent'].includes(answer.kind);
    await tx.query(`UPDATE luffy_payment SET next_query_at = $2 WHERE out_trade_no = $1 AND state <> 'succeeded'`, [
      outTradeNo,
      isLastWord ? null : nextQueryAt(plan, now),
    ]);
  }

  async #askAll(claimed: readonly Claimed[], actor: string): Promise<void> {
    await Promise.all(claimed.map((payment) => this.ask(payment, actor)));
  }

  async #deadlineIsOver(outTradeNo: string): Promise<boolean> {
    const [row] = await this.db.manager.query<{ linked_at: Date; expires_at: Date }[]>(
      'SELECT p.linked_at, o.expires_at FROM luffy_payment p JOIN luffy_order o ON o.id = p.order_id WHERE p.out_trade_no = $1',
      [outTradeNo],
    );
    return (
      row !== undefined &&
      finalAnswerFrom(this.#planOf({ linkedAt: row.linked_at }, row.expires_at)) <= this.clock.now()
    );
  }

  #planOf(payment: Pick<Payment, 'linkedAt'>, expiresAt: Date | null): QueryPlan {
    return {
      linkedAt: payment.linkedAt,
      expiresAt: expiresAt ?? payment.linkedAt,
      graceSeconds: this.config.GRACE_SECONDS,
    };
  }
}
