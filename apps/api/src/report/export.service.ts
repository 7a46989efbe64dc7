import { Readable } from 'node:stream';
import { callbackify } from 'node:util';

import { Inject, Injectable } from '@nestjs/common';

import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../platform/app-error.js';
import { beijingDay, beijingTime } from '../platform/beijing.js';
import { Clock } from '../platform/clock.js';
import { cursor } from '../platform/cursor.js';
import { Database } from '../platform/database.js';
import type { StaffMember } from '../platform/identity.js';
import { CSV_START } from './csv.rule.js';
import { countedSql, exportHead, exportLine, exportSql, exportValues, type OrderExport } from './order-export.rule.js';

export interface ExportFile {
  name: string;
  /** How many lines there will be; above the limit of patience the planner's guess. */
  estimate: number;
  content: Readable;
}

/** Rows of one batch: with every column chosen about 200 kB of text. */
const BATCH = 500;
const COUNTED_AT_MOST = 100_000;
/** Each holds a connection for as long as its reader takes; students need the others. */
const AT_ONCE = 3;

/** Files for finance. Who took which one is written down before its first line leaves. */
@Injectable()
export class ExportService {
  #running = 0;

  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Orders of some days, a line each. @throws AppError EXPORT_BUSY */
  async orders(staff: StaffMember, asked: OrderExport): Promise<ExportFile> {
    if (this.#running >= AT_ONCE) throw new AppError('EXPORT_BUSY');
    this.#running += 1;
    try {
      const { from, to } = asked.range;
      const estimate = await this.#estimate(asked);
      const said = { columns: asked.columns, by: asked.by, from, to };
      await this.audit.writeExport(staff, 'orders.csv', { said, lines: estimate });
      const now = this.clock.now();
      const at = `${beijingDay(now)}-${beijingTime(now).replaceAll(':', '')}`;
      return { name: `orders-${from}-${to}-${at}.csv`, estimate, content: this.#stream(asked) };
    } catch (error) {
      this.#running -= 1;
      throw error;
    }
  }

  /** A chunk a batch; the next one is taken from the database when this one has gone out. */
  #stream(asked: OrderExport): Readable {
    const stop = new AbortController();
    const chunks = this.#chunks(asked, stop.signal);
    const end = async (): Promise<void> => {
      stop.abort();
      await chunks.return().catch(() => undefined);
      this.#running -= 1;
    };
    return new Readable({
      read() {
        chunks.next().then(
          ({ done, value }) => this.push(done ? null : value),
          (error: unknown) => this.destroy(error as Error),
        );
      },
      destroy: (cause, done) => callbackify(end)(() => done(cause)),
    });
  }

  async *#chunks(asked: OrderExport, signal: AbortSignal): AsyncGenerator<string, void> {
    yield CSV_START + exportHead(asked.columns);
    const query = { sql: exportSql(asked), values: exportValues(asked), batch: BATCH };
    for await (const rows of cursor(this.db.source, query, signal))
      yield rows.map((row) => exportLine(asked.columns, row)).join('');
  }

  async #estimate(asked: OrderExport): Promise<number> {
    const sql = countedSql(asked);
    const values = exportValues(asked);
    const [counted] = await this.db.manager.query<[{ count: string }]>(
      `SELECT count(*) FROM (${sql} LIMIT ${COUNTED_AT_MOST + 1}) AS found`,
      values,
    );
    const count = Number(counted.count);
    if (count <= COUNTED_AT_MOST) return count;
    const [row] = await this.db.manager.query<[{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }]>(
      `EXPLAIN (FORMAT JSON) ${sql}`,
      values,
    );
    return Math.max(count, row['QUERY PLAN'][0].Plan['Plan Rows']);
  }
}
