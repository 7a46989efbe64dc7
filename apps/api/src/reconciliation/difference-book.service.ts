import { Inject, Injectable } from '@nestjs/common';
import { yuanFromFen } from '@luffy/money';
import type { EntityManager } from 'typeorm';

import { AlertService } from '../alert/alert.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Bill } from './bill.entity.js';
import { colourOf } from './bill.state.js';
import type { Difference, Facts } from './difference.diff.js';
import { BillDifference, type FactsRow } from './difference.entity.js';

const ROWS_A_STATEMENT = 1000;

/** Keeps what matching found, over every time that a day is matched. */
@Injectable()
export class DifferenceBookService {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly alerts: AlertService,
  ) {}

  async anyWaits(day: string): Promise<boolean> {
    const rows = await this.db.manager.query<unknown[]>(
      `SELECT 1 FROM luffy_bill_difference d JOIN luffy_bill b ON b.id = d.bill_id
       WHERE b.day = $1 AND d.state = 'open' AND d.action = 'wait' LIMIT 1`,
      [day],
    );
    return rows.length > 0;
  }

  /** Days on which something waits although the next day's bill had its time. */
  async waitingUntil(day: string): Promise<string[]> {
    const rows = await this.db.manager.query<{ day: string }[]>(
      `SELECT DISTINCT b.day::text AS day FROM luffy_bill_difference d JOIN luffy_bill b ON b.id = d.bill_id
       WHERE b.day <= $1 AND d.state = 'open' AND d.action = 'wait' ORDER BY 1 LIMIT 31`,
      [day],
    );
    return rows.map((row) => row.day);
  }

  /**
   * Brings the rows of a day to what was found now: new ones open, those that are gone resolve by themselves. What a
   * person resolved stays so for as long as both sides say what they said then. Answers what is open.
   */
  async write(tx: EntityManager, bill: Bill, found: readonly Difference[]): Promise<BillDifference[]> {
    const now = this.clock.now();
    const known = new Map((await tx.findBy(BillDifference, { billId: bill.id })).map((row) => [keyOf(row), row]));
    const rows = found.map((difference) => ({ difference, row: known.get(keyOf(difference)) }));
    const fresh = rows.flatMap(({ difference, row }) => (row ? [] : [newRow(bill.id, difference, now)]));
    for (let from = 0; from < fresh.length; from += ROWS_A_STATEMENT) {
      await tx.insert(BillDifference, fresh.slice(from, from + ROWS_A_STATEMENT));
    }
    for (const { difference, row } of rows) if (row && isNews(row, difference)) await reopen(tx, row, difference);
    const stands = new Set(found.map(keyOf));
    const gone = [...known.values()].filter((row) => row.state === 'open' && !stands.has(keyOf(row)));
    if (gone.length > 0) {
      const change = { state: 'resolved', outcome: 'gone', resolvedAt: now } as const;
      await tx.update(
        BillDifference,
        gone.map((row) => row.id),
        change,
      );
    }
    return this.open(tx, bill);
  }

  open(tx: EntityManager, bill: Bill): Promise<BillDifference[]> {
    return tx.findBy(BillDifference, { billId: bill.id, state: 'open' });
  }

  /** The colour of a day that was read, by what is open in it; staff hear of a red one once. */
  async recolour(tx: EntityManager, bill: Bill, open: readonly BillDifference[]): Promise<void> {
    const state = colourOf(open);
    await tx.update(Bill, { id: bill.id }, { state });
    if (state === 'red') {
      await this.alerts.raise(tx, 'bill_differs', bill.day, { day: bill.day, differences: open.length });
    } else {
      await this.alerts.clear(tx, 'bill_differs', bill.day, null);
    }
  }
}

const keyOf = ({ kind, subject }: Pick<BillDifference, 'kind' | 'subject'>): string => `${kind} ${subject}`;

const newRow = (billId: number, difference: Difference, now: Date) => ({
  ...columnsOf(difference),
  billId,
  kind: difference.kind,
  subject: difference.subject,
  outTradeNo: difference.outTradeNo,
  outRequestNo: difference.outRequestNo,
  state: 'open' as const,
  foundAt: now,
  reason: null,
  outcome: null,
  resolvedBy: null,
  resolvedAt: null,
});

const columnsOf = ({ ours, theirs, action }: Difference) => ({
  ours: ours && factsRow(ours),
  theirs: theirs && factsRow(theirs),
  action,
});

const factsRow = ({ amountFen, tradeNo, at, state, feeFen }: Facts): FactsRow => ({
  amount: yuanFromFen(amountFen),
  trade_no: tradeNo,
  at: at?.toISOString() ?? null,
  state: state ?? null,
  fee: feeFen === undefined ? null : yuanFromFen(feeFen),
});

/** Whether a row has to change for what was found now. */
function isNews(row: BillDifference, difference: Difference): boolean {
  const { ours, theirs, action } = columnsOf(difference);
  const isSame = saysSame(row.ours, ours) && saysSame(row.theirs, theirs);
  if (row.state === 'resolved' && row.resolvedBy !== null) return !isSame;
  return row.state === 'resolved' || !isSame || row.action !== action;
}

function saysSame(before: FactsRow | null, after: FactsRow | null): boolean {
  if (before === null || after === null) return before === after;
  return (Object.keys(after) as (keyof FactsRow)[]).every((name) => before[name] === after[name]);
}

async function reopen(tx: EntityManager, row: BillDifference, difference: Difference): Promise<void> {
  const change = { state: 'open', reason: null, outcome: null, resolvedBy: null, resolvedAt: null } as const;
  await tx.save(BillDifference, Object.assign(row, columnsOf(difference), change));
}
