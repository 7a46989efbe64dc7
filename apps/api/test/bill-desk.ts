import type { FakeBillRow } from '@luffy/ipay/testing';

import type { World } from './world.js';

/** The day on which the worlds of tests begin. */
const DAY = '2026-03-02';
export const REASON = '核对过支付宝后台';

export const resolvedAs = (outcome: string) => ({
  http: 200,
  body: { difference: { state: 'resolved', outcome, reason: REASON } },
});
export const stands = (says: string) => ({ http: 409, body: { code: 'DIFFERENCE_STANDS', says } });
export const SILENT = { http: 503, body: { code: 'GATEWAY_UNAVAILABLE' } };

/** Somebody of the staff over the bill of a world's first day. */
export class BillDesk {
  private constructor(
    private readonly world: World,
    private readonly token: string,
  ) {}

  static async open(world: World): Promise<BillDesk> {
    return new BillDesk(world, await world.token('finance'));
  }

  /** The next morning, with what the bill's rows became. @returns the day's colour */
  async matched(change: (rows: FakeBillRow[]) => FakeBillRow[] = (rows) => rows): Promise<unknown> {
    this.world.channel.onBill = change;
    if (this.world.clock.now() < new Date('2026-03-03T00:00:00+08:00')) this.world.pass(20 * 3600);
    const { body } = await this.post(`bills/${DAY}/fetch/`);
    return (body as unknown as { bill: { state: string } }).bill.state;
  }

  async colour(): Promise<string> {
    const { body } = await this.world.get(`/api/admin/bills/${DAY}/`, this.token);
    return (body as unknown as { bill: { state: string } }).bill.state;
  }

  async list(query = ''): Promise<Record<string, unknown>[]> {
    return (await this.world.get(`/api/admin/bills/${DAY}/differences/${query}`, this.token)).body.items ?? [];
  }

  async kinds(): Promise<string[]> {
    return (await this.list('?state=open'))
      .map((item) => `${String(item['kind'])} ${String(item['action'])}`)
      .toSorted();
  }

  /** Resolves the newest open difference. */
  async resolve(body: unknown = { reason: REASON }): Promise<{ http: number; id: unknown; body: object }> {
    const id = (await this.list('?state=open'))[0]?.['id'];
    const answer = await this.post(`differences/${String(id)}/resolve/`, body);
    return { http: answer.http, id, body: answer.body };
  }

  post(path: string, body?: unknown) {
    return this.world.post(`/api/admin/${path}`, this.token, body);
  }

  ask(path: string, options: { body: unknown; key: string }) {
    const { body, key } = options;
    return this.world.ask('POST', `/api/admin/${path}`, {
      token: this.token,
      body,
      headers: { 'idempotency-key': key },
    });
  }

  /** What was written down of acts, besides fetching. */
  audited(): Promise<Record<string, unknown>[]> {
    return this.world.rows(
      `SELECT role, act, subject, reason, before, after FROM luffy_audit WHERE act <> 'bill_fetch' ORDER BY id`,
    );
  }
}
