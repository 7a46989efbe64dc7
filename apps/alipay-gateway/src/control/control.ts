import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { BillPlants } from '../bill/plant.js';
import type { Delivery } from '../delivery.js';
import { readFaultSwitches, type Faults } from '../faults.js';
import { beijingIso, beijingTextWithMs, type GatewayTime } from '../platform/clock.js';
import { fenOfYuan, yuanOfFen } from '../platform/money.js';
import type { Page, Trade } from '../platform/records.js';
import type { Outcome, TradeBook } from '../trade.js';
import { REFUSALS } from '../trade.state.js';
import { DEMO_BUYER } from '../cashier/demo-buyer.js';

interface ControlTools {
  readonly book: TradeBook;
  readonly delivery: Delivery;
  readonly faults: Faults;
  readonly plants: BillPlants;
  readonly time: GatewayTime;
  /** Moves the gateway's clock, letting everything due on the way happen in its order. */
  advance(seconds: number): Promise<void>;
}

const buyerBody = z.strictObject({ buyer: z.string().min(1).max(100) }).partial();
const clockBody = z.strictObject({
  advance_seconds: z
    .number()
    .positive()
    .max(10 * 366 * 86_400),
});

const refundBody = z.strictObject({
  amount: z.string(),
  out_request_no: z.string().min(1).max(64),
  reason: z.string().max(256).default('后台退款'),
});

type NumberRoute = { Params: { number: string } };

/** Switches for people and tests. JSON in and out; a refusal is `{reason, msg}`. */
export function registerControl(app: FastifyInstance, tools: ControlTools): void {
  // Another site open in the same browser must not press these switches.
  app.addHook('onRequest', async (request, reply) => {
    const site = request.headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return;
    await refuse(reply, 403, { reason: 'FOREIGN_PAGE', msg: '只接受网关自己页面或命令行的请求' });
  });

  app.post<NumberRoute>('/control/trades/:number/scan', (request, reply) =>
    act(request.params.number, request.body, reply, (page, buyer) => tools.book.scan(page, buyer), tools),
  );

  app.post<NumberRoute>('/control/trades/:number/pay', (request, reply) =>
    act(request.params.number, request.body, reply, (page, buyer) => tools.book.pay(page, buyer), tools),
  );

  app.get<NumberRoute>('/control/trades/:number', (request, reply) => {
    tools.book.passTime();
    const view = tradeView(request.params.number, tools);
    return view ? reply.send(view) : notOpened(reply);
  });

  app.get('/control/trades', (_request, reply) => {
    tools.book.passTime();
    const numbers = tools.book.records.recentNumbers(100);
    return reply.send({ items: numbers.map((number) => tradeView(number, tools)) });
  });

  app.get('/control/faults', (_request, reply) => reply.send(tools.faults.current()));

  app.put('/control/faults', (request, reply) => {
    const read = readFaultSwitches(request.body);
    if ('wrong' in read) return refuse(reply, 400, { reason: 'UNKNOWN_FAULT', msg: read.wrong });
    tools.faults.replace(read.switches);
    return reply.send(tools.faults.current());
  });

  app.delete('/control/faults', (_request, reply) => {
    tools.faults.replace({});
    return reply.send({});
  });

  registerBillControl(app, tools.plants);

  app.post<NumberRoute>('/control/trades/:number/refund', (request, reply) => refundInConsole(request, reply, tools));

  app.post('/control/clock', async (request, reply) => {
    const read = clockBody.safeParse(request.body);
    if (!read.success) return refuse(reply, 400, { reason: 'BAD_BODY', msg: 'advance_seconds 应为正数' });
    await tools.advance(read.data.advance_seconds);
    return reply.send(clockView(tools.time));
  });

  app.get('/control/clock', (_request, reply) => reply.send(clockView(tools.time)));

  app.post<NumberRoute>('/control/notifies/:number/resend', async (request, reply) => {
    const { number } = request.params;
    const sent = await tools.delivery.resend(number);
    if (!sent) return refuse(reply, 404, { reason: 'NO_NOTIFY', msg: '这个订单号还没有通知' });
    return reply.send({ notifies: notifiesView(number, tools) });
  });
}

/** What the bill of a day is made to say. */
function registerBillControl(app: FastifyInstance, plants: BillPlants): void {
  app.get('/control/bills', (_request, reply) => reply.send({ planted: plants.all() }));

  app.put<{ Params: { day: string } }>('/control/bills/:day', (request, reply) => {
    const read = plants.replace(request.params.day, request.body);
    if ('wrong' in read) return refuse(reply, 400, { reason: 'BAD_BODY', msg: read.wrong });
    return reply.send(read.planted);
  });

  app.delete<{ Params: { day: string } }>('/control/bills/:day', (request, reply) => {
    plants.replace(request.params.day, {});
    return reply.send({});
  });
}

/** Somebody gives money back in Alipay's own console: the shop hears of it by a notify, or by the bill. */
function refundInConsole(
  request: FastifyRequest<NumberRoute>,
  reply: FastifyReply,
  tools: ControlTools,
): Promise<FastifyReply> | FastifyReply {
  const { number } = request.params;
  const read = refundBody.safeParse(request.body);
  const amountFen = read.success ? (fenOfYuan(read.data.amount) ?? 0) : 0;
  if (!read.success || amountFen === 0)
    return refuse(reply, 400, { reason: 'BAD_BODY', msg: 'amount 应为大于零的金额' });
  const { out_request_no: outRequestNo, reason } = read.data;
  const ref = { outTradeNo: number, tradeNo: '' };
  const outcome = tools.book.refund({ ref, amountFen, outRequestNo, reason });
  if ('refused' in outcome) return refuse(reply, 409, { reason: outcome.refused, msg: REFUSALS[outcome.refused] });
  return reply.send(tradeView(number, tools));
}

async function refuse(
  reply: FastifyReply,
  status: number,
  body: { reason: string; msg: string },
): Promise<FastifyReply> {
  return reply.code(status).send(body);
}

const notOpened = (reply: FastifyReply): Promise<FastifyReply> =>
  refuse(reply, 404, { reason: 'NOT_OPENED', msg: '还没有人打开过这个订单号的支付链接' });

function act(
  number: string,
  body: unknown,
  reply: FastifyReply,
  deed: (page: Page, buyer: string) => Outcome<Trade>,
  tools: ControlTools,
): Promise<FastifyReply> | FastifyReply {
  const read = buyerBody.safeParse(body ?? {});
  if (!read.success) return refuse(reply, 400, { reason: 'BAD_BODY', msg: 'buyer 应为账户名' });
  const page = tools.book.records.newestPage(number);
  if (!page) return notOpened(reply);
  const buyer = read.data.buyer ?? tools.book.records.tradeByNumber(number)?.buyer ?? DEMO_BUYER.account;
  const outcome = deed(page, buyer);
  if ('refused' in outcome) return refuse(reply, 409, { reason: outcome.refused, msg: REFUSALS[outcome.refused] });
  return reply.send(tradeView(number, tools));
}

const clockView = (time: GatewayTime): object => ({
  now: beijingIso(time.nowMs()),
  advanced_seconds: time.advancedMs() / 1000,
});

/** One number as JSON, or null when nobody ever opened its link. Before the scan there is no trade number or status. */
function tradeView(outTradeNo: string, tools: Pick<ControlTools, 'book' | 'delivery' | 'time'>): object | null {
  const { records } = tools.book;
  const trade = records.tradeByNumber(outTradeNo);
  const about = trade ?? records.newestPage(outTradeNo);
  if (!about) return null;
  return {
    trade: {
      out_trade_no: outTradeNo,
      trade_no: trade?.tradeNo ?? null,
      trade_status: trade?.status ?? null,
      total_amount: yuanOfFen(about.totalFen),
      refund_fee: yuanOfFen(trade?.refundedFen ?? 0),
      subject: about.subject,
      expires_at: beijingIso(about.expiresAt),
    },
    refunds: (trade ? records.refundsOf(trade.tradeNo) : []).map((refund) => ({
      out_request_no: refund.outRequestNo,
      refund_amount: yuanOfFen(refund.fen),
      gmt_refund: beijingTextWithMs(refund.refundedAt),
    })),
    notifies: notifiesView(outTradeNo, tools),
  };
}

function notifiesView(outTradeNo: string, tools: Pick<ControlTools, 'delivery'>): object[] {
  return tools.delivery.notifiesOf(outTradeNo).map((notify) => ({
    notify_id: notify.notifyId,
    trade_status: notify.tradeStatus,
    next_at: notify.nextAt === null ? null : beijingIso(notify.nextAt),
    attempts: tools.delivery.attemptsOf(notify.notifyId).map((attempt) => ({
      at: beijingIso(attempt.at),
      http_status: attempt.httpStatus,
      answer: attempt.answer,
    })),
  }));
}
