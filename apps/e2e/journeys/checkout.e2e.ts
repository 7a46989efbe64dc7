import { Cashier } from '../pages/cashier.ts';
import { Checkout } from '../pages/checkout.ts';
import { Shop } from '../pages/shop.ts';
import { api, expect, test } from '../world/journey.ts';

test('a student fills a basket before logging in, pays three courses with a coupon in another tab, and this tab follows', async ({
  page,
  student,
  request,
  shopUrl,
}) => {
  const shop = new Shop(page);
  const checkout = new Checkout(page);
  for (const id of [1, 2, 4]) {
    await shop.openCourse(id);
    await page.getByTestId('add-to-basket').filter({ visible: true }).first().click();
    await expect(page.getByTestId('in-basket').filter({ visible: true }).first()).toBeVisible();
  }
  await api(request, shopUrl, { path: '/coupon/2/claim/', token: student.token, body: {} });
  await shop.logIn(student);
  await page.goto('/basket');
  await expect(page.getByTestId('basket-row')).toHaveCount(3);
  await page.getByTestId('to-checkout').filter({ visible: true }).first().click();

  // 99 + 199 + 59, and the best coupon of the student is chosen: 50 off from 200.
  await expect(page.getByTestId('total-amount').first()).toContainText('307.00');
  await expect(page.getByTestId('discount-amount').first()).toContainText('50.00');
  await checkout.agree();
  const cashierTab = await checkout.submitToNewTab();
  await expect(page.getByTestId('cashier-await')).toBeVisible();
  await page.getByTestId('cashier-done').click();
  await expect(page.getByTestId('pay-success')).toHaveCount(0); // nothing was paid yet, whatever is pressed

  const cashier = new Cashier(cashierTab);
  await cashier.isOpen();
  await cashier.pay();
  await expect(page.getByTestId('pay-success')).toContainText('您已成功购买 3 门课程', { timeout: 30_000 });
  await expect(page.getByTestId('pay-success')).toContainText('307.00');
  await page.goto('/basket');
  await expect(page.getByTestId('basket-empty')).toBeVisible();
  await page.goto('/learn');
  await expect(page.getByTestId('enrolment-card')).toHaveCount(3);
});

test('a course leads somebody with a coupon to the checkout from its own page @phone', async ({ page, student }) => {
  const shop = new Shop(page);
  await shop.logIn(student);
  await shop.openCourse(5);
  await page.getByTestId('with-coupon').filter({ visible: true }).click();
  await expect(page).toHaveURL(/\/checkout\?courses=5$/);
  await expect(page.getByTestId('submit-order').filter({ visible: true }).first()).toBeVisible();
});

test('the order is not sent before the agreement is ticked, and the words stand beside the tick @phone', async ({
  page,
  student,
}) => {
  const checkout = new Checkout(page);
  await new Shop(page).logIn(student);
  await checkout.open([1, 2]);
  await checkout.submit();
  await expect(page.getByRole('alert').filter({ visible: true }).first()).toContainText('协议');
  await page.goto('/orders');
  await expect(page.getByTestId('orders-empty')).toBeVisible();
});

test('a price that changed under the student’s hands is shown and asked, never taken @phone', async ({
  page,
  student,
  database,
  request,
  shopUrl,
  expectFaults,
}) => {
  expectFaults(['400']); // the server refuses the old amount
  const id = await database.course({ name: '价格会变的课', price: '88.00' });
  const checkout = new Checkout(page);
  await new Shop(page).logIn(student);
  await checkout.open([id]);
  expect(await checkout.total()).toContain('88.00');
  await database.reprice(id, '98.00');
  await checkout.agree();
  await checkout.submit();

  const question = page.getByTestId('price-question');
  await expect(question).toContainText('88.00');
  await expect(question).toContainText('98.00');
  const orders = () =>
    api<{ items: { total_amount: string }[] }>(request, shopUrl, { path: '/order/', token: student.token });
  expect((await orders()).items).toEqual([]);
  await page.getByTestId('accept-amount').click();
  await expect.poll(async () => (await orders()).items.map((order) => order.total_amount)).toEqual(['98.00']);
});

test('a session that ends in the middle of a checkout leads through the log-in back to it, and nothing is lost @phone', async ({
  page,
  student,
  request,
  shopUrl,
  expectFaults,
}) => {
  expectFaults(['401']);
  const shop = new Shop(page);
  const checkout = new Checkout(page);
  await shop.logIn(student);
  await checkout.open([1, 2]);
  const { token } = await api<{ token: string }>(request, shopUrl, {
    path: '/user/login/',
    body: { username: student.username, password: student.password },
  });
  await api(request, shopUrl, { path: '/user/logout-everywhere/', token, body: {} });
  await checkout.agree();
  await checkout.submit();

  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByTestId('login-reason')).toBeVisible();
  await shop.fillLogin(student);
  await expect(page).toHaveURL(/\/checkout\?courses=1,2/);
  await expect(page.getByTestId('total-amount').first()).toContainText('298.00');
});

test('a student who comes back from the cashier by the back button can pay from where they were @phone', async ({
  page,
  student,
}) => {
  const shop = new Shop(page);
  const cashier = new Cashier(page);
  await shop.logIn(student);
  await shop.openCourse(2);
  await shop.buy();
  await cashier.isOpen();
  await page.goBack();
  const pay = page.getByRole('button', { name: '去支付' }).filter({ visible: true }).first();
  await expect(pay).toBeVisible();
  await expect(pay).toBeEnabled();
  await pay.click();
  await cashier.isOpen();
  await cashier.pay();
  await cashier.goBack();
  await expect(page.getByTestId('pay-success')).toBeVisible();
});

test('one order at two cashiers is paid once', async ({ page, student, context, request, shopUrl, gatewayUrl }) => {
  const shop = new Shop(page);
  await shop.logIn(student);
  await shop.openCourse(1);
  await shop.buy();
  await new Cashier(page).isOpen();
  const second = await context.newPage();
  await second.goto(`${shopUrl}/orders`);
  await second.getByTestId('order-pay').filter({ visible: true }).first().click();
  await new Cashier(second).isOpen();

  await new Cashier(page).pay();
  await new Cashier(page).goBack();
  await expect(page.getByTestId('pay-success')).toBeVisible();
  // The other cashier sees that the trade is paid, and leads back by itself.
  await expect(second.getByTestId('pay-success')).toBeVisible({ timeout: 30_000 });
  const { items } = await api<{ items: { out_trade_no: string }[] }>(request, shopUrl, {
    path: '/order/',
    token: student.token,
  });
  expect(items).toHaveLength(1);
  const { trade } = (await (
    await request.get(`${gatewayUrl}/control/trades/${String(items[0]?.out_trade_no)}`)
  ).json()) as { trade: { total_amount: string; refund_fee: string } };
  expect(trade).toMatchObject({ total_amount: '99.00', refund_fee: '0.00' });
});

test('a press while the network is away says so, and works when it is back @phone', async ({
  page,
  context,
  student,
  expectFaults,
}) => {
  expectFaults(['ERR_INTERNET_DISCONNECTED']);
  const shop = new Shop(page);
  await shop.logIn(student);
  await shop.openCourse(1);
  await expect(page.getByTestId('buy').filter({ visible: true }).first()).toBeEnabled();
  await context.setOffline(true);
  await shop.buy();
  await expect(page.getByText('连接不上服务器').first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByTestId('buy').filter({ visible: true }).first()).toBeEnabled();
  await shop.buy();
  await new Cashier(page).isOpen();
});
