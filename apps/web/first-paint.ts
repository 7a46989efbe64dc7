import type { Plugin, Rollup } from 'vite';

import { shellWords } from './src/i18n/zh-CN/shell.ts';

const FIRST_PAGE = 'src/student/shop/CourseListPage.vue';
const EMPTY = '<div id="app"></div>';

const WORDS = shellWords.brand;

/** The top of the first page as the program will draw it, with the rules of `src/ui/first-paint.css`. */
const FIRST_PAINT = `<div id="app"><div class="first-paint">
      <header class="site-top"><div class="wrap site-bar">
        <a class="site-brand" href="/"><img src="/favicon.svg" width="32" height="32" alt="" /><span class="site-word">${WORDS.name}</span></a>
      </div></header>
      <div class="hero"><div class="wrap"><h1>${WORDS.slogan}</h1><p>${WORDS.promise}</p><div class="search-bone"></div></div></div>
    </div></div>`;

type Html = Rollup.OutputAsset & { source: string };

/**
 * Makes two pages of one: `index.html`, asked for as `/`, already shows the top of the first page and asks for its code
 * at once; `app.html` is the empty page for every other address.
 */
export function paintFirst(): Plugin {
  return {
    name: 'paint-first',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'] as Html | undefined;
        if (!page?.source.includes(EMPTY)) this.error('index.html has no empty place for the application');
        this.emitFile({ type: 'asset', fileName: 'app.html', source: page.source });
        page.source = startLater(page.source)
          .replace('</head>', `${hintsFor(bundle, page.source)}</head>`)
          .replace(EMPTY, FIRST_PAINT);
      },
    },
  };
}

const SCRIPT = /<script type="module" crossorigin src="([^"]+)"><\/script>/g;

/** The program is fetched at once and read after the first paint: see `public/start.js`. */
function startLater(page: string): string {
  const entry = [...page.matchAll(SCRIPT)].at(-1)?.[1];
  if (!entry) throw new Error('index.html starts no program');
  return page
    .replaceAll(SCRIPT, '<link rel="modulepreload" crossorigin href="$1">')
    .replace('</head>', `  <script defer src="/start.js" data-entry="${entry}"></script>\n  </head>`);
}

/** What the first page needs besides the entry, so that the browser fetches all of it in one go. */
function hintsFor(bundle: Rollup.OutputBundle, known: string): string {
  const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
  const first = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(FIRST_PAGE));
  if (!first) throw new Error(`${FIRST_PAGE} has no chunk of its own`);
  const needed = [first, ...chunks.filter((chunk) => first.imports.includes(chunk.fileName))];
  const scripts = needed.map(({ fileName }) => ({ fileName, as: 'rel="modulepreload"' }));
  const styles = needed.flatMap(({ viteMetadata }) =>
    [...(viteMetadata?.importedCss ?? [])].map((fileName) => ({ fileName, as: 'rel="preload" as="style"' })),
  );
  return [...scripts, ...styles]
    .filter(({ fileName }) => !known.includes(fileName))
    .map(({ fileName, as }) => `  <link ${as} crossorigin href="/${fileName}">\n  `)
    .join('');
}
