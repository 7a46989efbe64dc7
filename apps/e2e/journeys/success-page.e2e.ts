import { Cashier } from '../pages/cashier.ts';
import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

interface Placed {
  out_trade_no: string;
  pay_url: string;
}

const order = { total_amount: '99.00', pay_type: 1, courses: [1] };

test('a notify that never comes does not keep a student from the course', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  await new Shop(page).logIn(student);
  const placed = await api<Placed>(request, shopUrl, { path: '/order/pay/', token: student.token, body: order });
  // The link sends the notify to an address where nobody listens, as a router at home does.
  await page.goto(placed.pay_url);
  const cashier = new Cashier(page);
  await cashier.isOpen();
  await request.put(`${gatewayUrl}/control/faults`, { data: { notify: { drop: true } } });
  try {
    await cashier.pay();
    await cashier.goBack();
    await expect(page.getByTestId('pay-success')).toBeVisible();
  } finally {
    await request.delete(`${gatewayUrl}/control/faults`);
  }
});

test('a forged return address shows no success and changes nothing', async ({ page, student, request, shopUrl }) => {
  await new Shop(page).logIn(student);
  const placed = await api<Placed>(request, shopUrl, { path: '/order/pay/', token: student.token, body: order });
  const forged = new URLSearchParams({
    charset: 'utf-8',
    out_trade_no: placed.out_trade_no,
    method: 'alipay.trade.page.pay.return',
    total_amount: '99.00',
    sign: 'Zm9yZ2Vk',
    trade_no: '2026030222001400000000000001',
    trade_status: 'TRADE_SUCCESS',
    app_id: '9021000000000001',
    sign_type: 'RSA2',
    seller_id: '2088000000000001',
  });
  await page.goto(`/pay/success?${forged}`);
  await expect(page.getByTestId('pay-pending').or(page.getByTestId('pay-unpaid'))).toBeVisible();
  await expect(page.getByTestId('pay-success')).toHaveCount(0);
  const { status } = await api<{ status: number }>(request, shopUrl, {
    path: `/order/success/?out_trade_no=${placed.out_trade_no}`,
    token: student.token,
  });
  expect(status).toBe(101);
});

test.describe('a success page with wrong, missing or foreign parameters is calm and leads on', () => {
  for (const query of [
    '',
    '?out_trade_no=',
    '?out_trade_no=no-such-order',
    '?out_trade_no=a&out_trade_no=b',
    '?x=%E0%A4%A',
  ]) {
    test(`"${query}"`, async ({ page, student, expectFaults }) => {
      expectFaults(['404']);
      await new Shop(page).logIn(student);
      await page.goto(`/pay/success${query}`);
      await expect(page.locator('main')).not.toBeEmpty();
      await expect(
        page.locator('main').getByRole('link').or(page.locator('main').getByRole('button')).first(),
      ).toBeVisible();
      await expect(page.getByTestId('pay-success')).toHaveCount(0);
    });
  }
});
