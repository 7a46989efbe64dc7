import { readFile } from 'node:fs/promises';

import type { APIRequestContext, Download } from '@playwright/test';

import { BackOffice } from '../pages/back-office.ts';
import { api, expect, type Student, test } from '../world/journey.ts';

interface Place {
  request: APIRequestContext;
  shopUrl: string;
  gatewayUrl: string;
  student: Student;
}

/** A course that was bought and paid, without the browser. */
async function paidOrder({ request, shopUrl, gatewayUrl, student }: Place): Promise<string> {
  const body = { total_amount: '99.00', pay_type: 1, courses: [1] };
  const { out_trade_no, pay_url } = await api<{ out_trade_no: string; pay_url: string }>(request, shopUrl, {
    path: '/order/pay/',
    token: student.token,
    body,
  });
  await request.get(pay_url);
  await request.post(`${gatewayUrl}/control/trades/${out_trade_no}/pay`, { data: {} });
  const look = () =>
    api<{ status: number }>(request, shopUrl, { path: `/order/success/?out_trade_no=${out_trade_no}` });
  await expect.poll(async () => (await look()).status).toBe(100);
  return out_trade_no;
}

const linesOf = async (download: Download): Promise<string[]> =>
  (await readFile(await download.path(), 'utf8')).split('\r\n').slice(0, -1);

test('finance takes away the columns they chose, as a file that a spreadsheet reads', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  const outTradeNo = await paidOrder({ request, shopUrl, gatewayUrl, student });
  await new BackOffice(page).enter('finance');
  await page.goto('/admin');
  await page.getByRole('link', { name: '导出' }).click();
  await page.getByTestId('columns-none').click();
  await expect(page.getByTestId('export-start')).toBeDisabled();
  for (const column of ['total_amount', 'out_trade_no', 'username']) await page.getByTestId(`column-${column}`).check();
  await page.getByTestId('by-paid').check();
  await page.getByTestId('range-last7').click();
  await expect(page).toHaveURL(/by=paid.*columns=out_trade_no/);
  await page.reload(); // what was chosen is in the address

  const downloading = page.waitForEvent('download');
  await page.getByTestId('export-start').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^orders-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d-.*\.csv$/);
  const lines = await linesOf(download);
  expect(lines[0]).toBe('\uFEFF订单号,用户名,应付');
  expect(lines).toContain(`${outTradeNo}\t,${student.username},99.00`);
  await expect(page.getByTestId('export-said').first()).toContainText(`已保存 ${download.suggestedFilename()}`);

  const statement = page.waitForEvent('download');
  await page.getByTestId('month-start').click();
  const days = await linesOf(await statement);
  expect(days[0]).toMatch(/^\uFEFF日期,本店支付笔数,.*账单支付笔数,.*差额净额,差异,结论$/);
  expect(days.at(-1)).toMatch(/^合计,[1-9]\d*,/);
});

test('a file can be stopped: nothing is saved, and the database rests @phone', async ({ page, database }) => {
  test.slow();
  await database.manyOrders(40_000, '2021-03-01');
  await new BackOffice(page).enter('finance');
  let saved = 0;
  page.on('download', () => (saved += 1));
  await page.goto('/admin/exports?from=2021-01-01&to=2021-12-31');
  await page.getByRole('button', { name: '全选' }).click();
  await page.getByTestId('export-start').click();
  await expect(page.getByTestId('export-progress')).toBeVisible();
  await expect.poll(() => database.runningExports()).toBeGreaterThan(0);
  await page.getByTestId('export-stop').click();
  await expect(page.getByTestId('export-said').first()).toHaveText('已停止,没有保存文件');
  await expect.poll(() => database.runningExports()).toBe(0);
  expect(saved).toBe(0);
  await expect(page.getByTestId('export-start')).toBeEnabled();
});

test('every report has its chart, its table and its file, for days that the address keeps', async ({
  page,
  student,
  request,
  shopUrl,
  gatewayUrl,
}) => {
  await paidOrder({ request, shopUrl, gatewayUrl, student });
  await new BackOffice(page).enter('support');
  await page.goto('/admin/reports');
  await page.getByTestId('range-last7').click();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  const daily = page.getByTestId('report-daily');
  await expect(daily.getByTestId('chart-daily').locator('svg')).toBeVisible();
  await daily.getByText('查看表格').click();
  await expect(daily.getByRole('row')).toHaveCount(8);
  const downloading = page.waitForEvent('download');
  await daily.getByRole('button', { name: '下载 CSV:每日支付' }).click();
  const lines = await linesOf(await downloading);
  expect(lines[0]).toBe('\uFEFF日期,支付金额,支付订单,上期日期,上期支付金额,上期支付订单');
  expect(lines).toHaveLength(8);
  const { income } = await page.evaluate(() => ({
    income: document.querySelector('[data-testid="report-income"] svg') !== null,
  }));
  expect(income).toBe(true);

  await page.getByTestId('range-from').fill('2030-01-01');
  await page.getByTestId('range-from').blur();
  await expect(page.getByRole('alert')).toHaveText('开始日期不能晚于结束日期');
  await page.goto('/admin/reports?from=2021-01-01&to=2021-01-02');
  await expect(page.getByText('这段时间没有数据')).toHaveCount(7);

  await page.goto('/admin/exports');
  await expect(page.getByRole('heading', { name: '导出只对财务开放' })).toBeVisible();
});
