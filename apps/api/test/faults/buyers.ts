import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const COURSES: readonly [number, string][] = [
  [1, '99.00'],
  [2, '199.00'],
  [4, '59.00'],
  [6, '79.00'],
  [9, '69.00'],
];

export interface Bought {
  placed: number;
  /** Numbers of the trades that the gateway took money for. */
  paid: string[];
}

/** Students who buy as fast as they can, whatever happens to the shop: every refusal and every broken line is ordinary. */
export class Buyers {
  readonly #bought: Bought = { placed: 0, paid: [] };
  #running = true;
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly shopUrl: string,
    private readonly gatewayUrl: string,
  ) {}

  async start(count: number): Promise<void> {
    this.#work = Promise.all(Array.from({ length: count }, () => this.#shopUntilStopped()));
    await sleep(300);
  }

  async stop(): Promise<Bought> {
    this.#running = false;
    await this.#work;
    return this.#bought;
  }

  async #shopUntilStopped(): Promise<void> {
    while (this.#running) {
      const token = await this.#register();
      if (token === null) {
        await sleep(50);
        continue;
      }
      for (const [course, price] of COURSES) if (this.#running) await this.#buy(token, course, price);
    }
  }

  async #register(): Promise<string | null> {
    const answer = await this.#ask('/user/register/', null, {
      username: `k_${randomUUID().slice(0, 16)}`,
      password: 'student123',
    });
    return typeof answer?.['token'] === 'string' ? answer['token'] : null;
  }

  /** Places, pays at the gateway, and now and then cancels just before or just after. */
  async #buy(token: string, course: number, price: string): Promise<void> {
    const placed = await this.#ask('/order/pay/', token, { total_amount: price, pay_type: 1, courses: [course] });
    const [number, url] = [placed?.['out_trade_no'], placed?.['pay_url']];
    if (typeof number !== 'string' || typeof url !== 'string') {
      await sleep(20);
      return;
    }
    this.#bought.placed++;
    const isCancelled = Math.random() < 0.2;
    if (!(await fetch(url).catch(() => null))?.ok) return;
    if (isCancelled) void this.#ask(`/order/${number}/cancel/`, token, {});
    const paid = await fetch(`${this.gatewayUrl}/control/trades/${number}/pay`, { method: 'POST' });
    if (paid.ok) this.#bought.paid.push(number);
    await paid.body?.cancel();
  }

  async #ask(path: string, token: string | null, body: object): Promise<Record<string, unknown> | null> {
    try {
      const reply = await fetch(`${this.shopUrl}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `jwt ${token}` }) },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5000),
      });
      return (await reply.json()) as Record<string, unknown>;
    } catch {
      return null; // killed: the buyer knows nothing and goes on
    }
  }
}
