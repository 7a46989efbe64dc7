import { Inject, Injectable } from '@nestjs/common';
import type { BillOutcome } from '@luffy/ipay';
import { fen } from '@luffy/money';
import type { EntityManager } from 'typeorm';

import { AlertService } from '../alert/alert.service.js';
import { changeOf, type Deed, type Figures } from '../audit/audit.rule.js';
import { AuditService } from '../audit/audit.service.js';
import { PaymentChannels } from '../payment/payment.channels.js';
import { AppError } from '../platform/app-error.js';
import { beijingDay, daysLater } from '../platform/beijing.js';
import { addSeconds, Clock } from '../platform/clock.js';
import { APP_CONFIG, type AppConfig } from '../platform/config.js';
import { Database } from '../platform/database.js';
import { Bill } from './bill.entity.js';
import { BillLineRow } from './bill-line.entity.js';
import { type BillLine, parseBill } from './bill.parse.js';
import { retrySeconds } from './bill.state.js';
import { BooksQuery } from './books.query.js';
import { DifferenceBookService } from './difference-book.service.js';
import { differencesOf } from './reconciliation.diff.js';

/** What became of asking for a day's bill: its lines (none on an empty day), or why there are none. */
type Fetched = { lines: BillLine[] } | { reason: string };

/** Nobody asks for ever: the channel gives out no bill of a day that is this long past. */
const GIVE_UP_AFTER_DAYS = 31;
/** So many failures in a row are no coincidence any more. */
const PATIENCE_ATTEMPTS = 3;
const ROWS_A_STATEMENT = 1000;

/** Fetches the channel's bills and holds our books against them. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly channels: PaymentChannels,
    private readonly books: BooksQuery,
    private readonly differences: DifferenceBookService,
    private readonly alerts: AlertService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Fetches a day's bill, keeps it and matches it: whole, or not at all. A day that was read stays as it was while the
   * channel is silent. `deed` says who of the staff asked for it, if anybody.
   * @throws AppError BILL_NOT_READY, GATEWAY_UNAVAILABLE (only for a day that was read before)
   */
  async fetch(day: string, deed: Deed | null = null): Promise<void> {
    if (day >= beijingDay(this.clock.now())) throw new AppError('BILL_NOT_READY');
    const fetched = await this.#read(day, await this.channels.get('alipay').bill(day));
    await this.db.tx(async (tx) => {
      const bill = await this.#lock(tx, day);
      const before = figuresOf(bill);
      if ('lines' in fetched) {
        await this.#keep(tx, bill, fetched.lines);
        await this.#match(tx, bill);
      } else {
        await this.#fail(tx, bill, fetched.reason);
      }
      if (deed) await this.audit.write(tx, deed, changeOf(before, figuresOf(await this.#lock(tx, day))));
    });
    // What waited in the days beside it may stand in this bill.
    for (const beside of [daysLater(day, -1), daysLater(day, 1)]) await this.rematchWaiting(beside);
  }

  /** Matches the lines kept of a day again, when something of it waits. */
  async rematchWaiting(day: string): Promise<void> {
    if (await this.differences.anyWaits(day)) await this.match(day);
  }

  /** Matches the lines kept of a day again: our books may have changed since. */
  async match(day: string): Promise<void> {
    await this.db.tx(async (tx) => {
      const bill = await this.#lock(tx, day);
      if (bill.state !== 'none' && bill.reason === null) await this.#match(tx, bill);
    });
  }

  /** What the channel gave, as lines or as a reason of at most 64 characters. */
  async #read(day: string, outcome: BillOutcome): Promise<Fetched> {
    switch (outcome.kind) {
      case 'empty':
        return { lines: [] };
      case 'not-ready':
        return { reason: 'not-ready' };
      case 'unknown':
        return { reason: `unknown:${outcome.cause}`.slice(0, 64) };
      case 'bill': {
        const reading = await parseBill(outcome.zip, { day, sellerId: this.config.ALIPAY_SELLER_ID });
        if (reading.kind === 'read') return { lines: reading.lines };
        return { reason: reading.line === null ? reading.fault : `${reading.fault}:${reading.line}` };
      }
    }
  }

  async #lock(tx: EntityManager, day: string): Promise<Bill> {
    await tx.query(`INSERT INTO luffy_bill (day, state) VALUES ($1, 'none') ON CONFLICT (day) DO NOTHING`, [day]);
    return tx.findOneOrFail(Bill, { where: { day }, lock: { mode: 'pessimistic_write' } });
  }

  async #keep(tx: EntityManager, bill: Bill, lines: readonly BillLine[]): Promise<void> {
    await tx.delete(BillLineRow, { billId: bill.id });
    const rows = lines.map((line) => rowOf(bill.id, line));
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      await tx.insert(BillLineRow, rows.slice(from, from + ROWS_A_STATEMENT));
    }
    const of = (kind: BillLine['kind']): BillLine[] => lines.filter((line) => line.kind === kind);
    const sum = (some: readonly BillLine[], amountOf: (line: BillLine) => number) =>
      fen(some.reduce((total, line) => total + amountOf(line), 0));
    Object.assign(bill, {
      paidCount: of('payment').length,
      refundCount: of('refund').length,
      paid: sum(of('payment'), (line) => line.receiptFen),
      refunded: sum(of('refund'), (line) => line.receiptFen),
      fees: sum(lines, (line) => line.feeFen),
      reason: null,
      attempts: 0,
      fetchedAt: this.clock.now(),
      nextTryAt: null,
    } satisfies Partial<Bill>);
  }

  /** Nothing half-read: without a bill there are no lines and no sums, and the day is open until there is one. */
  async #fail(tx: EntityManager, bill: Bill, reason: string): Promise<void> {
    const now = this.clock.now();
    const wasRead = bill.fetchedAt !== null && bill.reason === null;
    const isSilence = reason === 'not-ready' || reason.startsWith('unknown:');
    if (wasRead && isSilence) throw new AppError(reason === 'not-ready' ? 'BILL_NOT_READY' : 'GATEWAY_UNAVAILABLE');
    await tx.delete(BillLineRow, { billId: bill.id });
    const attempts = bill.attempts + 1;
    const isOver = bill.day < daysLater(beijingDay(now), -GIVE_UP_AFTER_DAYS);
    const nothing = { paidCount: 0, refundCount: 0, paid: fen(0), refunded: fen(0), fees: fen(0) };
    Object.assign(bill, nothing, {
      state: 'amber',
      reason,
      attempts,
      fetchedAt: now,
      nextTryAt: isOver ? null : addSeconds(now, retrySeconds(attempts)),
    } satisfies Partial<Bill>);
    await tx.save(Bill, bill);
    // A file that cannot be read is news at once; silence only when it lasts.
    if (!isSilence || attempts >= PATIENCE_ATTEMPTS) {
      await this.alerts.raise(tx, 'bill_unreadable', bill.day, { day: bill.day, reason });
    }
  }

  async #match(tx: EntityManager, bill: Bill): Promise<void> {
    await tx.save(Bill, Object.assign(bill, { state: 'amber' } satisfies Partial<Bill>));
    const open = await this.differences.write(tx, bill, differencesOf(await this.books.load(tx, bill.day)));
    await this.differences.recolour(tx, bill, open);
    await this.alerts.clear(tx, 'bill_unreadable', bill.day, null);
  }
}

const figuresOf = ({ state, reason, paidCount, refundCount }: Bill): Figures => ({
  state,
  reason,
  lines: String(paidCount + refundCount),
});

const rowOf = (billId: number, line: BillLine): BillLineRow => ({
  billId,
  line: line.line,
  kind: line.kind,
  tradeNo: line.tradeNo,
  outTradeNo: line.outTradeNo,
  outRequestNo: line.outRequestNo,
  amount: line.amountFen,
  receipt: line.receiptFen,
  fee: line.feeFen,
  at: line.at,
});
