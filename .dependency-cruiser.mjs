/**
 * Who may import whom. A module of the API has a rank and imports only from lower ranks, so that a circle cannot arise
 * and everything a payment touches is read from the top down. tools/dependency-rules.spec.ts proves that each rule bites.
 */
const RANKS = [
  ['platform'],
  ['audit'],
  ['user', 'course', 'event', 'alert'],
  ['auth', 'coupon', 'enrolment'],
  ['order'],
  ['payment', 'catalogue', 'basket', 'learning'],
  ['checkout', 'refund'],
  ['reconciliation', 'invariant', 'queue', 'report'],
  ['statement'],
  ['admin', 'health'],
];

const API = '^apps/api/src/';
/** Tests may look at anything they test. */
const TEST = '\\.(spec|int-spec|e2e)\\.ts$|/testing/|/testing\\.ts$|^apps/[^/]+/test/';
/** Never matches: for the highest rank, which has nobody above or beside it. */
const NOBODY = '(?!)';

/** @returns the modules of the ranks from `first` on, as an alternative of a regular expression */
function modulesFrom(first, except) {
  return (
    RANKS.slice(first)
      .flat()
      .filter((name) => name !== except)
      .join('|') || NOBODY
  );
}

const rankOf = (name) => RANKS.findIndex((modules) => modules.includes(name));

const rankRules = RANKS.flatMap((modules, rank) =>
  modules.map((name) => ({
    name: `rank-${name}`,
    comment: `${name} has rank ${rank}: it knows only lower ranks, neither its neighbours nor whoever stands above. Move the shared part down, or the deed up.`,
    severity: 'error',
    from: { path: `${API}${name}/`, pathNot: TEST },
    to: { path: `${API}(${modulesFrom(rank, name)})/` },
  })),
);

export default {
  forbidden: [
    ...rankRules,
    {
      name: 'known-module',
      comment: 'A folder of the API without a rank would be bound by no rule: give it its place in RANKS.',
      severity: 'error',
      from: {},
      to: { path: `${API}[^/]+/`, pathNot: `${API}(${modulesFrom(0)})/` },
    },
    {
      name: 'root-is-the-top',
      comment:
        'The files that put the modules together (app.module, build-app, main, schema) stand above all of them: no module looks up to them.',
      severity: 'error',
      from: { path: `${API}[^/]+/`, pathNot: TEST },
      to: { path: `${API}[^/]+\\.ts$` },
    },
    {
      name: 'no-circular',
      comment: 'Files that import each other in a circle cannot be understood, tested or loaded one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-stays-pure',
      comment:
        'Decisions about money (.state .rule .price .diff .parse) get values and give values: no framework, no database, no clock, no settings, no files or network.',
      severity: 'error',
      from: { path: '\\.(state|rule|price|diff|parse)\\.ts$' },
      to: {
        path: [
          '^@nestjs/|node_modules/@nestjs/',
          '(^|node_modules/)(typeorm|pg|fastify|axios|pino|cockatiel|alipay-sdk)(/|$)',
          '\\.(service|controller|module|job|guard|strategy|filter)\\.ts$',
          '/(clock|config|database)\\.ts$',
          '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dns|child_process|worker_threads|cluster|os|timers|timers/promises|process|sqlite)$',
        ],
      },
    },
    {
      name: 'libs-know-no-app',
      comment:
        'A library serves every application, so it knows none. (The test that runs the Alipay channel against the real local gateway lives in apps/api/test.)',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'money-and-contracts-stand-alone',
      comment: 'Money and the words both sides say depend on nothing, so that anybody may depend on them.',
      severity: 'error',
      from: { path: '^libs/(money|contracts)/', pathNot: TEST },
      to: { path: '^(libs|apps)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'ipay-users',
      comment:
        'Only the modules from payment upwards speak to a payment channel; an order does not know who takes the money.',
      severity: 'error',
      from: { path: API, pathNot: [`${API}(${modulesFrom(rankOf('payment'))})/`, `${API}[^/]+\\.ts$`, TEST] },
      to: { path: '^libs/ipay/' },
    },
    {
      name: 'student-admin-apart',
      comment:
        'Pages of students and pages of staff share only ui, api and session: a student never downloads the back office.',
      severity: 'error',
      from: { path: '^apps/web/src/(student|admin)/' },
      to: { path: '^apps/web/src/(student|admin)/', pathNot: '^apps/web/src/$1/' },
    },
    {
      name: 'web-takes-words-and-money',
      comment: 'The browser gets the words and the money library; what runs on the server stays there.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: ['^libs/(?!contracts/|money/)', '^apps/(?!web/)'] },
    },
    {
      name: 'sdk-behind-ipay',
      comment: 'alipay-sdk has unsafe defaults; they are closed in one folder, and nothing else touches it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/ipay/src/alipay/' },
      to: { path: '(^|node_modules/)alipay-sdk(/|$)' },
    },
    {
      name: 'gateway-alone',
      comment:
        'The local gateway plays the other side. Code shared with the client it tests would make the same mistake twice and call it agreement.',
      severity: 'error',
      from: { path: '^apps/alipay-gateway/' },
      to: { path: ['^libs/', '^apps/(?!alipay-gateway/)', '^@luffy/', '(^|node_modules/)alipay-sdk(/|$)'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere passes every other rule unseen.',
      severity: 'error',
      from: { path: '^(apps|libs|tools)/' },
      to: { couldNotResolve: true, pathNot: '^(virtual:|~|\\?)' },
    },
  ],
  options: {
    // `import type` binds two files together as firmly as any other import.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.d\\.ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // Our own libraries by their sources, as tsc, jest and vite take them.
      conditionNames: ['@app/source', 'import', 'node', 'default'],
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
