import type { KeyObject } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { errorPage } from '../cashier/error-page.js';
import type { ApiFaultMode, Faults, ServerMethod } from '../faults.js';
import { formOf } from '../platform/form.js';
import { PAGE_HEADERS } from '../platform/markup.js';
import { yuanOfFen } from '../platform/money.js';
import { newTradeNo, type RandomBytes } from '../platform/numbers.js';
import type { GatewayTime } from '../platform/clock.js';
import { foreignKey, signedAnswer, unsignedAnswer, type SlashEscaping } from '../sign.js';
import type { TradeBook } from '../trade.js';
import { businessError, gatewayError, type GatewayError } from './errors.js';
import { answerMethod, isServerMethod, type MethodTools } from './methods.js';
import { isBrowserMethod, readPayPage, type BrowserMethod } from './pay-page.js';
import {
  bizText,
  checkRequest,
  readBiz,
  readParams,
  responseName,
  type Caller,
  type RequestParams,
} from './request.js';

interface GatewayDoTools {
  readonly caller: Caller;
  readonly key: KeyObject;
  readonly slashes: SlashEscaping;
  readonly book: TradeBook;
  readonly faults: Faults;
  readonly time: GatewayTime;
  readonly random: RandomBytes;
  readonly methods: MethodTools;
  readonly notifyPrefixes: readonly string[] | undefined;
  /** Requests left without an answer on purpose; the gateway cuts them when it closes. */
  readonly held: Set<FastifyReply>;
}

const ANSWER_TYPE = 'text/html;charset=utf-8';

/** The one address of the open platform: browsers come with page.pay and wap.pay, servers with everything else. */
export function registerGatewayDo(app: FastifyInstance, tools: GatewayDoTools): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/gateway.do',
    handler: (request, reply) => {
      const params = readParams(request.raw.url ?? '', formOf(request.body));
      const method = params.all.get('method') ?? '';
      return isBrowserMethod(method)
        ? openCashier(method, params, reply, tools)
        : answerServer(method, params, { request, reply }, tools);
    },
  });
}

/** Browser methods never get JSON: a redirect to the cashier, or a page that says what is wrong. */
function openCashier(
  method: BrowserMethod,
  params: RequestParams,
  reply: FastifyReply,
  tools: GatewayDoTools,
): FastifyReply {
  // The answers of servers carry the signed text with `&amp;`; a page escapes it itself.
  const fail = (error: GatewayError): FastifyReply =>
    reply.headers(PAGE_HEADERS).send(errorPage(error.sub_code, error.sub_msg.replaceAll('&amp;', '&')));
  const checked = checkRequest(params, tools.caller);
  if (!checked.ok) return fail(checked.error);
  const number = bizText(readBiz(params.all.get('biz_content') ?? '') ?? {}, 'out_trade_no') ?? '';
  const read = readPayPage(method, params.all, {
    nowMs: tools.time.nowMs(),
    notifyPrefixes: tools.notifyPrefixes,
    deadline: tools.faults.isForgotten(number) ? 'forgotten' : 'kept',
  });
  if ('error' in read) return fail(read.error);
  const opened = tools.book.openPage(read.asked);
  if ('refused' in opened) return fail(businessError(opened.refused));
  return reply.redirect(`/cashier/${opened.done.token}`, 302);
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function answerServer(method: string, params: RequestParams, exchange: Exchange, tools: GatewayDoTools): FastifyReply {
  const { reply } = exchange;
  const mode = tools.faults.apiMode(method);
  if (mode && isServerMethod(method)) {
    const spoilt = spoil(mode, { method, params }, reply, tools);
    if (spoilt) return spoilt;
  }
  const name = responseName(method);
  const send = (text: string): FastifyReply =>
    reply
      .type(ANSWER_TYPE)
      .header('trace_id', Buffer.from(tools.random(16)).toString('hex'))
      .send(text);
  const signed = (response: object): FastifyReply => send(signedAnswer(name, response, tools.key, tools.slashes));
  const checked = checkRequest(params, tools.caller);
  if (!checked.ok) {
    if (checked.answer === 'unsigned') return send(unsignedAnswer(name, checked.error, tools.slashes));
    return signed(checked.error);
  }
  if (!isServerMethod(method)) return signed(gatewayError('isv.invalid-method'));
  if (mode === 'system_error') return signed(gatewayError('aop.unknow-error'));
  if (mode === 'seller_balance_not_enough')
    return signed({ ...businessError('ACQ.SELLER_BALANCE_NOT_ENOUGH'), refund_fee: '0.00' });
  const response = answerMethod(method, params.all, tools.methods);
  if (mode === 'timeout_after_doing') return hold(reply, tools);
  if (mode === 'system_error_after_doing') return signed(gatewayError('aop.unknow-error'));
  return signed(response);
}

/** Faults of the wire: what was asked is not done. Null for the modes that are decided later. */
function spoil(
  mode: ApiFaultMode,
  asked: { method: ServerMethod; params: RequestParams },
  reply: FastifyReply,
  tools: GatewayDoTools,
): FastifyReply | null {
  switch (mode) {
    case 'timeout':
      return hold(reply, tools);
    case 'reset':
      reply.hijack();
      reply.raw.destroy();
      return reply;
    case 'http_502':
      return reply
        .code(502)
        .type('text/html')
        .send('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
    case 'garbage':
      return reply.type(ANSWER_TYPE).send('\u0000\ufffd{"alipay_trade');
    case 'forged':
      return reply
        .type(ANSWER_TYPE)
        .send(signedAnswer(responseName(asked.method), lie(asked.params, tools), foreignKey(), tools.slashes));
    case 'unsigned':
      return reply
        .type(ANSWER_TYPE)
        .send(unsignedAnswer(responseName(asked.method), lie(asked.params, tools), tools.slashes));
    default:
      return null;
  }
}

/** No answer at all, until the client gives up or the gateway closes. */
function hold(reply: FastifyReply, tools: GatewayDoTools): FastifyReply {
  reply.hijack();
  tools.held.add(reply);
  reply.raw.once('close', () => tools.held.delete(reply));
  return reply;
}

/** What somebody on the wire would like the shop to believe: everything is paid, closed and refunded. */
function lie(params: RequestParams, tools: GatewayDoTools): object {
  const biz = readBiz(params.all.get('biz_content') ?? '') ?? {};
  const outTradeNo = bizText(biz, 'out_trade_no') ?? '';
  const trade = tools.book.records.trade({ tradeNo: bizText(biz, 'trade_no') ?? '', outTradeNo });
  const known = trade ?? tools.book.records.newestPage(outTradeNo);
  const total = yuanOfFen(known?.totalFen ?? 1);
  return {
    code: '10000',
    msg: 'Success',
    buyer_logon_id: 'att***@example.com',
    buyer_pay_amount: total,
    buyer_user_id: '2088000000000001',
    fund_change: 'Y',
    out_request_no: bizText(biz, 'out_request_no') ?? '',
    out_trade_no: known?.outTradeNo ?? outTradeNo,
    receipt_amount: total,
    refund_amount: bizText(biz, 'refund_amount') || total,
    refund_fee: bizText(biz, 'refund_amount') || total,
    refund_status: 'REFUND_SUCCESS',
    total_amount: total,
    trade_no: trade?.tradeNo ?? newTradeNo(tools.random, tools.time.nowMs()),
    trade_status: 'TRADE_SUCCESS',
  };
}
