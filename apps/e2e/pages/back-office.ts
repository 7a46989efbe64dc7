import { expect, type Locator, type Page } from '@playwright/test';

import { Shop } from './shop.ts';

/** What staff do in the back office. The demo has one of each role. */
export class BackOffice {
  constructor(private readonly page: Page) {}

  async enter(role: 'admin' | 'support' | 'finance' | 'catalogue'): Promise<void> {
    await new Shop(this.page).logIn({ username: role, password: 'admin123', token: '' });
  }

  async find(words: string): Promise<void> {
    await this.page.goto('/admin');
    await this.page.getByTestId('admin-q').fill(words);
    await this.page.getByTestId('admin-q').press('Enter');
  }

  get rows(): Locator {
    return this.page.getByTestId('admin-order');
  }

  get drawer(): Locator {
    return this.page.getByRole('dialog').filter({ has: this.page.getByTestId('order-close') });
  }

  /** Gives the reason and does what the open dialog previewed. */
  async go(reason: string): Promise<void> {
    await this.page.getByTestId('act-reason').fill(reason);
    await this.page.getByTestId('act-go').click();
    await expect(this.page.getByTestId('act-go')).toBeHidden();
  }
}
