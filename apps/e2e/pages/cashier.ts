import { expect, type Page } from '@playwright/test';

/** What a buyer does at the gateway's cashier. */
export class Cashier {
  constructor(private readonly page: Page) {}

  async isOpen(): Promise<void> {
    await expect(this.page.getByText('模拟收银台').first()).toBeVisible();
  }

  /** Logs in with the buyer that is filled in. */
  async logIn(): Promise<void> {
    await this.page.getByTestId('cashier-login').click();
  }

  async pay(): Promise<void> {
    await this.logIn();
    await this.page.getByTestId('cashier-pay').click();
  }

  /** The way back, without waiting for the three seconds. */
  async goBack(): Promise<void> {
    await this.page.getByTestId('cashier-return').click();
  }

  async leave(): Promise<void> {
    await this.page.getByTestId('cashier-leave').click();
  }
}
