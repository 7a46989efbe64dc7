import { Inject, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';

import { beijingDay, daysLater } from '../platform/beijing.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { idFromCursor, type Page, PAGE_SIZE, pageOf, type PageQuery } from '../platform/paging.js';
import {
  type BillTotals,
  type BillView,
  billView,
  type DifferenceCounts,
  type DifferenceView,
  differenceView,
  emptyDay,
  totalsOf,
} from './bill.dto.js';
import { Bill } from './bill.entity.js';
import { BillDifference } from './difference.entity.js';

const NO_TOTALS: BillTotals = { paid: '0.00', refunded: '0.00', fees: '0.00', net: '0.00', count: 0 };

/** Bills and their differences as staff read them. */
@Injectable()
export class BillQuery {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Every day of a month that is over, from the first on. */
  async month(month: string | undefined): Promise<Page<BillView>> {
    const today = beijingDay(this.clock.now());
    const of = month ?? today.slice(0, 7);
    const days: string[] = [];
    for (let day = `${of}-01`; day.startsWith(of) && day < today; day = daysLater(day, 1)) days.push(day);
    if (days.length === 0) return { items: [], next_cursor: null };
    const bills = await this.db.manager.createQueryBuilder(Bill, 'b').where('b.day IN (:...days)', { days }).getMany();
    const counts = await this.#counts(bills);
    const billOf = new Map(bills.map((bill) => [bill.day, bill]));
    const items = days.map((day) => {
      const bill = billOf.get(day);
      return bill ? billView(bill, counts(bill)) : emptyDay(day);
    });
    return { items, next_cursor: null };
  }

  async one(day: string): Promise<{ bill: BillView; totals: BillTotals }> {
    const bill = await this.db.manager.findOneBy(Bill, { day });
    if (!bill) return { bill: emptyDay(day), totals: NO_TOTALS };
    return { bill: billView(bill, (await this.#counts([bill]))(bill)), totals: totalsOf(bill) };
  }

  async differences(
    day: string,
    state: 'open' | 'resolved' | undefined,
    page: PageQuery,
  ): Promise<Page<DifferenceView>> {
    const limit = page.limit ?? PAGE_SIZE;
    const after = idFromCursor(page.cursor);
    const bill = await this.db.manager.findOneBy(Bill, { day });
    if (!bill) return { items: [], next_cursor: null };
    const rows = await this.db.manager.find(BillDifference, {
      where: {
        billId: bill.id,
        ...(state === undefined ? {} : { state }),
        ...(after === null ? {} : { id: LessThan(after) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return pageOf(rows, limit, differenceView);
  }

  async #counts(bills: readonly Bill[]): Promise<(bill: Bill) => DifferenceCounts> {
    const rows = await this.db.manager.query<{ bill_id: string; all: number; open: number }[]>(
      `SELECT bill_id, count(*)::integer AS "all", (count(*) FILTER (WHERE state = 'open'))::integer AS open
       FROM luffy_bill_difference WHERE bill_id = ANY($1) GROUP BY bill_id`,
      [bills.map((bill) => bill.id)],
    );
    const byBill = new Map(rows.map((row) => [Number(row.bill_id), { all: row.all, open: row.open }]));
    return (bill) => byBill.get(bill.id) ?? { all: 0, open: 0 };
  }
}
