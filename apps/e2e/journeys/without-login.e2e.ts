import { Cashier } from '../pages/cashier.ts';
import { Shop } from '../pages/shop.ts';
import { expect, test } from '../world/journey.ts';

test('buying without being logged in leads to the log-in and back to the purchase @phone', async ({
  page,
  student,
}) => {
  const shop = new Shop(page);
  await shop.openCourse(2);
  await shop.buy();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText('对不起,您没有登录,请登录后购买!')).toBeVisible();
  await shop.fillLogin(student);
  await expect(page).toHaveURL(/\/course\/2/);
  await shop.buy();
  await new Cashier(page).isOpen();
});

test('a wrong password is told beside the form, and what was typed stays', async ({ page, student, expectFaults }) => {
  expectFaults(['401']);
  await page.goto('/login');
  await new Shop(page).fillLogin({ username: student.username, password: 'not the password' });
  await expect(page.getByText('用户名或密码不正确')).toBeVisible();
  await expect(page.getByTestId('username')).toHaveValue(student.username);
});

test('the way back after log-in never leaves the shop', async ({ page, student, shopUrl }) => {
  await page.goto('/login?next=//evil.example/steal');
  await new Shop(page).fillLogin(student);
  await expect(page).not.toHaveURL(/\/login/);
  expect(new URL(page.url()).origin).toBe(shopUrl);
});
