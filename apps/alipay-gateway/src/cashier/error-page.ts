import { frame } from './frame.js';
import { html } from '../platform/markup.js';

/** What a browser sees when its pay link is refused, with the words of the real page. The reason is shown escaped. */
export function errorPage(code: string, reason: string): string {
  return frame({
    title: '支付链接有误',
    body: html`<main class="face" data-testid="cashier-error">
      <svg class="picture" viewBox="0 0 96 96" aria-hidden="true">
        <path class="stroke" d="M30 14h28l14 14v54H24V20z M58 14v14h14" />
        <path class="stroke stop" d="M38 46l20 20 M58 46L38 66" />
      </svg>
      <h1>抱歉,此次支付没有开始</h1>
      <p>支付链接没有通过检查,您没有被扣款。请返回商户网站,重新提交一次。</p>
      <div class="reasons">
        <p>错误代码 <code>${code.replace(/^isv\./, '')}</code></p>
        <p>错误原因: <code>${reason}</code></p>
      </div>
    </main>`,
  });
}
