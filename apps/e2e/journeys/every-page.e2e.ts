import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { BackOffice } from '../pages/back-office.ts';
import { Shop } from '../pages/shop.ts';
import { api, expect, type Student, test } from '../world/journey.ts';

interface Placed {
  out_trade_no: string;
  pay_url: string;
}

/** Pages that anybody sees, and those of a student who has bought, waits and was told something. */
const OPEN = [
  '/',
  '/?q=Python',
  '/?q=没有这样的课',
  '/course/1',
  '/login',
  '/register',
  '/agreement',
  '/basket',
  '/403',
  '/offline',
  '/nothing/here',
];
const OWN = [
  '/orders',
  '/orders?tab=refund',
  '/messages',
  '/account',
  '/learn',
  '/learn/1',
  '/learn/2',
  '/checkout?courses=5,6',
  '/basket',
  '/pay/success',
];

/** Pages of the back office by what they are about, with something to show and without. */
const OFFICE: Readonly<Record<string, readonly string[]>> = {
  money: [
    '/admin/bills',
    '/admin/bills?month=2024-02',
    '/admin/bills/2026-03-02',
    '/admin/reports',
    '/admin/reports?from=2019-01-01&to=2019-01-02',
    '/admin/exports',
  ],
  shop: [
    '/admin/courses',
    '/admin/courses?q=没有这样的课',
    '/admin/courses/new',
    '/admin/courses/1',
    '/admin/coupons',
    '/admin/coupons?state=stopped',
    '/admin/coupons/new',
    '/admin/staff',
  ],
};
/** Pages about orders, those with nothing to show among them. */
const DESK = [
  '/admin',
  '/admin?q=nothing-like-this&flag=late&amount_from=x',
  '/admin/orders/00000000',
  '/admin/refunds',
  '/admin/refunds?state=failed',
  '/admin/queues',
  '/admin/queues/refund_requests',
  '/admin/alerts',
  '/admin/alerts?state=all',
  '/admin/audit',
  '/admin/notify-bench',
];

/** Prepares a student with a paid order that has a refund request, a waiting order, coupons and a basket. */
async function livedStudent(
  { request, shopUrl, gatewayUrl }: { request: Parameters<typeof api>[0]; shopUrl: string; gatewayUrl: string },
  { token }: Student,
): Promise<string[]> {
  const ask = <T>(path: string, body?: unknown) =>
    api<T>(request, shopUrl, { path, token, ...(body === undefined ? {} : { body }) });
  const paid = await ask<Placed>('/order/pay/', { total_amount: '99.00', pay_type: 1, courses: [1] });
  await request.get(paid.pay_url);
  await request.post(`${gatewayUrl}/control/trades/${paid.out_trade_no}/pay`, { data: {} });
  await expect
    .poll(async () => (await ask<{ status: number }>(`/order/success/?out_trade_no=${paid.out_trade_no}`)).status)
    .toBe(100);
  const waiting = await ask<Placed>('/order/pay/', { total_amount: '199.00', pay_type: 1, courses: [2] });
  await ask('/coupon/1/claim/', {});
  await ask('/basket/', { courses: [{ course_id: 5 }, { course_id: 6, price_seen: '1.00' }] });
  await ask(`/order/${paid.out_trade_no}/refund/`, { reason: '想先退一部分', amount: '9.00' });
  return [
    `/orders/${paid.out_trade_no}`,
    `/orders/${paid.out_trade_no}/refund`,
    `/orders/${waiting.out_trade_no}`,
    `/pay/success?out_trade_no=${paid.out_trade_no}`,
    '/course/2',
    '/course/1',
  ];
}

/** A text key that has no words shows itself: `orders.refunded`. */
const KEY = /^[a-z][a-zA-Z]*(\.[a-z][a-zA-Z]*)+$/;

async function settledTexts(page: Page, path: string): Promise<string[]> {
  await page.goto(path, { waitUntil: 'networkidle' });
  return (await page.locator('body').innerText()).split('\n').map((line) => line.trim());
}

async function expectWords(page: Page, path: string): Promise<void> {
  const texts = await settledTexts(page, path);
  expect(
    texts.filter((text) => KEY.test(text)),
    path,
  ).toEqual([]);
  expect(texts.join('').length, path).toBeGreaterThan(40);
}

/** What axe finds on a page that keeps somebody from using it. */
async function obstaclesOn(page: Page, path: string): Promise<string[]> {
  await settledTexts(page, path);
  return obstaclesHere(page, path);
}

async function obstaclesHere(page: Page, path: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${path}: ${id} ${nodes
          .map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`)
          .slice(0, 3)
          .join(' | ')}`,
    );
}

/** Nothing may be wider than the window, or a phone scrolls sideways. */
async function expectNoSidewaysScroll(page: Page, path: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, path).toBeLessThanOrEqual(0);
}

for (const [language, where] of [
  ['zh-CN', '@phone-alone'],
  ['en', ''],
] as const) {
  test(`every page has its words in ${language} ${where}`, async ({
    page,
    student,
    request,
    shopUrl,
    gatewayUrl,
    expectFaults,
  }) => {
    test.slow();
    expectFaults(['404', '403']);
    const lived = await livedStudent({ request, shopUrl, gatewayUrl }, student);
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
    for (const path of OPEN) {
      await expectWords(page, path);
      await expectNoSidewaysScroll(page, path);
    }
    await new Shop(page).logIn(student);
    for (const path of [...OWN, ...lived]) {
      await expectWords(page, path);
      await expectNoSidewaysScroll(page, path);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
    }
  });
}

for (const [colorScheme, where] of [
  ['light', ''],
  ['dark', '@phone-alone'],
] as const) {
  test(`axe finds nothing serious on any page, ${colorScheme} ${where}`, async ({
    page,
    student,
    request,
    shopUrl,
    gatewayUrl,
    expectFaults,
  }) => {
    test.slow();
    expectFaults(['404', '403']);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const lived = await livedStudent({ request, shopUrl, gatewayUrl }, student);
    const obstacles: string[] = [];
    for (const path of OPEN) obstacles.push(...(await obstaclesOn(page, path)));
    await new Shop(page).logIn(student);
    for (const path of [...OWN, ...lived]) obstacles.push(...(await obstaclesOn(page, path)));
    expect(obstacles).toEqual([]);
  });
}

/** Each page of the back office once in each language, look and width. */
const LOOKS = [
  ['zh-CN', 'dark', '@phone-alone'],
  ['en', 'light', ''],
] as const;

async function enterOffice(page: Page, [language, colorScheme]: (typeof LOOKS)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
  await new BackOffice(page).enter('admin');
}

/** Holds that the pages have words and fit; @returns what axe finds on them. */
async function obstaclesOnFitting(page: Page, paths: readonly string[]): Promise<string[]> {
  const obstacles: string[] = [];
  for (const path of paths) {
    await expectWords(page, path);
    await expectNoSidewaysScroll(page, path);
    obstacles.push(...(await obstaclesHere(page, path)));
  }
  return obstacles;
}

for (const look of LOOKS) {
  const said = `have their words in ${look[0]}, and axe finds nothing serious, ${look[1]} ${look[2]}`;

  for (const [area, paths] of Object.entries(OFFICE)) {
    test(`the back office's pages about ${area} ${said}`, async ({ page }) => {
      test.slow();
      await enterOffice(page, look);
      expect(await obstaclesOnFitting(page, paths)).toEqual([]);
    });
  }

  test(`the back office's pages about orders ${said}`, async ({
    page,
    student,
    request,
    shopUrl,
    gatewayUrl,
    expectFaults,
  }) => {
    test.slow();
    expectFaults(['404', '400']);
    const [ownOrder = ''] = await livedStudent({ request, shopUrl, gatewayUrl }, student);
    await enterOffice(page, look);
    const order = ownOrder.replace('/orders/', '');
    const paths = [...DESK, `/admin/orders/${order}`, `/admin/queues/refund_requests/orders/${order}`];
    const obstacles = await obstaclesOnFitting(page, paths);
    await page.getByTestId('act-refund').click();
    await expect(page.getByTestId('refund-forecast')).toBeVisible();
    obstacles.push(...(await obstaclesHere(page, 'the dialog of an act')));
    expect(obstacles).toEqual([]);
  });
}

test('a hostile course title is text everywhere, and breaks no page @phone-alone', async ({
  page,
  student,
  database,
  request,
  shopUrl,
  expectFaults,
}) => {
  expectFaults(['403']); // the lessons are not theirs yet
  const names = [
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
    `\u202eesrever\u202c ${'🎉'.repeat(60)}`,
    'W'.repeat(150),
  ];
  await new Shop(page).logIn(student);
  for (const name of names) {
    const id = await database.course({ name, price: '1.00' });
    await api(request, shopUrl, { path: '/basket/', token: student.token, body: { courses: [{ course_id: id }] } });
    const { out_trade_no } = await api<Placed>(request, shopUrl, {
      path: '/order/pay/',
      token: student.token,
      body: { total_amount: '1.00', pay_type: 1, courses: [id] },
    });
    for (const path of [
      `/course/${id}`,
      `/learn/${id}`,
      '/orders',
      `/orders/${out_trade_no}`,
      '/basket',
      `/checkout?courses=${id}`,
      `/pay/success?out_trade_no=${out_trade_no}`,
    ]) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await expectNoSidewaysScroll(page, `${path} ${name.slice(0, 12)}`);
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    }
  }
});
