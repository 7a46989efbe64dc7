import { AsyncLocalStorage } from 'node:async_hooks';

import type { PaymentChannel, RefundRequest } from '@luffy/ipay';
import type { Fen } from '@luffy/money';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EntityManager } from 'typeorm';

import { OrderDetail } from '../../src/order/order-detail.entity.js';
import { OrderService } from '../../src/order/order.service.js';
import { type NotifyAnswer, NotifyService } from '../../src/payment/notify.service.js';
import { SettlementQuery } from '../../src/payment/settlement.query.js';
import { Payment } from '../../src/payment/payment.entity.js';
import { Database } from '../../src/platform/database.js';

/** A mistake put into the running product from outside. The product itself has no switch for it. */
export interface Plant {
  channel(channel: PaymentChannel): PaymentChannel;
  app(app: NestFastifyApplication): void;
  sql(text: string): string;
}

const nothing: Plant = { channel: (channel) => channel, app: () => undefined, sql: (text) => text };

/** Replaces one method of an object, giving the new one the old one. */
function replace<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  make: (old: Target[Name]) => Target[Name],
): void {
  const old = target[name];
  target[name] = make((typeof old === 'function' ? old.bind(target) : old) as Target[Name]);
}

/** Whatever sum is reported, it is taken for the one that was asked for. */
function amountCheckGone(): Plant {
  const asked = new Map<string, Fen>();
  let db: Database | undefined;
  const learn = async (outTradeNo: string | null): Promise<void> => {
    const payment = outTradeNo === null ? null : await db?.manager.findOneBy(Payment, { outTradeNo });
    if (payment) asked.set(payment.outTradeNo, payment.amount);
  };
  return {
    ...nothing,
    channel: (channel) => {
      replace(channel, 'readNotify', (old) => (raw) => {
        const reading = old(raw);
        if (reading.kind === 'refused') return reading;
        const { notify } = reading;
        return { ...reading, notify: { ...notify, totalFen: asked.get(notify.outTradeNo) ?? notify.totalFen } };
      });
      replace(channel, 'query', (old) => async (outTradeNo) => {
        const state = await old(outTradeNo);
        await learn(outTradeNo);
        return state.kind === 'paid' ? { ...state, totalFen: asked.get(outTradeNo) ?? state.totalFen } : state;
      });
      return channel;
    },
    app: (app) => {
      db = app.get(Database);
      replace(app.get(NotifyService), 'receive', (old) => async (channel, raw) => {
        await learn(new URLSearchParams(raw.body).get('out_trade_no'));
        return old(channel, raw);
      });
    },
  };
}

/** The word goes out when all is written, but a moment before it is kept. */
function successBeforeCommit(): Plant {
  const early = new AsyncLocalStorage<(answer: NotifyAnswer) => void>();
  return {
    ...nothing,
    app: (app) => {
      replace(
        app.get(NotifyService),
        'receive',
        (old) => (channel, raw) =>
          new Promise((answer) => early.run(answer, () => void old(channel, raw).then(answer))),
      );
      replace(
        app.get(Database),
        'tx',
        (old) => (work) =>
          old(async (tx: EntityManager) => {
            const result = await work(tx);
            if (result === 'success') early.getStore()?.('success');
            return result;
          }),
      );
      replace(app.get(SettlementQuery), 'settleAtOnce', (old) => (notice) => {
        early.getStore()?.('success');
        return old(notice);
      });
    },
  };
}

function duplicateNotRefunded(): Plant {
  return {
    ...nothing,
    sql: (text) => text.replace("p.disposition IN ('duplicate', 'late')", "p.disposition IN ('late')"),
  };
}

function requestNumberMadeAnew(): Plant {
  const sent = new Map<string, number>();
  const anew = <Request extends Pick<RefundRequest, 'outRequestNo'>>(request: Request): Request => {
    const times = sent.get(request.outRequestNo) ?? 0;
    return times === 0 ? request : { ...request, outRequestNo: `${request.outRequestNo}r${times}` };
  };
  return {
    ...nothing,
    channel: (channel) => {
      replace(channel, 'queryRefund', (old) => (request) => old(anew(request)));
      replace(channel, 'refund', (old) => (request) => {
        const named = anew(request);
        sent.set(request.outRequestNo, (sent.get(request.outRequestNo) ?? 0) + 1);
        return old(named);
      });
      return channel;
    },
  };
}

function lineNotReleased(): Plant {
  return {
    ...nothing,
    app: (app) =>
      replace(app.get(OrderService), 'close', (old) => async (tx, order, closing) => {
        await old(tx, order, closing);
        if (closing.because === 'timed_out') await tx.update(OrderDetail, { orderId: order.id }, { live: true });
      }),
  };
}

/** Made for one run, since some remember. */
export const PLANTS = {
  'amount check gone': amountCheckGone,
  '`success` answered before the commit': successBeforeCommit,
  'duplicate not refunded': duplicateNotRefunded,
  'out_request_no made anew on retry': requestNumberMadeAnew,
  'line not released on the deadline': lineNotReleased,
} as const satisfies Record<string, () => Plant>;

export type PlantName = keyof typeof PLANTS;

export const plantOf = (name: PlantName | undefined): Plant => (name === undefined ? nothing : PLANTS[name]());
