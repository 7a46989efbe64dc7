import { Cashier } from '../pages/cashier.ts';
import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

test('a student who pays an order that was cancelled meanwhile is told that the money comes back @phone', async ({
  page,
  student,
  request,
  shopUrl,
}) => {
  const shop = new Shop(page);
  const cashier = new Cashier(page);
  await shop.logIn(student);
  await shop.openCourse(1);
  await shop.buy();
  await cashier.isOpen();

  // Another tab cancels while the cashier is open: nobody has scanned yet, so the page there can still be paid.
  const { items } = await api<{ items: { out_trade_no: string }[] }>(request, shopUrl, {
    path: '/order/',
    token: student.token,
  });
  const outTradeNo = items[0]?.out_trade_no ?? '';
  await api(request, shopUrl, { path: `/order/${outTradeNo}/cancel/`, token: student.token, body: {} });
  await cashier.pay();
  await cashier.goBack();

  await expect(page.getByTestId('pay-unpaid')).toContainText('订单已关闭', { timeout: 30_000 });
  await expect(page.getByTestId('refund-notice')).toContainText(/¥99\.00.*(原路退回)/, { timeout: 45_000 });
  await page.goto('/orders');
  await expect(page.getByTestId('order-card')).toContainText('已取消');
  await expect(page.getByTestId('refund-notice')).toContainText('订单已关闭。您支付的 ¥99.00');
  await page.goto('/learn');
  await expect(page.getByText('Python 从零到上手')).toHaveCount(0);
});
