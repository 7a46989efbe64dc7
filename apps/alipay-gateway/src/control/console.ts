import type { FastifyInstance } from 'fastify';

import type { BillPlants } from '../bill/plant.js';
import { frame } from '../cashier/frame.js';
import type { Attempt, Delivery, Notify } from '../delivery.js';
import type { Faults } from '../faults.js';
import { beijingText, type GatewayTime } from '../platform/clock.js';
import { html, PAGE_HEADERS, type Markup } from '../platform/markup.js';
import { yuanOfFen } from '../platform/money.js';
import type { TradeBook } from '../trade.js';
import type { TradeStatus } from '../trade.state.js';

interface ConsoleTools {
  readonly book: TradeBook;
  readonly delivery: Delivery;
  readonly faults: Faults;
  readonly plants: BillPlants;
  readonly time: GatewayTime;
}

const SHOWN = 50;

/** The front page: what the gateway knows, and its switches as buttons. */
export function registerConsole(app: FastifyInstance, tools: ConsoleTools): void {
  app.get('/', (_request, reply) => {
    tools.book.passTime();
    return reply.headers(PAGE_HEADERS).send(consolePage(tools));
  });
}

function consolePage(tools: ConsoleTools): string {
  const numbers = tools.book.records.recentNumbers(SHOWN);
  return frame({
    title: '网关控制台',
    heading: '网关控制台',
    script: 'console.js',
    body: html`<main class="desk">
      <h1>本地支付网关</h1>
      <p class="quiet">这里看得到网关知道的每一笔交易,也可以让它出错。以下按钮都对应 /control 下的接口。</p>
      <p class="done" role="status"></p>
      <div class="panels">${clockPanel(tools.time)}${faultPanel(tools.faults)}${billPanel(tools)}</div>
      <section class="trades" aria-labelledby="trades-title">
        <h2 id="trades-title">最近的交易</h2>
        ${
          numbers.length === 0
            ? html`<p class="panel quiet">还没有人打开过支付链接。</p>`
            : numbers.map((number) => tradeCard(number, tools))
        }
      </section>
    </main>`,
  });
}

const ADVANCES = [
  ['1 分钟', 60],
  ['4 分钟', 240],
  ['30 分钟', 1800],
  ['1 天', 86_400],
] as const;

function clockPanel(time: GatewayTime): Markup {
  return html`<section class="panel" aria-labelledby="clock-title">
    <h2 id="clock-title">网关的时钟</h2>
    <p class="number">${beijingText(time.nowMs())}</p>
    <p class="quiet">已拨快 ${Math.round(time.advancedMs() / 1000)} 秒;通知重试、交易超时、账单日期都按这个时钟。</p>
    <div class="row">
      ${ADVANCES.map(([label, seconds]) => button(`拨快 ${label}`, 'POST', '/control/clock', JSON.stringify({ advance_seconds: seconds })))}
    </div>
  </section>`;
}

function faultPanel(faults: Faults): Markup {
  return html`<section class="panel" aria-labelledby="faults-title">
    <h2 id="faults-title">故障开关</h2>
    <label for="faults">现在打开的故障 (JSON)</label>
    <textarea class="field" id="faults" spellcheck="false">${JSON.stringify(faults.current(), null, 1)}</textarea>
    <div class="row">
      <button class="small" type="button" id="faults-save">保存</button>
      ${button('丢弃通知', 'PUT', '/control/faults', '{"notify":{"drop":true}}')}
      ${button('重复通知 3 次', 'PUT', '/control/faults', '{"notify":{"repeat":3}}')}
      ${button('全部关闭', 'DELETE', '/control/faults')}
    </div>
  </section>`;
}

/** A line that no merchant ever sent, so that a day of the merchant's has a difference to find. */
const FOREIGN_LINE = { out_trade_no: 'T-FOREIGN-1', trade_no: '2026000000000000000000000001', amount: '88.00' };

function billPanel({ plants, time }: ConsoleTools): Markup {
  const yesterday = beijingText(time.nowMs() - 86_400_000).slice(0, 10);
  const planted = Object.keys(plants.all());
  const url = `/control/bills/${yesterday}`;
  return html`<section class="panel" aria-labelledby="bills-title">
    <h2 id="bills-title">账单</h2>
    <p class="quiet">
      昨天是
      <span class="number">${yesterday}</span
      >;${planted.length === 0 ? '账单都如实' : `被改动的账单:${planted.join('、')}`}。只改账单文件,交易本身不变。
    </p>
    <div class="row">
      ${button('昨天的账单多一笔', 'PUT', url, JSON.stringify({ add: [FOREIGN_LINE] }))}
      ${button('账单文件缺一列', 'PUT', '/control/faults', '{"bill":{"spoil":"columns"}}')}
      ${button('昨天的账单恢复如实', 'DELETE', url)}
    </div>
  </section>`;
}

function button(label: string, method: string, url: string, body?: string): Markup {
  return html`<button
    class="small"
    type="button"
    data-method="${method}"
    data-url="${url}"
    ${body === undefined ? null : html` data-body="${body}"`}
  >
    ${label}
  </button> `;
}

function tradeCard(number: string, tools: ConsoleTools): Markup {
  const trade = tools.book.records.tradeByNumber(number);
  const about = trade ?? tools.book.records.newestPage(number);
  if (!about) return html``;
  const path = encodeURIComponent(number);
  const refunded =
    trade && trade.refundedFen > 0 ? html` <span class="quiet">已退 ¥${yuanOfFen(trade.refundedFen)}</span>` : null;
  const notifies = tools.delivery.notifiesOf(number);
  const payable = !trade || trade.status === 'WAIT_BUYER_PAY';
  return html`<article class="tradecard" aria-label="订单 ${number}">
    <div class="tradehead">
      <strong>${about.subject}</strong><span class="money">¥${yuanOfFen(about.totalFen)}${refunded}</span>
    </div>
    <p class="quiet number">${number}${trade ? ` · 交易号 ${trade.tradeNo}` : ''}</p>
    <p>${stateTag(trade?.status ?? null)} <span class="quiet">付款期限 ${beijingText(about.expiresAt)}</span></p>
    <div class="row">
      ${payable ? [button('扫码', 'POST', `/control/trades/${path}/scan`), button('付款', 'POST', `/control/trades/${path}/pay`)] : null}
      ${notifies.length > 0 ? button('重发最后一个通知', 'POST', `/control/notifies/${path}/resend`) : null}
    </div>
    ${
      notifies.length > 0
        ? html`<ul class="notifies">
            ${notifies.map((one) => notifyItem(one, tools.delivery.attemptsOf(one.notifyId)))}
          </ul>`
        : null
    }
  </article>`;
}

function stateTag(status: TradeStatus | null): Markup {
  switch (status) {
    case null:
      return html`<span class="tag">○ 链接已打开,还没有交易</span>`;
    case 'WAIT_BUYER_PAY':
      return html`<span class="tag wait">◔ 等待付款 WAIT_BUYER_PAY</span>`;
    case 'TRADE_SUCCESS':
      return html`<span class="tag ok">✓ 已付款 TRADE_SUCCESS</span>`;
    case 'TRADE_FINISHED':
      return html`<span class="tag ok">✓ 已完结 TRADE_FINISHED</span>`;
    case 'TRADE_CLOSED':
      return html`<span class="tag stop">✕ 已关闭 TRADE_CLOSED</span>`;
  }
}

function notifyItem(notify: Notify, attempts: readonly Attempt[]): Markup {
  const tries = attempts.map(
    (one) =>
      html`<li class="number">
        ${beijingText(one.at)} · ${one.httpStatus ?? '无应答'} · ${one.answer === '' ? '(空)' : one.answer}
      </li>`,
  );
  const next = notify.nextAt === null ? '不再发送' : `下次 ${beijingText(notify.nextAt)}`;
  return html`<li>
    <span class="number">通知 ${notify.notifyId}</span> · ${notify.tradeStatus} · ${next}
    <ul>
      ${tries}
    </ul>
  </li>`;
}
