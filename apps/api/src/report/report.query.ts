import { Injectable } from '@nestjs/common';

import { BuyingQuery } from './buying.query.js';
import { MoneyQuery } from './money.query.js';
import type { DayRange } from './range.rule.js';
import { type Report, REPORT_COLUMNS, type ReportName, type ReportRow } from './report.rule.js';

/** Every report by its name. */
@Injectable()
export class ReportQuery {
  constructor(
    private readonly money: MoneyQuery,
    private readonly buying: BuyingQuery,
  ) {}

  async of(name: ReportName, range: DayRange): Promise<Report> {
    return { columns: REPORT_COLUMNS[name], rows: await this.#rows(name, range) };
  }

  #rows(name: ReportName, range: DayRange): Promise<ReportRow[]> {
    switch (name) {
      case 'daily':
        return this.money.daily(range);
      case 'refunds':
        return this.money.refunds(range);
      case 'income':
        return this.money.income(range);
      case 'funnel':
        return this.buying.funnel(range);
      case 'time-to-payment':
        return this.buying.timeToPayment(range);
      case 'success-by-hour':
        return this.buying.successByHour(range);
      case 'confirmed-by':
        return this.buying.confirmedBy(range);
    }
  }
}
