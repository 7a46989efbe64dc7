import { html, type Markup } from '../platform/markup.js';
import { yuanOfFen } from '../platform/money.js';
import { maskedAccount } from '../platform/numbers.js';
import type { Page } from '../platform/records.js';
import { DEMO_BUYER } from './demo-buyer.js';
import { frame } from './frame.js';
import { qrSvg } from './qr.js';

/** What a page shows; each is one face of the cashier. */
export type Face = 'login' | 'confirm' | 'paid' | 'refunded' | 'expired' | 'closed' | 'inconsistent';

export interface Sight {
  readonly page: Page;
  readonly face: Face;
  /** Milliseconds until the page can no longer be paid. */
  readonly leftMs: number;
  /** Address in the QR code. */
  readonly phoneUrl: string;
  /** Whether the way back to the merchant exists, and is not lost on purpose. */
  readonly back: 'open' | 'lost';
  readonly canLeave: 'yes' | 'no';
  /** What went wrong with the last form, for the buyer. */
  readonly trouble: string | null;
  /** Trade number and time of payment, once there is one. */
  readonly paid: { readonly tradeNo: string; readonly at: string } | null;
  readonly device: 'desktop' | 'phone';
}

const TITLES: Readonly<Record<Face, string>> = {
  login: '登录付款',
  confirm: '确认付款',
  paid: '付款成功',
  refunded: '交易已退款',
  expired: '订单已超时',
  closed: '交易已关闭',
  inconsistent: '订单信息不一致',
};

/** The whole page for one sight. */
export function cashierPage(sight: Sight): string {
  const { page, face } = sight;
  const base = `/${sight.device === 'phone' ? 'phone' : 'cashier'}/${page.token}`;
  const goesBack = face === 'paid' && sight.back === 'open' && sight.device === 'desktop';
  return frame({
    title: TITLES[face],
    heading: sight.device === 'phone' ? '手机付款' : '收银台',
    script: 'cashier.js',
    ...(goesBack ? { refresh: { seconds: 3, url: `${base}/return` } } : {}),
    body: html`<main class="${lookOf(sight)}" data-face="${face}" data-watch="${base}/state">
      ${face === 'login' || face === 'confirm' ? payable(sight, base) : final(sight, base)}
    </main>`,
  });
}

/** Whoever came by wap.pay holds the phone already: one column, and no code to scan. */
function lookOf(sight: Sight): 'desktop' | 'phone' | 'wap' {
  return sight.device === 'desktop' && sight.page.method === 'alipay.trade.wap.pay' ? 'wap' : sight.device;
}

function payable(sight: Sight, base: string): Markup {
  const { page } = sight;
  const look = lookOf(sight);
  const form = sight.face === 'login' ? loginForm(sight, base) : confirmForm(sight, base);
  return html` <section class="order" aria-label="订单">
      <div class="order-what">
        <p class="quiet">您正在为这笔订单付款</p>
        <h1 class="subject">${page.subject}</h1>
        <p class="quiet number">订单号 ${page.outTradeNo}</p>
      </div>
      <div class="order-money">${amount(page.totalFen)} ${countdown(sight.leftMs)}</div>
    </section>
    <div class="ways">
      ${look === 'desktop' ? scanWay(sight) : null}
      <section class="way" aria-labelledby="way-title">${form}</section>
    </div>`;
}

function amount(fen: number): Markup {
  return html`<p class="amount" data-testid="cashier-amount"><span class="yen">¥</span>${yuanOfFen(fen)}</p>`;
}

/** No countdown once the time is over: only a forgotten close lets a page live on, and nobody knows how long. */
function countdown(leftMs: number): Markup | null {
  if (leftMs <= 0) return null;
  const seconds = Math.ceil(leftMs / 1000);
  return html`<p class="left">
    请在 <time class="clock" role="timer" data-left="${seconds}">${clockText(seconds)}</time> 内完成付款
  </p>`;
}

/** 899 s is `14:59`; from a day on the days come first. */
function clockText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return `${days > 0 ? `${days} 天 ` : ''}${days > 0 || hours > 0 ? `${two(hours)}:` : ''}${rest}`;
}

function scanWay(sight: Sight): Markup {
  return html`<section class="way scan" aria-labelledby="scan-title">
    <h2 id="scan-title">扫一扫付款</h2>
    <a class="qr-frame" href="${sight.phoneUrl}" target="_blank" rel="noopener" data-testid="cashier-qr"
      >${qrSvg(sight.phoneUrl, '付款二维码')}</a
    >
    <p class="quiet">没有手机也可以:点一下二维码,<br />会打开手机上的付款页</p>
  </section>`;
}

function trouble(text: string | null): Markup | null {
  return text === null
    ? null
    : html`<p class="trouble" role="alert" id="trouble" data-testid="cashier-trouble">${text}</p>`;
}

function loginForm(sight: Sight, base: string): Markup {
  return html`<h2 id="way-title">登录账户付款</h2>
    <form method="post" action="${base}/login">
      <input type="hidden" name="form_token" value="${sight.page.formToken}" />
      ${trouble(sight.trouble)}
      <label for="account">账户名</label>
      <input
        class="field"
        id="account"
        name="account"
        value="${DEMO_BUYER.account}"
        autocomplete="off"
        spellcheck="false"
        maxlength="100"
        required
        data-testid="cashier-account"
      />
      <label for="login-password">登录密码</label>
      <input
        class="field"
        id="login-password"
        name="password"
        type="password"
        value="${DEMO_BUYER.loginPassword}"
        autocomplete="off"
        maxlength="64"
        required
        data-testid="cashier-login-password"
      />
      <p class="quiet hint">演示账户已经填好,登录密码 ${DEMO_BUYER.loginPassword}</p>
      <button class="main" data-testid="cashier-login">登录并继续</button>
    </form>
    ${leave(sight, base)}`;
}

function confirmForm(sight: Sight, base: string): Markup {
  const { page } = sight;
  return html`<h2 id="way-title">确认付款</h2>
    <dl class="facts">
      <div>
        <dt>付款账户</dt>
        <dd>${maskedAccount(page.buyer ?? DEMO_BUYER.account)}</dd>
      </div>
      <div>
        <dt>付款方式</dt>
        <dd>账户余额</dd>
      </div>
    </dl>
    <form method="post" action="${base}/pay">
      <input type="hidden" name="form_token" value="${page.formToken}" />
      ${trouble(sight.trouble)}
      <label for="pay-password">支付密码</label>
      <div class="boxes">
        <input
          id="pay-password"
          name="password"
          type="password"
          inputmode="numeric"
          pattern="[0-9]{6}"
          minlength="6"
          maxlength="6"
          value="${DEMO_BUYER.payPassword}"
          autocomplete="off"
          required
          aria-describedby="pay-hint"
          data-testid="cashier-password"
        />
      </div>
      <p class="quiet hint" id="pay-hint">6 位数字,演示密码 ${DEMO_BUYER.payPassword} 已经填好</p>
      <button class="main" data-testid="cashier-pay">确认付款</button>
    </form>
    ${leave(sight, base)}`;
}

function leave(sight: Sight, base: string): Markup | null {
  if (sight.canLeave === 'no' || sight.device === 'phone') return null;
  return html`<p class="leave"><a href="${base}/leave" data-testid="cashier-leave">暂不支付,返回商户</a></p>`;
}

function final(sight: Sight, base: string): Markup {
  const { page, face } = sight;
  const [headline, words] = FINAL_WORDS[face];
  return html`<section class="face">
    ${face === 'paid' ? TICK : CLOCK}
    <h1>${headline}</h1>
    ${face === 'paid' ? amount(page.totalFen) : html`<p>${words}</p>`}
    <dl class="facts">
      <div>
        <dt>商品</dt>
        <dd>${page.subject}</dd>
      </div>
      ${
        face === 'paid'
          ? null
          : html`<div>
              <dt>金额</dt>
              <dd data-testid="cashier-amount">¥${yuanOfFen(page.totalFen)}</dd>
            </div>`
      }
      <div>
        <dt>订单号</dt>
        <dd class="number">${page.outTradeNo}</dd>
      </div>
      ${
        sight.paid
          ? html`<div>
                <dt>交易号</dt>
                <dd class="number">${sight.paid.tradeNo}</dd>
              </div>
              <div>
                <dt>付款时间</dt>
                <dd>${sight.paid.at}</dd>
              </div>`
          : null
      }
    </dl>
    ${wayOut(sight, base)}
  </section>`;
}

function wayOut(sight: Sight, base: string): Markup | null {
  if (sight.device === 'phone') return html`<p class="quiet">请回到电脑上的页面继续</p>`;
  if (sight.face === 'paid') {
    if (sight.back === 'lost') return html`<p class="quiet">付款已经完成,您可以关闭这个页面</p>`;
    return html`<p class="quiet" aria-live="polite"><span data-back="3">3</span> 秒后自动返回商户</p>
      <a class="main" href="${base}/return" data-testid="cashier-return">立即返回商户</a>`;
  }
  if (sight.canLeave === 'no') return html`<p class="quiet">您可以关闭这个页面</p>`;
  return html`<a class="main plain" href="${base}/leave" data-testid="cashier-leave">返回商户</a>`;
}

const FINAL_WORDS: Readonly<Record<Face, readonly [string, string]>> = {
  login: ['', ''],
  confirm: ['', ''],
  paid: ['付款成功', ''],
  refunded: ['这笔交易已全额退款', '钱已经退回付款账户,不能再次付款。'],
  expired: ['订单已超时', '付款期限已过,您没有被扣款。需要的话,请回到商户重新下单。'],
  closed: ['交易已关闭', '商户关闭了这笔交易,您没有被扣款。'],
  inconsistent: ['订单信息不一致', '同一个订单号已用另一个金额或标题付过款或开始付款,这个页面不能继续。'],
};

const TICK = html`<svg class="picture tick" viewBox="0 0 96 96" aria-hidden="true">
  <circle class="stroke ring" cx="48" cy="48" r="38" pathLength="1" />
  <path class="stroke mark-line" d="M30 49l13 13 24-27" pathLength="1" />
</svg>`;

const CLOCK = html`<svg class="picture" viewBox="0 0 96 96" aria-hidden="true">
  <circle class="stroke" cx="48" cy="48" r="36" />
  <path class="stroke" d="M48 28v21l14 8" />
</svg>`;
