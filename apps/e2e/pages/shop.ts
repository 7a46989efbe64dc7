import { expect, type Page } from '@playwright/test';

import type { Student } from '../world/journey.ts';

/** What a student does in the shop. */
export class Shop {
  constructor(private readonly page: Page) {}

  async logIn(student: Student): Promise<void> {
    await this.page.goto('/login');
    await this.fillLogin(student);
    await expect(this.page).not.toHaveURL(/\/login/);
  }

  async fillLogin({ username, password }: Pick<Student, 'username' | 'password'>): Promise<void> {
    await this.page.getByTestId('username').fill(username);
    await this.page.getByTestId('password').fill(password);
    await this.page.getByTestId('submit').click();
  }

  async openCourse(id: number): Promise<void> {
    await this.page.goto(`/course/${id}`);
  }

  /** Presses the one main action of a course page; phones have it in the bar at the bottom. */
  async buy(): Promise<void> {
    await this.page.getByTestId('buy').filter({ visible: true }).first().click();
  }
}
