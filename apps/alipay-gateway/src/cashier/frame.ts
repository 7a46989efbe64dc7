import { html, type Markup } from '../platform/markup.js';

interface PageParts {
  readonly title: string;
  readonly body: Markup;
  /** Where a browser without scripts goes by itself, and after how many seconds. */
  readonly refresh?: { readonly seconds: number; readonly url: string };
  readonly script?: 'cashier.js' | 'console.js';
  readonly heading?: string;
}

/** The frame of every page: Alipay's blue bar, and a ribbon nobody can take for the real cashier. */
export function frame(parts: PageParts): string {
  const { refresh } = parts;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#1677ff" />
        <meta name="robots" content="noindex" />
        ${refresh ? html`<meta http-equiv="refresh" content="${refresh.seconds};url=${refresh.url}" />` : null}
        <title>${parts.title} - 模拟收银台</title>
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
      </head>
      <body>
        <p class="ribbon" role="note"><strong>模拟收银台</strong><span>本地演示环境,不会发生真实扣款</span></p>
        <header class="bar">
          <div class="bar-in">
            <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="8" fill="#fff" />
              <path
                d="M8 11h16M16 7v4M10 16h12c-1 4-5 8-11 9M11 20c4-2 9 1 13 4"
                fill="none"
                stroke="#1677ff"
                stroke-width="2.4"
                stroke-linecap="round"
              />
            </svg>
            <span class="bar-name">${parts.heading ?? '收银台'}</span>
          </div>
        </header>
        ${parts.body} ${parts.script ? html`<script src="/assets/${parts.script}" defer></script>` : null}
      </body>
    </html> `.text;
}
