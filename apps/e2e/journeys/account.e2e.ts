import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

test('a session that ended elsewhere leads to the log-in with a sentence, and back', async ({
  page,
  student,
  request,
  shopUrl,
  expectFaults,
}) => {
  expectFaults(['401']);
  await new Shop(page).logIn(student);
  await page.goto('/orders?state=paid');
  await expect(page.getByTestId('orders-empty')).toBeVisible();
  await api(request, shopUrl, { path: '/user/logout-everywhere/', token: student.token, body: {} });
  await page.getByTestId('tab-closed').click();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByTestId('login-reason')).toContainText('登录已过期');
  await new Shop(page).fillLogin(student);
  await expect(page).toHaveURL(/\/orders\?state=closed$/);
});

test('a student changes the password: rules and refusals stand beside the fields @phone', async ({
  page,
  student,
  request,
  shopUrl,
  expectFaults,
}) => {
  expectFaults(['400']);
  await new Shop(page).logIn(student);
  await page.goto('/account');
  await expect(page.getByTestId('profile-name')).toHaveText(student.username);
  await page.getByTestId('change-password').click();
  await expect(page.getByText('请填写现在的密码')).toBeVisible();
  await page.getByTestId('old-password').fill('not the password');
  await page.getByTestId('new-password').fill('river stone 7');
  await page.getByTestId('new-password-again').fill('river stone 7');
  await page.getByTestId('change-password').click();
  await expect(page.getByText('现在的密码不正确')).toBeVisible();
  await page.getByTestId('old-password').fill(student.password);
  await page.getByTestId('change-password').click();
  await expect(page.getByText('密码已修改')).toBeVisible();
  // This page goes on; the token of before is worth nothing.
  await page.goto('/orders');
  await expect(page.getByTestId('orders-empty')).toBeVisible();
  const before = await api<{ status: number }>(request, shopUrl, { path: '/user/me/', token: student.token });
  expect(before.status).toBe(401);
});

test('logging out everywhere asks first, and ends this session too', async ({ page, student }) => {
  await new Shop(page).logIn(student);
  await page.goto('/account');
  await page.getByTestId('leave-everywhere').click();
  await page.getByTestId('confirm-leave').click();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByTestId('login-reason')).toContainText('所有设备');
  await new Shop(page).fillLogin(student);
  await expect(page).toHaveURL(/\/account$/);
});
