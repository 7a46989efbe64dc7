import { randomUUID } from 'node:crypto';

import { BackOffice } from '../pages/back-office.ts';
import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

const local = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);

test('a price is changed: its history tells it, new orders pay it, and a placed order keeps its own', async ({
  page,
  student,
  database,
  request,
  shopUrl,
}) => {
  test.slow();
  const name = `定价 ${randomUUID().slice(0, 8)}`;
  const id = await database.course({ name, price: '99.00' });
  const { out_trade_no } = await api<{ out_trade_no: string }>(request, shopUrl, {
    path: '/order/pay/',
    token: student.token,
    body: { total_amount: '99.00', pay_type: 1, courses: [id] },
  });

  await new BackOffice(page).enter('catalogue');
  await page.goto('/admin/courses');
  await page.getByTestId('course-q').fill(name);
  await page.getByTestId('course-q').press('Enter');
  await expect(page).toHaveURL(/\?q=/);
  await expect(page.getByTestId('desk-course')).toHaveCount(1);
  await page.getByRole('link', { name }).click();

  const save = page.getByTestId('course-save');
  await expect(save).toBeDisabled();
  await page.getByTestId('course-price').fill('120');
  await expect(page.getByTestId('price-means')).toContainText('从 ¥99.00 变为 ¥120');
  await expect(page.getByTestId('price-means')).toContainText('1 份待支付');
  await save.click();
  await expect(page.getByText('原价不能低于现价')).toBeVisible();
  await expect(page.getByText('请写明原因,至少 3 个字')).toBeVisible();
  await page.getByTestId('course-price').fill('79');
  await page.getByTestId('course-reason').fill('开学活动');
  await save.click();
  await expect(page.getByText('已保存')).toBeVisible();

  const rows = page.getByTestId('price-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('79.00');
  await expect(rows.nth(0)).toContainText('开学活动');
  await expect(rows.nth(0)).toContainText('catalogue');
  await expect(rows.nth(1)).toContainText('99.00');

  const { order } = await api<{ order: { total_amount: string } }>(request, shopUrl, {
    path: `/order/${out_trade_no}/`,
    token: student.token,
  });
  expect(order.total_amount).toBe('99.00');
  const { course } = await api<{ course: { price: string } }>(request, shopUrl, { path: `/course/${id}/` });
  expect(course.price).toBe('79.00');
  await page.goto(`/course/${id}`);
  await expect(page.getByText('79').first()).toBeVisible();
});

test('a coupon is made, handed out by name, found by the student, and stopped', async ({ page, student, browser }) => {
  test.slow();
  const name = `回馈 ${randomUUID().slice(0, 8)}`;
  await new BackOffice(page).enter('catalogue');
  await page.goto('/admin/coupons/new');
  await page.getByTestId('coupon-save').click();
  await expect(page.getByText('请填写名称')).toBeVisible();
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=value]').fill('15');
  await page.locator('[name=total]').fill('2');
  await page.locator('[name=starts_at]').fill(local(-1));
  await page.locator('[name=ends_at]').fill(local(30));
  await expect(page.getByText('最多让利 ¥30.00')).toBeVisible();
  await page.getByTestId('coupon-save').click();

  const row = page.getByTestId('desk-coupon').filter({ hasText: name });
  await expect(row).toContainText('0 / 2');
  await row.getByTestId('hand-out').click();
  await page.getByTestId('hand-out-names').fill(`${student.username}, nobody_here`);
  await expect(page.getByTestId('hand-out-means')).toContainText('2 个名字中有 1 人会得到一张,之后还剩 1 张');
  await expect(page.getByTestId('hand-out-means')).toContainText('没有这个用户');
  await page.getByTestId('act-reason').fill('感谢反馈');
  await page.getByTestId('act-go').click();
  await expect(page.getByTestId('hand-out-done')).toContainText('已发给 1 人');
  await page.getByTestId('hand-out-close').click();
  await expect(row).toContainText('1 / 2');

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await new Shop(theirs).logIn(student);
  await theirs.goto('/messages');
  await expect(theirs.getByTestId('message-row')).toContainText(name);
  await theirs.goto('/checkout?courses=1');
  await expect(theirs.getByText(name).first()).toBeVisible();
  await other.close();

  await row.getByTestId('stop').click();
  await expect(page.getByTestId('stop-means')).toContainText('剩下的 1 张不再发放');
  await page.getByTestId('act-reason').fill('活动结束');
  await page.getByTestId('act-go').click();
  await expect(row).toContainText('已停止');
  await expect(row.getByTestId('hand-out')).toBeDisabled();
});

test('an admin gives somebody an account and takes a role again; the last admin stays', async ({
  page,
  expectFaults,
}) => {
  test.slow();
  expectFaults(['409']);
  const username = `t_${randomUUID().slice(0, 8)}`;
  await new BackOffice(page).enter('admin');
  await page.goto('/admin/staff');
  await page.getByTestId('staff-add').click();
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=new-password]').fill('long enough');
  await page.getByTestId('role-support').check();
  await page.getByTestId('role-catalogue').check();
  await page.getByTestId('act-go').click();
  const row = page.getByTestId('staff-row').filter({ hasText: username });
  await expect(row).toContainText('客服 · 课程运营');

  await row.getByTestId('staff-roles').click();
  await page.getByTestId('role-support').uncheck();
  await expect(page.getByTestId('roles-means')).toContainText('收回:客服');
  await page.getByTestId('act-go').click();
  await expect(row).not.toContainText('客服');
  await expect(row).toContainText('课程运营');

  await page
    .getByTestId('staff-row')
    .filter({ has: page.getByRole('rowheader', { name: 'admin', exact: true }) })
    .getByTestId('staff-roles')
    .click();
  await page.getByTestId('role-admin').uncheck();
  await expect(page.getByTestId('roles-means')).toContainText('不再是员工');
  await page.getByTestId('act-go').click();
  await expect(page.getByTestId('act-refusal')).toContainText('最后一位管理员');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('act-dialog')).toBeHidden();
});
