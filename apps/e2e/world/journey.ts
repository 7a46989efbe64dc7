import { randomUUID } from 'node:crypto';

import { test as base, type APIRequestContext, type Page } from '@playwright/test';

import { ShopDatabase } from './database.ts';

const settled = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the journeys run through playwright test`);
  return value;
};

export interface Student {
  username: string;
  password: string;
  token: string;
}

interface Fixtures {
  shopUrl: string;
  gatewayUrl: string;
  student: Student;
  /** A token of the demo's admin. */
  staffToken: string;
  database: ShopDatabase;
  /** Faults of the page: console errors, uncaught exceptions, failed requests; and those that the journey means to cause. */
  faults: { seen: string[]; expected: string[] };
  /** Faults that a journey means to cause, as parts of their text. */
  expectFaults: (parts: string[]) => void;
}

/** A browser page in the shop, a student of its own, and no fault that goes unseen. */
export const test = base.extend<Fixtures>({
  shopUrl: async ({}, use) => use(settled('SHOP_URL')),
  gatewayUrl: async ({}, use) => use(settled('GATEWAY_URL')),
  baseURL: async ({ shopUrl }, use) => use(shopUrl),
  student: async ({ request, shopUrl }, use) => use(await register(request, shopUrl)),
  staffToken: async ({ request, shopUrl }, use) => {
    const body = { username: 'admin', password: 'admin123' };
    await use((await api<{ token: string }>(request, shopUrl, { path: '/user/login/', body })).token);
  },
  database: async ({}, use) => use(new ShopDatabase(settled('SHOP_DATABASE_URL'))),
  faults: async ({}, use) => use({ seen: [], expected: [] }),
  expectFaults: async ({ faults }, use) => use((parts) => faults.expected.push(...parts)),
  page: async ({ page, faults }, use) => {
    watch(page, faults.seen);
    await use(page);
  },
});

test.afterEach(({ faults }) => {
  const unasked = faults.seen.filter((fault) => !faults.expected.some((part) => fault.includes(part)));
  if (unasked.length > 0) throw new Error(`the page had faults:\n${unasked.join('\n')}`);
});

export { expect } from '@playwright/test';

function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => {
    // A page that is left cancels what it was still asking for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      faults.push(`request: ${request.url()} ${request.failure()?.errorText}`);
  });
}

async function register(request: APIRequestContext, shopUrl: string): Promise<Student> {
  const username = `s_${randomUUID().slice(0, 13)}`;
  const password = 'student123';
  const reply = await request.post(`${shopUrl}/api/user/register/`, { data: { username, password } });
  const { token } = (await reply.json()) as { token: string };
  return { username, password, token };
}

/** Asks the API as a student, beside the browser. */
export async function api<T>(
  request: APIRequestContext,
  shopUrl: string,
  { path, token, body }: { path: string; token?: string; body?: unknown },
): Promise<T> {
  const headers = token === undefined ? {} : { authorization: `jwt ${token}` };
  const url = `${shopUrl}/api${path}`;
  const reply =
    body === undefined ? await request.get(url, { headers }) : await request.post(url, { headers, data: body });
  return (await reply.json()) as T;
}
