import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { beijingDay, daysLater } from '../platform/beijing.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Bill } from '../reconciliation/bill.entity.js';
import type { DifferenceKind } from '../reconciliation/bill.state.js';
import { BooksQuery } from '../reconciliation/books.query.js';
import { movementsOf } from '../reconciliation/movement.diff.js';
import type { DayRange } from '../report/range.rule.js';
import { dayStatement, type MonthStatement, monthStatement, type StandingDifference } from './statement.rule.js';

/** Our books of a month beside the channel's bills of it, day by day. */
@Injectable()
export class StatementQuery {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly books: BooksQuery,
  ) {}

  /** The days of a month up to today. Both sides are read as of one moment: a bill that is read meanwhile changes nothing. */
  async month({ from, to }: Pick<DayRange, 'from' | 'to'>): Promise<MonthStatement> {
    const today = beijingDay(this.clock.now());
    const last = to < today ? to : today;
    return this.db.tx(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const bills = await readBills(tx, from, last);
      const standing = await standingOf(tx, from, last);
      const days = [];
      for (let day = from; day <= last; day = daysLater(day, 1)) {
        const books = await this.books.load(tx, day);
        const movements = movementsOf(books);
        const bill = bills.get(day) ?? null;
        days.push(dayStatement({ day, bill, lines: books.lines, movements, standing: standing.get(day) ?? [] }));
      }
      return monthStatement(days);
    });
  }
}

async function readBills(tx: EntityManager, from: string, to: string): Promise<Map<string, Bill>> {
  const bills = await tx
    .createQueryBuilder(Bill, 'b')
    .where(`b.day BETWEEN :from AND :to AND b.state <> 'none' AND b.reason IS NULL`, { from, to })
    .getMany();
  return new Map(bills.map((bill) => [bill.day, bill]));
}

/** What is open, and what a person judged: the sides may be apart on it for ever. What went away by itself is over. */
async function standingOf(tx: EntityManager, from: string, to: string): Promise<Map<string, StandingDifference[]>> {
  const rows = await tx.query<{ day: string; kind: DifferenceKind; out_trade_no: string; is_open: boolean }[]>(
    `SELECT b.day::text AS day, d.kind, d.out_trade_no, d.state = 'open' AS is_open
     FROM luffy_bill_difference d JOIN luffy_bill b ON b.id = d.bill_id
     WHERE b.day BETWEEN $1 AND $2 AND (d.state = 'open' OR d.resolved_by IS NOT NULL) ORDER BY d.id`,
    [from, to],
  );
  const byDay = new Map<string, StandingDifference[]>();
  for (const { day, kind, out_trade_no: outTradeNo, is_open: isOpen } of rows) {
    byDay.set(day, [...(byDay.get(day) ?? []), { kind, outTradeNo, isOpen }]);
  }
  return byDay;
}
