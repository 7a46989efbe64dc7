import { expect, type Page } from '@playwright/test';

/** What a student does between the basket and the cashier. */
export class Checkout {
  constructor(private readonly page: Page) {}

  async open(courses: readonly number[]): Promise<void> {
    await this.page.goto(`/checkout?courses=${courses.join(',')}`);
    await expect(this.page.getByTestId('total-amount').first()).toBeVisible();
  }

  async agree(): Promise<void> {
    await this.page.getByTestId('agree').check();
  }

  /** Presses the one main action; phones have it in the bar at the bottom. */
  async submit(): Promise<void> {
    await this.page.getByTestId('submit-order').filter({ visible: true }).first().click();
  }

  /** The press opens the cashier in a tab of its own, and this one waits. */
  async submitToNewTab(): Promise<Page> {
    const opened = this.page.context().waitForEvent('page');
    await this.submit();
    return opened;
  }

  async total(): Promise<string> {
    return (await this.page.getByTestId('total-amount').first().innerText()).replaceAll(/\s/g, '');
  }
}
