import { createHash } from 'node:crypto';

import { Inject, Injectable, Logger } from '@nestjs/common';
import type { NotifyCheck, NotifyReading, RawNotify, VerifiedNotify } from '@luffy/ipay';
import { yuanFromFen } from '@luffy/money';
import type { EntityManager } from 'typeorm';

import { addSeconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { isOutTradeNo, isTradeNo } from '../platform/path.js';
import { PaymentChannels } from './payment.channels.js';
import { Notify } from './notify.entity.js';
import { Payment } from './payment.entity.js';
import { type MoneyReport, PaymentService } from './payment.service.js';
import { SettlementQuery } from './settlement.query.js';
import { TradeQueryService } from './trade-query.service.js';

/** The two words Alipay reads. Everything but `success` makes it send the notify again. */
export type NotifyAnswer = 'success' | 'failed';

export interface ReceivedNotify extends RawNotify {
  userAgent: string;
}

export interface Judgement {
  verdict: string;
  answer: NotifyAnswer;
  checks: NotifyCheck[];
}

/** The only kind that tells of a trade. */
const TRADE_NOTIFY = 'trade_status_sync';

/** What `judge` writes down of a notify that agrees with our books in everything. */
const BOOK_CHECKS: readonly NotifyCheck[] = ['out_trade_no', 'total_amount', 'notify_type', 'trade_no'].map(
  (check) => ({
    check,
    passed: true,
  }),
);

const STRANGER_BYTES = 2048;
const STRANGERS_A_MINUTE = 60;
const STRANGER_DAYS = 30;
const STRANGERS_LOCK = 7_215_003;

/** Receives the channels' notifies: judges each, keeps each with its verdict, and answers after the commit. */
@Injectable()
export class NotifyService {
  readonly #logger = new Logger('notify');
  /** The limiter asks whether a notify is genuine before it is received; its signature is checked once. */
  readonly #readings = new WeakMap<RawNotify, NotifyReading>();

  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly channels: PaymentChannels,
    private readonly payments: PaymentService,
    private readonly trades: TradeQueryService,
    private readonly settlement: SettlementQuery,
  ) {}

  /** Never throws: whatever cannot be done now is `failed`, and the channel sends it again. */
  async receive(channel: Payment['channel'], raw: ReceivedNotify): Promise<NotifyAnswer> {
    try {
      const reading = this.#read(channel, raw);
      if (reading.kind === 'refused') {
        await this.#keepStranger(channel, raw, reading);
        return 'failed';
      }
      if (await this.#settlesAtOnce(channel, raw, reading)) return 'success';
      await this.#findMoneyBehindRefund(channel, reading.notify);
      return await this.db.tx(async (tx) => {
        const judged = await this.judge(tx, channel, reading.notify, reading.checks);
        await this.#keep(tx, channel, raw, reading.notify, judged);
        return judged.answer;
      });
    } catch (error) {
      this.#logger.error({ err: error instanceof Error ? error.stack : String(error) });
      return 'failed';
    }
  }

  /** Whether a notify is the channel's own, for our app: one that must never wait behind a flood of others. */
  isGenuine(channel: Payment['channel'], raw: RawNotify): boolean {
    return this.#read(channel, raw).kind === 'verified';
  }

  #read(channel: Payment['channel'], raw: RawNotify): NotifyReading {
    const known = this.#readings.get(raw);
    if (known) return known;
    const reading = this.channels.get(channel).readNotify(raw);
    this.#readings.set(raw, reading);
    return reading;
  }

  /** Deletes unverified notifies that are older than 30 days, a batch at a time. */
  async forgetStrangers(): Promise<number> {
    const [, deleted] = await this.db.manager.query<[unknown[], number]>(
      `DELETE FROM luffy_notify WHERE id IN
         (SELECT id FROM luffy_notify WHERE NOT verified AND received_at < $1 ORDER BY received_at LIMIT 500)`,
      [addSeconds(this.clock.now(), -STRANGER_DAYS * 86_400)],
    );
    return deleted;
  }

  /** The checks that need our books, in their order, and what the event does. The rehearsal of a notify takes it back. */
  async judge(
    tx: EntityManager,
    channel: Payment['channel'],
    notify: VerifiedNotify,
    made: NotifyCheck[],
  ): Promise<Judgement> {
    const checks = [...made];
    const refuse = (verdict: string): Judgement => ({ verdict, answer: 'failed', checks });
    const passes = (check: string, passed: boolean, detail: string): boolean => {
      checks.push(passed ? { check, passed } : { check, passed, detail });
      return passed;
    };
    const report = reportOf(notify);
    if (!notify.sellerIsOurs) {
      await this.payments.suspect(tx, report, channel);
      return refuse('seller');
    }
    const locked = isOutTradeNo(notify.outTradeNo) ? await this.payments.lockByNumber(tx, notify.outTradeNo) : null;
    if (!passes('out_trade_no', locked !== null && locked.payment.channel === channel, 'no payment of ours') || !locked)
      return refuse('unknown-order');
    if (
      !passes('total_amount', notify.totalFen === locked.payment.amount, `ours ${yuanFromFen(locked.payment.amount)}`)
    ) {
      await this.payments.suspect(tx, report, channel);
      return refuse('amount');
    }
    if (!passes('notify_type', notify.notifyType === TRADE_NOTIFY, 'another type')) return refuse('notify-type');
    if (
      !passes(
        'trade_no',
        isTradeNo(notify.tradeNo) && (await this.payments.tradeNoFits(tx, locked.payment, notify.tradeNo)),
        'another trade or another payment’s',
      )
    ) {
      await this.payments.suspect(tx, report, channel);
      return refuse('trade-no');
    }
    return { ...(await this.#apply(tx, channel, notify, report)), checks };
  }

  /** Nearly every notify tells that a waiting order is paid, and all checks of `judge` pass: one statement does it all. */
  async #settlesAtOnce(
    channel: Payment['channel'],
    raw: ReceivedNotify,
    { notify, checks }: NotifyReading & { kind: 'verified' },
  ): Promise<boolean> {
    const report = reportOf(notify);
    const { totalFen } = report;
    const isPlain =
      notify.event.kind === 'paid' &&
      notify.sellerIsOurs &&
      totalFen !== null &&
      isOutTradeNo(notify.outTradeNo) &&
      isTradeNo(notify.tradeNo) &&
      notify.notifyType === TRADE_NOTIFY;
    if (!isPlain) return false;
    const judged: Judgement = { verdict: 'settled', answer: 'success', checks: [...checks, ...BOOK_CHECKS] };
    return this.settlement.settleAtOnce({
      report: { ...report, totalFen },
      notify: this.#verifiedRow(channel, raw, notify, judged),
    });
  }

  async #apply(
    tx: EntityManager,
    channel: Payment['channel'],
    notify: VerifiedNotify,
    report: MoneyReport,
  ): Promise<Omit<Judgement, 'checks'>> {
    switch (notify.event.kind) {
      case 'paid': {
        const verdict = await this.payments.settle(tx, report, channel);
        return { verdict, answer: verdict === 'suspicious' || verdict === 'unknown-order' ? 'failed' : 'success' };
      }
      case 'waiting':
      case 'closed': {
        const locked = await this.payments.lockByNumber(tx, notify.outTradeNo);
        if (locked) await this.payments.become(tx, locked, notify.event.kind, channel);
        return { verdict: notify.event.kind, answer: 'success' };
      }
      case 'refund': {
        const locked = await this.payments.lockByNumber(tx, notify.outTradeNo);
        if (locked && notify.event.refundedFen !== null)
          await this.payments.noticeRefund(tx, locked.payment, notify.event.refundedFen);
        return { verdict: 'refund', answer: 'success' };
      }
      case 'unknown':
        return { verdict: 'trade-status', answer: 'failed' };
    }
  }

  /** A refund notify can overtake the payment's own: the money behind it is asked for and settled first. */
  async #findMoneyBehindRefund(channel: Payment['channel'], notify: VerifiedNotify): Promise<void> {
    if (notify.event.kind !== 'refund' || !notify.sellerIsOurs || !isOutTradeNo(notify.outTradeNo)) return;
    const payment = await this.db.manager.findOneBy(Payment, { outTradeNo: notify.outTradeNo, channel });
    if (payment && payment.state !== 'succeeded') await this.trades.ask(payment, channel);
  }

  async #keep(
    tx: EntityManager,
    channel: string,
    raw: ReceivedNotify,
    notify: VerifiedNotify,
    judged: Judgement,
  ): Promise<void> {
    await tx.insert(Notify, this.#verifiedRow(channel, raw, notify, judged));
  }

  #verifiedRow(channel: string, raw: ReceivedNotify, notify: VerifiedNotify, judged: Judgement) {
    return {
      ...this.#rowOf(channel, raw),
      ...judged,
      verified: true,
      outTradeNo: notify.outTradeNo.slice(0, 64),
      notifyId: notify.notifyId.slice(0, 64),
      body: bytesOf(raw),
    };
  }

  /** Strangers may send what they like, as often as they like: a little of it is kept, and not more than a little. */
  async #keepStranger(
    channel: string,
    raw: ReceivedNotify,
    reading: NotifyReading & { kind: 'refused' },
  ): Promise<void> {
    const row = this.#rowOf(channel, raw);
    await this.db.tx(async (tx) => {
      // One after the other: strangers who come at the same moment must see each other in the count.
      await tx.query('SELECT pg_advisory_xact_lock($1)', [STRANGERS_LOCK]);
      await tx.query(
        `INSERT INTO luffy_notify (channel, received_at, verified, verdict, answer, checks, out_trade_no, headers, body_sha256, body)
         SELECT $1, $2, false, $3, 'failed', $4::jsonb, $5, $6::jsonb, $7, $8
         WHERE (SELECT count(*) FROM luffy_notify WHERE NOT verified AND received_at > $2::timestamptz - interval '1 minute') < $9`,
        [
          channel,
          row.receivedAt,
          reading.because,
          JSON.stringify(reading.checks),
          isOutTradeNo(reading.outTradeNo) ? reading.outTradeNo : null,
          JSON.stringify(row.headers),
          row.bodySha256,
          bytesOf(raw).subarray(0, STRANGER_BYTES),
          STRANGERS_A_MINUTE,
        ],
      );
    });
  }

  #rowOf(channel: string, raw: ReceivedNotify) {
    return {
      channel,
      receivedAt: this.clock.now(),
      headers: { 'content-type': raw.contentType.slice(0, 200), 'user-agent': raw.userAgent.slice(0, 200) },
      bodySha256: createHash('sha256').update(bytesOf(raw)).digest('hex'),
    };
  }
}

/** The body travels as latin1, one character a byte, so that wrong bytes survive until they are judged and kept. */
const bytesOf = (raw: RawNotify): Buffer => Buffer.from(raw.body, 'latin1');

function reportOf(notify: VerifiedNotify): MoneyReport {
  const paid = notify.event.kind === 'paid' ? notify.event : { paidAt: new Date(0), buyerId: null };
  return {
    outTradeNo: notify.outTradeNo,
    tradeNo: notify.tradeNo,
    totalFen: notify.totalFen,
    paidAt: paid.paidAt,
    buyerId: paid.buyerId,
  };
}
