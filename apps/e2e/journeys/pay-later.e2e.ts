import { Cashier } from '../pages/cashier.ts';
import { Shop } from '../pages/shop.ts';
import { expect, test } from '../world/journey.ts';

test('a student leaves the cashier and pays later from 我的订单 @phone', async ({ page, student }) => {
  const shop = new Shop(page);
  const cashier = new Cashier(page);
  await shop.logIn(student);
  await shop.openCourse(1);
  await shop.buy();
  await cashier.isOpen();
  await cashier.leave();

  await page.goto('/orders');
  await expect(page.getByTestId('order-card')).toHaveCount(1);
  await expect(page.getByTestId('order-card')).toContainText('待支付');
  await page.getByTestId('order-pay').filter({ visible: true }).first().click();
  await cashier.isOpen();
  await cashier.pay();
  await cashier.goBack();
  await expect(page.getByTestId('pay-success')).toBeVisible();
  await page.goto('/orders');
  await expect(page.getByTestId('order-card')).toContainText('已支付');
});

test('a waiting order is offered for payment on the course page, and can be cancelled', async ({ page, student }) => {
  const shop = new Shop(page);
  await shop.logIn(student);
  await shop.openCourse(1);
  await shop.buy();
  await new Cashier(page).isOpen();
  await shop.openCourse(1);
  await expect(page.getByText('去支付').filter({ visible: true }).first()).toBeVisible();
  await page.goto('/orders');
  await page.getByTestId('order-cancel').filter({ visible: true }).first().click();
  await page.getByRole('dialog').getByRole('button').last().click();
  await expect(page.getByTestId('order-card')).toContainText('已取消');
});
