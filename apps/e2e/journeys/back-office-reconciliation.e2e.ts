import { randomUUID } from 'node:crypto';

import { BackOffice } from '../pages/back-office.ts';
import { expect, test } from '../world/journey.ts';

const DAY_MS = 86_400_000;
/** A day of Beijing whose bill is there at any hour, and on which no journey buys. */
const DAY = new Date(Date.now() + 8 * 3_600_000 - 3 * DAY_MS).toISOString().slice(0, 10);

test('a day whose bill differs is red and says what differs; checked by hand, it is green again', async ({
  page,
  request,
  gatewayUrl,
}) => {
  const stranger = randomUUID().replaceAll('-', '');
  const planted = await request.put(`${gatewayUrl}/control/bills/${DAY}`, {
    data: { add: [{ out_trade_no: stranger, trade_no: `2026${Date.now()}`, amount: '99.00' }] },
  });
  expect(planted.status()).toBe(200);

  await new BackOffice(page).enter('finance');
  await page.goto(`/admin/bills?month=${DAY.slice(0, 7)}`);
  await page.getByTestId(`bill-${DAY}`).click();
  await page.getByTestId('bill-fetch').click();
  await expect(page.getByTestId('bill-state')).toContainText('有差异', { timeout: 30_000 });
  await expect(page.getByTestId('bill-paid')).toHaveText('¥99.00');
  const row = page.getByTestId('difference');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('其他应用的交易');

  await page.getByRole('link', { name: '返回日历' }).click();
  const line = page.getByTestId(`statement-${DAY}`);
  await expect(line).toContainText('相差 -¥98.41,由 1 条差异解释');
  await expect(line).toContainText('其他应用的交易:1 条');
  await expect(page.getByTestId('statement-verdict')).toContainText('天不一致');
  await line.getByRole('link').click();

  await row.getByTestId('resolve').click();
  await page.getByTestId('act-go').click();
  await expect(page.getByTestId('act-dialog')).toContainText('至少 3 个字');
  await page.getByTestId('act-reason').fill('线下收款,已与门店核对');
  await page.getByTestId('act-go').click();
  await expect(row).toContainText('已处理');
  await expect(row).toContainText('线下收款,已与门店核对');
  await expect(page.getByTestId('bill-state')).toContainText('一致');
  await page.getByRole('link', { name: '返回日历' }).click();
  await expect(page.getByTestId(`bill-${DAY}`)).toContainText('一致');
  // The money is still not ours: a difference that a person judged goes on explaining it.
  await expect(line).toContainText('其中 1 条已人工核对');
});
