import { Injectable } from '@nestjs/common';
import type { RawNotify } from '@luffy/ipay';

import { Database } from '../platform/database.js';
import type { NotifyBenchView } from './payment.dto.js';
import { checkOutcomes, meaningOf } from './notify-bench.rule.js';
import { type Judgement, NotifyService } from './notify.service.js';
import { PaymentChannels } from './payment.channels.js';

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

/** What a notify would do if it came now: read and judged by the code that reads and judges real ones, and taken back. */
@Injectable()
export class NotifyBenchService {
  constructor(
    private readonly db: Database,
    private readonly channels: PaymentChannels,
    private readonly notifies: NotifyService,
  ) {}

  async rehearse(text: string): Promise<NotifyBenchView> {
    const channel = this.channels.get('alipay');
    const raw = { body: asReceived(text), contentType: FORM };
    const { verdict, answer, checks } = await this.#judge(raw);
    return {
      checks: checkOutcomes(checks),
      signed_text: channel.signedTextOf(raw),
      verdict,
      answer,
      ...meaningOf(verdict),
    };
  }

  async #judge(raw: RawNotify): Promise<Judgement> {
    const reading = this.channels.get('alipay').readNotify(raw);
    if (reading.kind === 'refused') return { verdict: reading.because, answer: 'failed', checks: reading.checks };
    return this.db.rehearse((tx) => this.notifies.judge(tx, 'alipay', reading.notify, reading.checks));
  }
}

/** A body arrives as latin1, one character a byte; what people copy has blanks around it. */
const asReceived = (text: string): string => Buffer.from(text.trim(), 'utf8').toString('latin1');
