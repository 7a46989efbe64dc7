import type { KeyObject } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { BillOffice } from '../bill.js';
import type { Faults } from '../faults.js';
import type { Merchant } from '../notify.js';
import { beijingText, type GatewayTime } from '../platform/clock.js';
import { formOf } from '../platform/form.js';
import { PAGE_HEADERS } from '../platform/markup.js';
import type { Page, Trade } from '../platform/records.js';
import type { TradeBook } from '../trade.js';
import { REFUSALS } from '../trade.state.js';
import { DEMO_BUYER } from './demo-buyer.js';
import { errorPage } from './error-page.js';
import { cashierPage, type Face, type Sight } from './faces.js';
import { leaveUrl, returnUrl } from './return-url.js';
import { CASHIER_SCRIPT, CONSOLE_SCRIPT } from './script.js';
import { MARK, STYLE } from './style.js';

interface CashierTools {
  readonly book: TradeBook;
  readonly bills: BillOffice;
  readonly faults: Faults;
  readonly time: GatewayTime;
  readonly merchant: Merchant;
  readonly key: KeyObject;
  baseUrl(): string;
}

type TokenRoute = { Params: { token: string } };
type Device = Sight['device'];

/** Pages a person uses. A page is known by its secret address; its forms also carry a secret of their own. */
export function registerCashier(app: FastifyInstance, tools: CashierTools): void {
  registerAssets(app);
  registerDesktop(app, tools);
  registerPhone(app, tools);
  app.get<{ Querystring: { token?: unknown } }>('/downloadBillFile.resource', (request, reply) => {
    const { token } = request.query;
    const zip = tools.bills.download(typeof token === 'string' ? token : '');
    if (!zip) return reply.code(403).type('text/plain; charset=utf-8').send('下载链接已失效');
    return reply
      .header('content-type', 'application/zip')
      .header('content-disposition', 'attachment; filename="bill.csv.zip"')
      .send(Buffer.from(zip));
  });
}

function registerAssets(app: FastifyInstance): void {
  const assets = {
    '/assets/style.css': ['text/css; charset=utf-8', STYLE],
    '/assets/cashier.js': ['text/javascript; charset=utf-8', CASHIER_SCRIPT],
    '/assets/console.js': ['text/javascript; charset=utf-8', CONSOLE_SCRIPT],
    '/assets/mark.svg': ['image/svg+xml', MARK],
  } as const;
  for (const [url, [type, body]] of Object.entries(assets)) {
    app.get(url, (_request, reply) => reply.headers({ 'content-type': type, 'cache-control': 'no-cache' }).send(body));
  }
}

function registerDesktop(app: FastifyInstance, tools: CashierTools): void {
  app.get<TokenRoute>('/cashier/:token', (request, reply) =>
    withPage(request, reply, tools, (page) => show(page, 'desktop', reply, tools)),
  );

  app.get<TokenRoute>('/cashier/:token/state', (request, reply) =>
    withPage(request, reply, tools, (page) =>
      reply.header('cache-control', 'no-store').send({ face: faceOf(page, tools) }),
    ),
  );

  app.post<TokenRoute>('/cashier/:token/login', (request, reply) =>
    withForm(request, reply, tools, (page, form) => {
      const account = (form.get('account') ?? '').trim();
      if (account === '' || account.length > 100) return show(page, 'desktop', reply, tools, '请输入账户名');
      if (form.get('password') !== DEMO_BUYER.loginPassword) {
        return show(page, 'desktop', reply, tools, `登录密码不对,演示密码是 ${DEMO_BUYER.loginPassword}`);
      }
      const outcome = tools.book.scan(page, account);
      if ('refused' in outcome && outcome.refused === 'ACQ.BUYER_NOT_MATCH') {
        return show(page, 'desktop', reply, tools, REFUSALS[outcome.refused]);
      }
      return reply.redirect(`/cashier/${page.token}`, 303);
    }),
  );

  app.post<TokenRoute>('/cashier/:token/pay', (request, reply) =>
    withForm(request, reply, tools, (page, form) => pay(page, { form, device: 'desktop' }, reply, tools)),
  );

  app.get<TokenRoute>('/cashier/:token/leave', (request, reply) =>
    withPage(request, reply, tools, (page) => {
      const url = leaveUrl(page);
      return url ? reply.redirect(url, 302) : show(page, 'desktop', reply, tools);
    }),
  );

  app.get<TokenRoute>('/cashier/:token/return', (request, reply) =>
    withPage(request, reply, tools, (page) => {
      const trade = tools.book.records.tradeByNumber(page.outTradeNo);
      const ready = trade && trade.paidAt !== null && page.returnUrl !== '' && wayBack(page, tools) === 'open';
      if (!ready) return reply.redirect(`/cashier/${page.token}`, 303);
      const { appId, sellerId } = tools.merchant;
      return reply.redirect(
        returnUrl(page, trade, { appId, sellerId, key: tools.key, nowMs: tools.time.nowMs() }),
        302,
      );
    }),
  );
}

function registerPhone(app: FastifyInstance, tools: CashierTools): void {
  // Opening what the QR code holds is the scan: from then on Alipay knows a trade.
  app.get<TokenRoute>('/phone/:token', (request, reply) =>
    withPage(request, reply, tools, (page) => {
      const buyer = page.buyer ?? tools.book.records.tradeByNumber(page.outTradeNo)?.buyer ?? DEMO_BUYER.account;
      tools.book.scan(page, buyer);
      return show(tools.book.records.page(page.token) ?? page, 'phone', reply, tools);
    }),
  );

  app.get<TokenRoute>('/phone/:token/state', (request, reply) =>
    withPage(request, reply, tools, (page) =>
      reply.header('cache-control', 'no-store').send({ face: faceOf(page, tools) }),
    ),
  );

  app.post<TokenRoute>('/phone/:token/pay', (request, reply) =>
    withForm(request, reply, tools, (page, form) => pay(page, { form, device: 'phone' }, reply, tools)),
  );
}

/** A second press, or a reload of the form, finds the trade paid and only shows that. */
function pay(
  page: Page,
  from: { form: ReadonlyMap<string, string>; device: Device },
  reply: FastifyReply,
  tools: CashierTools,
): FastifyReply {
  const address = `/${from.device === 'phone' ? 'phone' : 'cashier'}/${page.token}`;
  if (page.buyer === null || faceOf(page, tools) !== 'confirm') return reply.redirect(address, 303);
  if (from.form.get('password') !== DEMO_BUYER.payPassword) {
    return show(page, from.device, reply, tools, `支付密码不对,演示密码是 ${DEMO_BUYER.payPassword}`);
  }
  tools.book.pay(page, page.buyer);
  return reply.redirect(address, 303);
}

function withPage(
  request: FastifyRequest<TokenRoute>,
  reply: FastifyReply,
  tools: CashierTools,
  then: (page: Page) => FastifyReply,
): FastifyReply {
  const page = tools.book.records.page(request.params.token);
  if (page) return then(page);
  return reply.code(404).headers(PAGE_HEADERS).send(errorPage('PAGE_NOT_FOUND', '没有这个支付页面'));
}

function withForm(
  request: FastifyRequest<TokenRoute>,
  reply: FastifyReply,
  tools: CashierTools,
  then: (page: Page, form: ReadonlyMap<string, string>) => FastifyReply,
): FastifyReply {
  return withPage(request, reply, tools, (page) => {
    const form = new Map(formOf(request.body));
    if (form.get('form_token') === page.formToken) return then(page, form);
    return reply.code(403).headers(PAGE_HEADERS).send(errorPage('FORM_REFUSED', '这个表单不是从收银台发出的'));
  });
}

function show(
  page: Page,
  device: Device,
  reply: FastifyReply,
  tools: CashierTools,
  trouble: string | null = null,
): FastifyReply {
  const trade = tools.book.records.tradeByNumber(page.outTradeNo);
  const sight: Sight = {
    page,
    face: faceOf(page, tools),
    leftMs: (trade ?? page).expiresAt - tools.time.nowMs(),
    phoneUrl: `${tools.baseUrl()}/phone/${page.token}`,
    back: wayBack(page, tools),
    canLeave: leaveUrl(page) ? 'yes' : 'no',
    trouble,
    paid: trade && trade.paidAt !== null ? { tradeNo: trade.tradeNo, at: beijingText(trade.paidAt) } : null,
    device,
  };
  return reply.headers(PAGE_HEADERS).send(cashierPage(sight));
}

function wayBack(page: Page, tools: CashierTools): Sight['back'] {
  return page.returnUrl === '' || tools.faults.current().cashier?.lose_return ? 'lost' : 'open';
}

/** What this page shows now. */
function faceOf(page: Page, tools: CashierTools): Face {
  const refusal = tools.book.refusalOf(page, page.buyer);
  switch (refusal) {
    case null:
      return page.buyer === null ? 'login' : 'confirm';
    case 'ACQ.TRADE_HAS_SUCCESS':
    case 'ACQ.TRADE_HAS_FINISHED':
      return 'paid';
    case 'ACQ.TRADE_HAS_CLOSE':
      return closedFace(tools.book.records.tradeByNumber(page.outTradeNo));
    case 'PAGE_EXPIRED':
      return 'expired';
    default:
      return 'inconsistent';
  }
}

function closedFace(trade: Trade | null): Face {
  if (!trade || trade.closedAt === null) return 'closed';
  if (trade.paidAt !== null) return 'refunded';
  return trade.closedAt >= trade.expiresAt ? 'expired' : 'closed';
}
