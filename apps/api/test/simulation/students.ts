import { fen, fenFromYuan, sumFen, yuanFromFen } from '@luffy/money';

import { count, type Tally } from './coverage.js';
import { oneOf } from './dice.js';
import type { Action, Deed } from './plan.js';
import type { SeenOrder, Sight } from './sight.js';
import { type Answer, COURSE_COUNT, STUDENTS, type World } from './world.js';

interface PlaceBody {
  total_amount: string;
  pay_type: number;
  courses: number[];
  coupon?: number;
}

const told = (answer: Answer | null): string =>
  answer === null ? 'no answer' : `${answer.http} ${answer.body.code ?? ''}`.trim();

/** What students do in the shop and, with the links it gave them, at the cashier. */
export class Students {
  /** The newest link of each payment's number. */
  readonly #links = new Map<string, string>();
  readonly #keys = new Map<string, PlaceBody>();

  constructor(
    private readonly world: World,
    private readonly tally: Tally,
  ) {}

  holdsLink(outTradeNo: string): boolean {
    return this.#links.has(outTradeNo);
  }

  async told(userId: number, url: string, body: object = {}): Promise<string> {
    return told(await this.world.ask(userId, 'POST', url, body));
  }

  /** The total on the page may be stale: the refusal names the right one, and the student presses again. */
  place({ prices, coupons }: Sight, [who, what, how]: Action['dice']): Deed {
    const userId = 1 + Math.floor(who * STUDENTS);
    const first = Math.floor(what * COURSE_COUNT);
    const courses = Array.from({ length: 1 + Math.floor(how * 3) }, (_, at) => 1 + ((first + at * 2) % COURSE_COUNT));
    const coupon = (how * 7) % 1 < 0.4 ? coupons.filter((record) => record.userId === userId).at(-1)?.id : undefined;
    const total = sumFen([...new Set(courses)].map((course) => fenFromYuan(prices.get(course) ?? '0.00')));
    const isFree = total === 0 && coupon === undefined;
    const body: PlaceBody = {
      total_amount: yuanFromFen(total),
      pay_type: isFree ? 0 : 1,
      courses: [...new Set(courses)],
      ...(coupon !== undefined && { coupon }),
    };
    const key = (how * 13) % 1 < 0.3 ? `key-${userId}-${Math.floor(what * 4)}` : undefined;
    return () => this.#press(userId, body, key);
  }

  async #press(userId: number, body: PlaceBody, key?: string): Promise<string> {
    const earlier = key === undefined ? undefined : this.#keys.get(key);
    let answer = await this.world.ask(userId, 'POST', '/api/order/pay/', earlier ?? body, key);
    if (answer?.body.code === 'TOTAL_AMOUNT_MISMATCH' && answer.body.total_amount !== undefined) {
      const right = { ...body, total_amount: answer.body.total_amount };
      answer = await this.world.ask(userId, 'POST', '/api/order/pay/', right, key);
      if (key !== undefined && answer?.http === 200) this.#keys.set(key, right);
    } else if (key !== undefined && answer?.http === 200) this.#keys.set(key, earlier ?? body);
    if (answer?.body.code === 'ORDER_WAITING') count(this.tally, 'place again: another basket is refused');
    if (answer?.body.code === 'GATEWAY_UNAVAILABLE') count(this.tally, 'place again past the deadline, gateway silent');
    this.#keepLink(answer);
    return `student ${userId} [${body.courses.join()}] ${body.coupon === undefined ? '' : `coupon ${body.coupon} `}${told(answer)}`;
  }

  async placeAgain(order: SeenOrder): Promise<string> {
    const body: PlaceBody = { total_amount: order.total, pay_type: order.payType, courses: order.courses };
    if (order.couponRecordId !== null) body.coupon = order.couponRecordId;
    const answer = await this.world.ask(order.userId, 'POST', '/api/order/pay/', body);
    if (answer?.http === 200 && answer.body.out_trade_no === order.outTradeNo)
      count(this.tally, 'place again: the same order');
    if (answer?.body.code === 'GATEWAY_UNAVAILABLE') count(this.tally, 'place again past the deadline, gateway silent');
    this.#keepLink(answer);
    return `student ${order.userId} [${order.courses.join()}] ${told(answer)}`;
  }

  async payAgain(order: SeenOrder): Promise<string> {
    const answer = await this.world.ask(order.userId, 'POST', `/api/order/${order.outTradeNo}/pay/`);
    this.#keepLink(answer);
    return told(answer);
  }

  #keepLink(answer: Answer | null): void {
    const link = answer?.body.pay_url;
    if (!link) return;
    const biz = JSON.parse(new URL(link).searchParams.get('biz_content') ?? '{}') as { out_trade_no?: string };
    if (biz.out_trade_no !== undefined) this.#links.set(biz.out_trade_no, link);
  }

  async cancel(order: SeenOrder, userId: number, url: string): Promise<string> {
    const answer = await this.world.ask(userId, 'POST', url);
    if (answer?.body.code === 'ORDER_PAID' && order.status === 0)
      count(this.tally, 'cancel or deadline, the gateway says paid');
    if (answer?.body.code === 'GATEWAY_UNAVAILABLE')
      count(this.tally, 'cancel or deadline, the gateway cannot be asked');
    return told(answer);
  }

  refund(order: SeenOrder, [, what, how]: Action['dice']): Promise<string> {
    const reason = 'changed my mind';
    const amount = yuanFromFen(fen(1 + Math.floor(how * fenFromYuan(order.total))));
    const wish = what < 0.4 ? {} : what < 0.7 ? { courses: [oneOf(order.courses, how)] } : { amount };
    return this.told(order.userId, `/api/order/${order.outTradeNo}/refund/`, { reason, ...wish });
  }

  async open(outTradeNo: string): Promise<string> {
    const link = this.#links.get(outTradeNo);
    return link !== undefined && (await this.world.gateway.openLink(link)) ? 'opened' : 'the cashier refuses';
  }

  /** A page that was opened stays open in its tab, whatever a new link says. */
  async buy(outTradeNo: string, does: 'scan' | 'pay'): Promise<string> {
    if (await this.world.gateway.buyer(outTradeNo, does)) return does;
    await this.open(outTradeNo);
    return (await this.world.gateway.buyer(outTradeNo, does)) ? does : 'the cashier refuses';
  }
}
