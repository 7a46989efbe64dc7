import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

interface Placed {
  out_trade_no: string;
  pay_url: string;
}

test('a student gives one of three courses back, sees each step, and loses only that one @phone', async ({
  page,
  student,
  staffToken,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  await new Shop(page).logIn(student);
  const { token } = student;
  const placed = await api<Placed>(request, shopUrl, {
    path: '/order/pay/',
    token,
    body: { total_amount: '357.00', pay_type: 1, courses: [1, 2, 4] },
  });
  await request.get(placed.pay_url);
  await request.post(`${gatewayUrl}/control/trades/${placed.out_trade_no}/pay`, { data: {} });
  await page.goto(`/pay/success?out_trade_no=${placed.out_trade_no}`);
  await expect(page.getByTestId('pay-success')).toBeVisible();

  await page.goto(`/orders/${placed.out_trade_no}/refund`);
  await page.getByTestId('refund-send').click();
  await expect(page.getByRole('alert').filter({ visible: true }).first()).toBeVisible(); // no reason yet
  await page.getByTestId('refund-courses').check();
  await page.getByTestId('refund-course-2').check();
  await page.getByTestId('reason-words').fill('买错了');
  await expect(page.getByTestId('refund-preview')).toContainText('199.00');
  await page.getByTestId('refund-send').click();
  await expect(page).toHaveURL(new RegExp(`/orders/${placed.out_trade_no}$`));
  await expect(page.getByTestId('refund-steps')).toBeVisible();

  const { items } = await api<{ items: { out_request_no: string }[] }>(request, shopUrl, { path: '/refund/', token });
  await api(request, shopUrl, {
    path: `/admin/refunds/${String(items[0]?.out_request_no)}/approve/`,
    token: staffToken,
    body: {},
  });
  await expect(async () => {
    await page.reload();
    await expect(page.getByTestId('refund-notice').first()).toContainText('已于', { timeout: 2_000 });
  }).toPass({ timeout: 45_000 });

  await page.goto('/learn');
  await expect(page.getByTestId('enrolment-card')).toHaveCount(2);
  await page.goto('/learn/2?lesson=2');
  await expect(page.getByTestId('learn-refused')).toBeVisible();
  await page.goto('/messages');
  await expect(page.getByTestId('message-row').first()).toContainText('199.00');
});
