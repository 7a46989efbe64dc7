import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

test('a course that is owned shows 已拥有 and leads to learning instead of paying', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  const placed = await api<{ out_trade_no: string; pay_url: string }>(request, shopUrl, {
    path: '/order/pay/',
    token: student.token,
    body: { total_amount: '99.00', pay_type: 1, courses: [1] },
  });
  await request.get(placed.pay_url);
  expect((await request.post(`${gatewayUrl}/control/trades/${placed.out_trade_no}/pay`)).ok()).toBe(true);
  const shop = new Shop(page);
  await shop.logIn(student);
  await shop.openCourse(1);
  await expect(page.getByTestId('owned').filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText('立即购买')).toHaveCount(0);
  await page
    .getByRole('button', { name: '继续学习' })
    .or(page.getByRole('link', { name: '继续学习' }))
    .filter({ visible: true })
    .first()
    .click();
  await expect(page).toHaveURL(/\/learn\/1/);
});

test('a stranger’s address of a learning page is refused with the reason', async ({ page, student, expectFaults }) => {
  expectFaults(['403', '404']);
  await new Shop(page).logIn(student);
  await page.goto('/learn/2');
  await expect(page.locator('main')).toContainText(/没有|尚未|还未|无法/);
});
