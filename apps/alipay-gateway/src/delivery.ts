import type { KeyObject } from 'node:crypto';

import { z } from 'zod';

import type { Faults } from './faults.js';
import {
  isAccepted,
  nextDeliveryAt,
  NOTIFY_HEADERS,
  notifyBody,
  notifyFields,
  type Merchant,
  type NotifyTrigger,
} from './notify.js';
import type { GatewayTime } from './platform/clock.js';
import { newNotifyId, type RandomBytes } from './platform/numbers.js';
import { isAllowedTarget, type Post } from './platform/post.js';
import type { Refund, Trade } from './platform/records.js';
import { text, whole, wholeOrNull, type Row, type Storage } from './platform/storage.js';

/** One try to tell the merchant. `httpStatus` is null when no answer came; `answer` then says why. */
export interface Attempt {
  readonly at: number;
  readonly httpStatus: number | null;
  readonly answer: string;
}

export interface Notify {
  readonly notifyId: string;
  readonly outTradeNo: string;
  readonly tradeStatus: string;
  readonly url: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly deliveries: number;
  /** When the next delivery is due; null when the merchant said `success` or Alipay gave up. */
  readonly nextAt: number | null;
}

interface DeliveryTools {
  readonly storage: Storage;
  readonly time: GatewayTime;
  readonly faults: Faults;
  readonly random: RandomBytes;
  readonly post: Post;
  readonly key: KeyObject;
  readonly merchant: Merchant;
  readonly triggers: readonly NotifyTrigger[];
  readonly notifyPrefixes: readonly string[] | undefined;
}

/** A merchant gets this long for one delivery. */
const DELIVERY_LIMIT_MS = 5_000;
/** So many deliveries at once; the others wait for the next round. */
const AT_ONCE = 64;
const KEPT_ANSWER = 200;

/** What is owed to merchants, and its delivery. Owed notifies are rows, so a restart forgets none. */
export class Delivery {
  private readonly inFlight = new Map<string, Promise<void>>();
  private readonly stop = new AbortController();
  private wake: () => void = () => undefined;

  constructor(private readonly tools: DeliveryTools) {}

  /** Calls back whenever something new is owed, after the transaction it belongs to. */
  whenOwed(wake: () => void): void {
    this.wake = () => setImmediate(wake);
  }

  /** Owes the merchant word of a trade. Joins the transaction that changed the trade. */
  owe(trade: Trade, cause: { trigger: NotifyTrigger; refund?: Refund; url?: string }): void {
    const { storage, faults, merchant, time, triggers } = this.tools;
    const url = cause.url || trade.notifyUrl;
    if (url === '' || !triggers.includes(cause.trigger)) return;
    const now = time.nowMs();
    const { notify = {}, trade: switches = {} } = faults.current();
    storage.run(
      'INSERT INTO notify (notify_id, out_trade_no, trade_status, url, fields, made_at, next_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      newNotifyId(this.tools.random, now),
      trade.outTradeNo,
      trade.status,
      url,
      JSON.stringify(notifyFields(trade, cause, merchant, switches)),
      now,
      now + (notify.delay_ms ?? 0),
    );
    this.wake();
  }

  /** Delivers what is due now and waits for the answers. Out: how many notifies were tried. */
  async deliverDue(): Promise<number> {
    if (this.stop.signal.aborted) return 0;
    const rows = this.tools.storage.all(
      'SELECT * FROM notify WHERE next_at <= ? ORDER BY next_at, rowid LIMIT ?',
      this.tools.time.nowMs(),
      AT_ONCE + this.inFlight.size,
    );
    const due = rows.map(readNotify).filter((notify) => !this.inFlight.has(notify.notifyId));
    await Promise.all(due.map((notify) => this.deliver(notify)));
    return due.length;
  }

  /** When the next delivery is due, leaving out those under way; null when nothing is owed. */
  nextDueAt(): number | null {
    const rows = this.tools.storage.all(
      'SELECT notify_id, next_at FROM notify WHERE next_at IS NOT NULL ORDER BY next_at LIMIT ?',
      this.inFlight.size + 1,
    );
    const next = rows.find((row) => !this.inFlight.has(text(row, 'notify_id')));
    return next ? whole(next, 'next_at') : null;
  }

  /** Sends the last notify of a number again, owed or not. Out: false when there is none. */
  async resend(outTradeNo: string): Promise<boolean> {
    const newest = this.notifiesOf(outTradeNo).at(-1);
    if (!newest) return false;
    await this.inFlight.get(newest.notifyId);
    // Read again: a delivery that was under way has moved its schedule.
    await this.deliver(this.notifiesOf(outTradeNo).at(-1) ?? newest);
    return true;
  }

  notifiesOf(outTradeNo: string): Notify[] {
    return this.tools.storage
      .all('SELECT * FROM notify WHERE out_trade_no = ? ORDER BY made_at, rowid', outTradeNo)
      .map(readNotify);
  }

  attemptsOf(notifyId: string): Attempt[] {
    const rows = this.tools.storage.all('SELECT * FROM attempt WHERE notify_id = ? ORDER BY id', notifyId);
    return rows.map((row) => ({
      at: whole(row, 'at'),
      httpStatus: wholeOrNull(row, 'http_status'),
      answer: text(row, 'answer'),
    }));
  }

  /** Cuts what is under way; it stays owed. */
  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.inFlight.values());
  }

  private deliver(notify: Notify): Promise<void> {
    const under = this.tryOnce(notify).finally(() => this.inFlight.delete(notify.notifyId));
    this.inFlight.set(notify.notifyId, under);
    return under;
  }

  private async tryOnce(notify: Notify): Promise<void> {
    const { time, faults, storage, key } = this.tools;
    const { drop, repeat = 1, tamper, extra_field: extraField } = faults.current().notify ?? {};
    const at = time.nowMs();
    const body = notifyBody(notify.fields, { notifyId: notify.notifyId, atMs: at, key, tamper, extraField });
    const attempts: (Attempt & { accepted: boolean })[] = drop
      ? [{ at, httpStatus: null, answer: 'dropped', accepted: false }]
      : await Promise.all(Array.from({ length: repeat }, () => this.send(notify.url, body, at)));
    // Cut by our own shutdown: nobody knows whether it arrived, so it is sent again after the restart.
    if (this.stop.signal.aborted && !attempts.some((attempt) => attempt.accepted)) return;
    const accepted = attempts.some((attempt) => attempt.accepted);
    storage.transaction(() => {
      for (const attempt of attempts) {
        storage.run(
          'INSERT INTO attempt (notify_id, at, http_status, answer) VALUES (?, ?, ?, ?)',
          notify.notifyId,
          attempt.at,
          attempt.httpStatus,
          attempt.answer,
        );
      }
      this.reschedule(notify, { at, accepted });
    });
  }

  private reschedule(notify: Notify, last: { at: number; accepted: boolean }): void {
    const deliveries = notify.deliveries + 1;
    // A resend of one already settled must not put it back on the schedule.
    const next = last.accepted || notify.nextAt === null ? null : nextDeliveryAt(deliveries, last.at);
    this.tools.storage.run(
      'UPDATE notify SET deliveries = ?, next_at = ? WHERE notify_id = ?',
      deliveries,
      next,
      notify.notifyId,
    );
  }

  private async send(url: string, body: string, at: number): Promise<Attempt & { accepted: boolean }> {
    // Checked again here: the allow-list of this run may be another than the one the link was opened under.
    if (!isAllowedTarget(url, this.tools.notifyPrefixes)) {
      return { at, httpStatus: null, answer: 'address not allowed', accepted: false };
    }
    try {
      const answer = await this.tools.post({
        url,
        headers: NOTIFY_HEADERS,
        body,
        limitMs: DELIVERY_LIMIT_MS,
        signal: this.stop.signal,
      });
      return { at, httpStatus: answer.status, answer: answer.body.slice(0, KEPT_ANSWER), accepted: isAccepted(answer) };
    } catch (error) {
      const why = error instanceof Error ? error.message : 'no answer';
      return { at, httpStatus: null, answer: why.slice(0, KEPT_ANSWER), accepted: false };
    }
  }
}

const fieldsSchema = z.array(z.tuple([z.string(), z.string()]));

function readNotify(row: Row): Notify {
  return {
    notifyId: text(row, 'notify_id'),
    outTradeNo: text(row, 'out_trade_no'),
    tradeStatus: text(row, 'trade_status'),
    url: text(row, 'url'),
    fields: fieldsSchema.parse(JSON.parse(text(row, 'fields'))),
    deliveries: whole(row, 'deliveries'),
    nextAt: wholeOrNull(row, 'next_at'),
  };
}
