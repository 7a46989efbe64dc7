import { BackOffice } from '../pages/back-office.ts';
import { paidOrder } from '../pages/paid-order.ts';
import { api, expect, test } from '../world/journey.ts';

test('an order is found by each of its numbers and by its student, and opens over the list @phone', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  test.slow();
  const { token } = student;
  const { outTradeNo, tradeNo } = await paidOrder({
    request,
    shopUrl,
    gatewayUrl,
    token,
    courses: [1, 2],
    total: '298.00',
  });
  const { refund } = await api<{ refund: { out_request_no: string } }>(request, shopUrl, {
    path: `/order/${outTradeNo}/refund/`,
    token,
    body: { reason: '想退一门', courses: [1] },
  });
  const office = new BackOffice(page);
  await office.enter('support');
  for (const words of [outTradeNo, tradeNo, refund.out_request_no, student.username]) {
    await office.find(words);
    await expect(office.rows, words).toHaveCount(1);
    await expect(page.getByTestId('admin-total')).toHaveText('共 1 条');
    await expect(page).toHaveURL(new RegExp(`q=${words}`));
  }

  // By the keyboard alone: in, out again, and back at the row one came from.
  const link = office.rows.getByTestId('order-link');
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(office.drawer).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/admin/orders/${outTradeNo}\\?q=`));
  await expect(office.drawer.getByTestId('money-net')).toHaveText('¥298.00');
  await expect(office.drawer.getByTestId('order-line')).toHaveCount(2);
  await expect(office.drawer.getByTestId('order-refund')).toContainText('想退一门');
  await office.drawer.getByTestId('order-event').first().getByRole('button').click();
  await expect(office.drawer.getByTestId('as-of')).toContainText('待支付');
  await page.keyboard.press('Escape');
  await expect(office.drawer).toBeHidden();
  await expect(page).toHaveURL(/\/admin\?q=/);
  await expect(link).toBeFocused();

  // The address alone leads there too, and a note is kept.
  await page.goto(`/admin/orders/${outTradeNo}`);
  await office.drawer.getByTestId('note-text').fill('已电话联系学员 <b>');
  await office.drawer.getByTestId('note-add').click();
  await expect(office.drawer.getByTestId('order-note')).toContainText('已电话联系学员 <b>');
  await expect(office.drawer.getByTestId('note-text')).toHaveValue('');
  await expect(page.getByTestId('act-refund')).toHaveCount(0); // not theirs to do

  // Asked once more, the channel's answer stands among the calls; and the student is told again.
  await page.getByTestId('act-requery').click();
  await office.go('学员说已经付款');
  const calls = office.drawer.getByTestId('order-call');
  await office.drawer.getByText(/^最近 \d+ 次询问$/).click();
  await expect(calls.first()).toContainText('查询付款');
  await expect(calls.first()).toContainText('已付款');
  await page.getByTestId('act-resend').click();
  await expect(page.getByTestId('act-preview')).toContainText('课程已开通');
  await office.go('学员想再看一次');
  await page.getByTestId('order-close').click();
  await expect(page).toHaveURL(/\/admin$/);
  await expect(office.rows.first()).toBeVisible();
});

test('finance approves what a student asked back, having seen in figures what it does @phone', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  test.slow();
  const { token } = student;
  const { outTradeNo } = await paidOrder({ request, shopUrl, gatewayUrl, token, courses: [4], total: '59.00' });
  const reason = `买错了 ${outTradeNo.slice(-6)}`;
  await api(request, shopUrl, { path: `/order/${outTradeNo}/refund/`, token, body: { reason } });
  const office = new BackOffice(page);
  await office.enter('finance');
  await page.goto('/admin/refunds');
  const row = page.getByTestId('review-row').filter({ hasText: reason });
  await row.getByTestId('refund-approve').click();
  const preview = page.getByTestId('act-preview');
  await expect(preview).toContainText('待审核');
  await expect(preview).toContainText('已同意 · ¥59.00');
  await page.getByTestId('act-reason').fill('好');
  await page.getByTestId('act-go').click();
  await expect(page.getByText('请写明原因,至少 3 个字')).toBeVisible();
  await expect(page.getByTestId('act-reason')).toBeFocused();
  await office.go('核对无误');
  await expect(row).toHaveCount(0);

  await expect
    .poll(async () => {
      await page.goto(`/admin/orders/${outTradeNo}`);
      return office.drawer.getByTestId('money-net').textContent();
    })
    .toBe('¥0.00');
  await expect(office.drawer.getByTestId('order-refund')).toContainText('已退回');
  await page.goto(`/admin/audit?q=${encodeURIComponent('核对无误')}`);
  await expect(page.getByTestId('audit-row').first()).toContainText('finance');
});

test('a refund above the limit needs a second person', async ({
  page,
  student,
  database,
  request,
  shopUrl,
  gatewayUrl,
  expectFaults,
}) => {
  test.slow();
  expectFaults(['409']);
  const { token } = student;
  const course = await database.course({ name: '企业内训(大额)', price: '1500.00' });
  const { outTradeNo } = await paidOrder({
    request,
    shopUrl,
    gatewayUrl,
    token,
    courses: [course],
    total: '1500.00',
  });
  const office = new BackOffice(page);
  await office.enter('finance');
  await page.goto(`/admin/orders/${outTradeNo}`);
  await page.getByTestId('act-refund').click();
  await page.getByTestId('refund-amount').check();
  await page.getByTestId('refund-yuan').fill('1500.01');
  await expect(page.getByTestId('act-refusal')).toContainText('超过可退金额');
  await expect(page.getByTestId('act-go')).toBeDisabled();
  await page.getByTestId('refund-all').check();
  await expect(page.getByTestId('refund-forecast')).toContainText('¥1500.00');
  await expect(page.getByTestId('second-person')).toBeVisible();
  await office.go('企业取消内训');
  const refund = office.drawer.getByTestId('order-refund');
  await expect(refund).toContainText('待审核');

  // The one who asked cannot be the one who agrees.
  await refund.getByTestId('refund-approve').click();
  await expect(page.getByTestId('act-refusal')).toContainText('需要另一位同事同意');
  await expect(page.getByTestId('act-go')).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(refund.getByTestId('refund-approve')).toBeFocused();
  await page.getByTestId('order-close').click();
  await page.getByTestId('logout').click();

  await office.enter('admin');
  await page.goto(`/admin/orders/${outTradeNo}`);
  await refund.getByTestId('refund-approve').click();
  await office.go('第二人已核对');
  await expect
    .poll(async () => {
      await page.reload();
      return refund.textContent();
    })
    .toContain('已退回');

  // From the audit the order opens over the list; leaving it, the list is as it was.
  await page.goto(`/admin/audit?q=${encodeURIComponent('企业取消内训')}&act=refund`);
  const list = page.url();
  await page.getByTestId('audit-row').first().getByTestId('order-link').click();
  await expect(page).toHaveURL(/\/admin\/audit\/orders\/[0-9a-f]{32}\?/);
  await expect(office.drawer.getByText('工作人员 finance').first()).toBeVisible();
  await page.getByTestId('order-close').click();
  await expect(office.drawer).toBeHidden();
  expect(page.url()).toBe(list);
  await expect(page.getByTestId('audit-row').first()).toContainText('finance');
});

test('a raw notify is tried on the bench, and nothing of it is kept', async ({ page }) => {
  const office = new BackOffice(page);
  await office.enter('support');
  await page.goto('/admin/notify-bench');
  await page.getByTestId('bench-raw').fill('out_trade_no=1&total_amount=1.00&sign=abc&sign_type=RSA2&app_id=1');
  await page.getByTestId('bench-go').click();
  await expect(page.getByTestId('bench-would')).toHaveText('拒绝');
  await expect(page.getByTestId('check-app_id')).toContainText('不通过');
  await expect(page.getByTestId('check-signature')).toContainText('没有检查到');
});
