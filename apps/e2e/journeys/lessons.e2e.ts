import { Shop } from '../pages/shop.ts';
import { expect, test } from '../world/journey.ts';

test('anybody reads a free lesson; a locked one says what to do @phone', async ({ page }) => {
  await page.goto('/learn/1?lesson=1');
  await expect(page.getByTestId('lesson-content')).not.toBeEmpty();
  await page.getByTestId('lesson-2').click();
  await expect(page.getByTestId('learn-refused')).toContainText('购买');
  await page.getByTestId('learn-refused').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/course\/1$/);
});

test('progress is kept by the school, not by the browser @phone', async ({ page, student, browser, shopUrl }) => {
  const shop = new Shop(page);
  await shop.logIn(student);
  await shop.openCourse(3);
  await shop.buy();
  await expect(page).toHaveURL(/\/(pay\/success|learn)/);
  await page.goto('/learn/3');
  await expect(page.getByTestId('lesson-content')).not.toBeEmpty();
  await page.getByTestId('mark-lesson').click();
  await expect(page.getByTestId('progress')).toHaveText(/已学 1 \/ /);

  const elsewhere = await browser.newContext({ baseURL: shopUrl });
  const second = await elsewhere.newPage();
  await new Shop(second).logIn(student);
  await second.goto('/learn');
  await expect(second.getByTestId('enrolment-card')).toContainText('已学 1 / ');
  await elsewhere.close();
});
