import type { Page } from '@playwright/test';

import { Cashier } from '../pages/cashier.ts';
import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

const putAside = async (page: Page, ...courses: readonly number[]): Promise<void> => {
  for (const id of courses) {
    await page.goto(`/course/${id}`);
    await page.getByTestId('add-to-basket').filter({ visible: true }).click();
    await expect(page.getByTestId('in-basket').filter({ visible: true })).toBeVisible();
  }
};

const amount = async (page: Page, id: string): Promise<number> =>
  Number((await page.getByTestId(id).innerText()).replaceAll(/[^\d.]/g, ''));

test('courses put aside before log-in are bought together, with a coupon, for the amount that was shown @phone', async ({
  page,
  student,
  request,
  shopUrl,
  context,
}, { project }) => {
  await putAside(page, 4, 7);
  await expect(page.getByTestId('basket-count')).toHaveText('2');
  await page.goto('/basket');
  await page.getByTestId('to-checkout').click();
  await new Shop(page).fillLogin(student);
  await expect(page).toHaveURL(/\/checkout\?courses=7,4/);
  await expect(page.getByTestId('original-amount')).toContainText('208.00');

  await page.getByTestId('claim').first().click();
  await expect(page.getByTestId('coupon-none')).toBeVisible();
  await expect.poll(() => amount(page, 'discount-amount')).toBeGreaterThan(0);
  const total = await amount(page, 'total-amount');
  expect(total).toBeCloseTo(208 - (await amount(page, 'discount-amount')), 2);

  // Without the tick nothing is ordered, and the reason stands beside it.
  await page.getByTestId('submit-order').click();
  await expect(page.getByText('请先阅读并勾选同意课程购买协议')).toBeVisible();
  await page.getByTestId('agree').check();

  const opened = project.name === 'phone' ? Promise.resolve(page) : context.waitForEvent('page');
  await page.getByTestId('submit-order').click();
  const cashierPage = await opened;
  const cashier = new Cashier(cashierPage);
  await cashier.isOpen();
  await expect(cashierPage.getByTestId('cashier-amount')).toContainText(total.toFixed(2));
  const { items } = await api<{ items: { total_amount: string; courses: unknown[] }[] }>(request, shopUrl, {
    path: '/order/',
    token: student.token,
  });
  expect(items).toMatchObject([{ total_amount: total.toFixed(2), courses: [{}, {}] }]);
  await cashier.pay();
  if (cashierPage === page) await cashier.goBack();
  else await page.bringToFront();

  // The tab that stayed learns it from the server, not from a press.
  await expect(page.getByTestId('pay-success')).toContainText('您已成功购买 2 门课程', { timeout: 30_000 });
  await expect(page.getByTestId('basket-count')).toHaveCount(0);
});

test('the tab that stayed says what is true when something went wrong, and leads on', async ({
  page,
  student,
  context,
}) => {
  const shop = new Shop(page);
  await shop.logIn(student);
  await page.goto('/checkout?courses=4');
  await page.getByTestId('agree').check();
  const opened = context.waitForEvent('page');
  await page.getByTestId('submit-order').click();
  const cashierPage = await opened;
  await new Cashier(cashierPage).isOpen();
  expect(await cashierPage.evaluate(() => window.opener as unknown)).toBeNull();
  await cashierPage.close();

  await page.getByTestId('cashier-trouble').click();
  await expect(page.getByText('还没有收到这笔付款')).toBeVisible();
  await page.keyboard.press('Escape');
  const stuck = page.getByTestId('stuck-lines');
  await expect(stuck).toContainText('已在另一个待支付的订单里');
  await stuck.getByTestId('waiting-cancel').click();
  await page.getByTestId('confirm-cancel').click();
  await expect(page.getByTestId('checkout-lines')).toBeVisible();
});

test('a search has an address: it can be reloaded, narrowed and gone back from', async ({ page }) => {
  await page.goto('/');
  await page.getByTestId('search').fill('python');
  await page.getByTestId('search').press('Enter');
  await expect(page).toHaveURL(/q=python/);
  await expect(page.getByTestId('catalogue-heading')).toContainText('python');
  await expect(page.getByTestId('course-card').first()).toContainText('Python');
  await page.getByTestId('filter-free').click();
  await expect(page.getByTestId('no-match')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('course-card').first()).toContainText('Python');
  await page.getByTestId('sort').selectOption('price_desc');
  await page.reload();
  await expect(page.getByTestId('search')).toHaveValue('python');
  await expect(page.getByTestId('sort')).toHaveValue('price_desc');
});
