import { Cashier } from '../pages/cashier.ts';
import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

test('a student buys a course, pays, and studies it @phone', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  const shop = new Shop(page);
  await page.goto('/');
  await expect(page.getByTestId('course-card').first()).toBeVisible();
  await shop.logIn(student);
  await shop.openCourse(1);
  await shop.buy();

  const cashier = new Cashier(page);
  await cashier.isOpen();
  await expect(page.getByTestId('cashier-amount')).toContainText('99.00');
  const { items: waiting } = await api<{ items: { out_trade_no: string; order_status: number }[] }>(request, shopUrl, {
    path: '/order/',
    token: student.token,
  });
  expect(waiting).toMatchObject([{ order_status: 0 }]);
  await cashier.pay();
  await cashier.goBack();

  await expect(page).toHaveURL(/\/pay\/success/);
  await expect(page.getByTestId('pay-success')).toContainText('您已成功购买 1 门课程');
  const outTradeNo = waiting[0]?.out_trade_no ?? '';
  const groups = (text: string | null): string => (text ?? '').replaceAll(/\s/g, '');
  expect(groups(await page.getByTestId('out-trade-no').textContent())).toContain(outTradeNo);
  const { trade } = (await (await request.get(`${gatewayUrl}/control/trades/${outTradeNo}`)).json()) as {
    trade: { trade_no: string };
  };
  expect(groups(await page.getByTestId('trade-no').textContent())).toContain(trade.trade_no);
  await expect(page.getByTestId('pay-time')).toBeVisible();

  await page.getByTestId('start-learning').click();
  await expect(page).toHaveURL(/\/learn/);
  await page.goto('/learn');
  await expect(page.getByTestId('enrolment-card')).toHaveCount(1);
  await shop.openCourse(1);
  await expect(page.getByTestId('owned').filter({ visible: true }).first()).toBeVisible();
});

test('a free course is opened at once, without the cashier', async ({ page, student }) => {
  const shop = new Shop(page);
  await shop.logIn(student);
  await shop.openCourse(3);
  await shop.buy();
  await expect(page).toHaveURL(/\/(pay\/success|learn)/);
  await page.goto('/learn');
  await expect(page.getByTestId('enrolment-card')).toHaveCount(1);
});
