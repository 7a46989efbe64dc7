import type { APIRequestContext } from '@playwright/test';

import { Shop } from '../pages/shop.ts';
import { api, expect, type Student, test } from '../world/journey.ts';

interface Place {
  request: APIRequestContext;
  shopUrl: string;
  gatewayUrl: string;
  student: Student;
}

/** A paid order of three courses, without the browser. */
async function paidOrder({ request, shopUrl, gatewayUrl, student }: Place): Promise<string> {
  const placed = await api<{ out_trade_no: string; pay_url: string }>(request, shopUrl, {
    path: '/order/pay/',
    token: student.token,
    body: { total_amount: '357.00', pay_type: 1, courses: [1, 2, 4] },
  });
  await request.get(placed.pay_url);
  expect((await request.post(`${gatewayUrl}/control/trades/${placed.out_trade_no}/pay`)).ok()).toBe(true);
  await expect
    .poll(async () => {
      const { status } = await api<{ status: number }>(request, shopUrl, {
        path: `/order/success/?out_trade_no=${placed.out_trade_no}`,
        token: student.token,
      });
      return status;
    })
    .toBe(100);
  return placed.out_trade_no;
}

test('a student asks one of three courses back, sees how far it is, and loses that course only @phone', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
  expectFaults,
}) => {
  expectFaults(['403']);
  const outTradeNo = await paidOrder({ request, shopUrl, gatewayUrl, student });
  await new Shop(page).logIn(student);
  await page.goto('/orders?state=paid');
  await page.getByTestId('order-refund').click();

  const preview = page.getByTestId('refund-preview');
  await expect(preview).toContainText('357.00');
  await page.getByTestId('refund-courses').check();
  await page.getByTestId('refund-send').click();
  await expect(page.getByText('请至少选一门课程')).toBeVisible();
  await expect(page.getByText('请选择退款原因')).toBeVisible();
  await page.getByTestId('refund-course-1').check();
  await expect(preview).toContainText('99.00');
  await expect(preview).toContainText('到账后不能再学习');
  await page.getByTestId('reason-mistake').check();
  await page.getByTestId('reason-words').fill('<b>应该买进阶课</b> 🦊');
  await page.reload(); // what was filled in is kept
  await expect(page.getByTestId('reason-words')).toHaveValue('<b>应该买进阶课</b> 🦊');
  await page.getByTestId('refund-send').click();

  await expect(page).toHaveURL(new RegExp(`/orders/${outTradeNo}$`));
  const refund = page.getByTestId('refund-card');
  await expect(refund).toContainText('退款申请 ¥99.00 已提交');
  await expect(refund).toContainText('<b>应该买进阶课</b> 🦊');
  await expect(page.getByTestId('order-story')).toContainText('等待学校审核退款');

  await approve({ request, shopUrl }, outTradeNo);
  await expect
    .poll(async () => {
      await page.reload();
      await expect(page.getByTestId('order-story').getByRole('listitem').first()).toBeVisible();
      return page.getByTestId('order-story').textContent();
    })
    .toContain('退款到账,累计已退 ¥99.00');
  await page.goto('/orders?state=refund');
  await expect(page.getByTestId('refund-card')).toContainText('已原路退回');
  await page.goto('/learn');
  await expect(page.getByTestId('enrolment-card')).toHaveCount(2);
  await page.goto('/learn/1?lesson=2');
  await expect(page.getByTestId('learn-refused')).toContainText('学习权限已经结束');

  // The bell tells it, and the message leads to the order.
  await page.getByTestId('message-bell').click();
  const message = page.getByTestId('message-row').filter({ hasText: '退款已到账' });
  await message.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/orders/${outTradeNo}$`));
});

test('an amount that is more than is left is refused beside its field', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  const outTradeNo = await paidOrder({ request, shopUrl, gatewayUrl, student });
  await new Shop(page).logIn(student);
  await page.goto(`/orders/${outTradeNo}/refund`);
  await page.getByTestId('refund-amount').check();
  await page.getByTestId('refund-amount-input').fill('357.01');
  await page.getByTestId('reason-mistake').check();
  await page.getByTestId('refund-send').click();
  await expect(page.getByText('超过了可退的金额')).toBeVisible();
  await expect(page.getByTestId('refund-amount-input')).toHaveValue('357.01');
  await page.getByTestId('refund-amount-input').fill('30');
  await expect(page.getByTestId('refund-preview')).toContainText('课程不受影响');
  await page.getByTestId('refund-send').click();
  await expect(page.getByTestId('refund-card')).toContainText('30.00');
});

async function approve({ request, shopUrl }: Pick<Place, 'request' | 'shopUrl'>, outTradeNo: string): Promise<void> {
  const { token } = await api<{ token: string }>(request, shopUrl, {
    path: '/user/login/',
    body: { username: 'admin', password: 'admin123' },
  });
  const { items } = await api<{ items: { out_trade_no: string; out_request_no: string }[] }>(request, shopUrl, {
    path: '/admin/refunds/?state=requested',
    token,
  });
  const refund = items.find((one) => one.out_trade_no === outTradeNo);
  await api(request, shopUrl, { path: `/admin/refunds/${refund?.out_request_no}/approve/`, token, body: {} });
}
