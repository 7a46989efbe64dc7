import { fen, fenFromYuan, sumFen, yuanFromFen } from '@luffy/money';

import { count, type Tally } from './coverage.js';
import { METHODS, MODES_OF, signedNotify, TAMPERS, type Faults } from './gateway-side.js';
import type { Act, Action } from './plan.js';
import { lookAround, type SeenOrder, type SeenPayment, type Sight } from './sight.js';
import { type Answer, COUPON_COUNT, COURSE_COUNT, STAFF_ID, STUDENTS, type World } from './world.js';

/** Something that is decided and about to happen; answers what came of it, for the log. */
export type Deed = () => Promise<string>;

interface PlaceBody {
  total_amount: string;
  pay_type: number;
  courses: number[];
  coupon?: number;
}

const NOTIFY_TYPE = { 'content-type': 'application/x-www-form-urlencoded; text/html; charset=UTF-8' };
const NOTHING: Deed = () => Promise.resolve('nothing to do it with');

/** One of a list, the newest most often: the sixth part of the dice is for the others. */
function chosen<T>(list: readonly T[], dice: number): T | undefined {
  if (dice >= 1 / 6) return list.at(-1);
  return list[Math.floor(dice * 6 * list.length)];
}

const oneOf = <T>(list: readonly T[], dice: number): T => {
  const one = list[Math.floor(dice * list.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
};

const told = (answer: Answer | null): string => (answer === null ? 'no answer' : `${answer.http} ${answer.body.code ?? ''}`.trim());

/** Students, buyers, staff and the weather. Each decides from what can be seen, then acts. */
export class Actors {
  /** The newest link of each payment's number that a student got. */
  readonly #links = new Map<string, string>();
  readonly #keys = new Map<string, PlaceBody>();
  /** Refunds that were made at Alipay's console. */
  readonly strangeRefunds = new Map<string, string>();
  readonly #faults: Required<Pick<Faults, 'api'>> & Pick<Faults, 'notify'> = { api: [] };
  #strangeCount = 0;

  constructor(
    private readonly world: World,
    private readonly tally: Tally,
  ) {}

  async decide(actions: readonly Action[]): Promise<{ name: string; deed: Deed }[]> {
    const sight = await lookAround(this.world.ground);
    return actions.map(({ act, dice }) => ({ name: act, deed: this.#deeds[act](sight, dice) }));
  }

  /** Everything works again. */
  async mend(): Promise<void> {
    this.#faults.api = [];
    delete this.#faults.notify;
    await this.world.gateway.setFaults();
  }

  readonly #deeds: Record<Act, (sight: Sight, dice: Action['dice']) => Deed> = {
    place: (sight, dice) => this.#place(sight, dice),
    placeAgain: ({ orders }, [which]) => this.#with(chosen(orders, which), (order) => this.#placeAgain(order)),
    payAgain: ({ orders }, [which]) => this.#with(chosen(orders, which), (order) => this.#payAgain(order)),
    claim: (_, [who, which]) => () => this.#told(1 + Math.floor(who * STUDENTS), `/api/coupon/${1 + Math.floor(which * COUPON_COUNT)}/claim/`),
    look: ({ orders }, [which]) =>
      this.#with(chosen(orders, which), ({ userId, outTradeNo }) =>
        this.world.ask(userId, 'GET', `/api/order/success/?out_trade_no=${outTradeNo}`).then((answer) => answer?.body.msg ?? 'no answer'),
      ),
    cancel: ({ orders }, [which]) => this.#with(this.#unpaid(orders, which), (order) => this.#cancel(order, order.userId, `/api/order/${order.outTradeNo}/cancel/`)),
    staffCancel: ({ orders }, [which]) =>
      this.#with(this.#unpaid(orders, which), (order) => this.#cancel(order, STAFF_ID, `/api/admin/orders/${order.outTradeNo}/cancel/`)),
    refund: ({ orders }, dice) => this.#with(chosen(orders.filter((order) => order.status === 1), dice[0]), (order) => this.#refund(order, dice)),
    approve: ({ refunds }, [which]) => this.#decideRefund(refunds, ['requested', 'failed'], which, 'approve'),
    reject: ({ refunds }, [which]) => this.#decideRefund(refunds, ['requested'], which, 'reject'),
    open: (sight, [which]) => this.#with(chosen(this.#linked(sight), which), (number) => this.#open(number)),
    scan: (sight, [which]) => this.#with(chosen(this.#linked(sight), which), (number) => this.#buy(number, 'scan')),
    pay: (sight, [which]) => this.#with(this.#payable(sight, which), (number) => this.#buy(number, 'pay')),
    payInTwoTabs: (sight, [which]) =>
      this.#with(this.#payable(sight, which), async (number) => (await Promise.all([this.#buy(number, 'pay'), this.#buy(number, 'pay')])).join(', ')),
    consoleRefund: ({ payments }, dice) => this.#with(chosen(payments.filter((payment) => payment.tradeNo !== null), dice[0]), (payment) => this.#consoleRefund(payment, dice)),
    consoleClose: ({ payments }, [which]) =>
      this.#with(chosen(payments.filter((payment) => payment.state === 'waiting'), which), async ({ outTradeNo }) => (await this.world.console.close(outTradeNo)).kind),
    reprice: (_, [which, how]) => () =>
      this.#course('price = $2', 1 + Math.floor(which * COURSE_COUNT), oneOf(['99.00', '0.03', '120.50', '33.33'], how)),
    toggleSale: (_, [which]) => () => this.#course('status = $2::smallint - status', 1 + Math.floor(which * COURSE_COUNT), 1),
    deliver: () => async () => `${await this.world.gateway.deliverDue()} notifies`,
    resend: ({ payments }, [which]) => this.#with(chosen(payments, which), ({ outTradeNo }) => this.world.gateway.resend(outTradeNo).then(() => 'sent')),
    falseClose: ({ payments }, [which]) => this.#with(chosen(payments.filter((payment) => payment.state === 'waiting'), which), (payment) => this.#falseClose(payment)),
    strangeTrade: ({ payments }, [which]) => this.#with(chosen(payments.filter((payment) => payment.tradeNo !== null), which), (payment) => this.#strangeTrade(payment)),
    wrongSum: ({ payments, orders }, [which]) =>
      this.#with(chosen(payments.filter((payment) => payment.state === 'waiting'), which), (payment) =>
        this.#wrongSum(payment, orders.find((order) => order.id === payment.orderId)),
      ),
    breakNotify: (_, [how, which]) => () => this.#breakNotify(how, which),
    breakApi: (_, [method, how]) => () => this.#breakApi(oneOf(METHODS, method), how),
    forgetClose: () => () => this.#setApiFault('alipay.trade.close', 'forget_close'),
    mend: () => () => this.mend().then(() => 'all works'),
    sweep: () => () => this.world.sweep().then(() => 'swept'),
    passSeconds: (_, [much]) => () => this.#pass(1 + Math.floor(much * 59)),
    passMinutes: (_, [much]) => () => this.#pass(60 + Math.floor(much * 1800)),
    passDeadline: () => () => this.#pass(1870),
    passDays: (_, [much]) => () => this.#pass(86_400 * (0.5 + much * 4)),
  };

  #with<T>(thing: T | undefined, act: (thing: T) => Promise<string>): Deed {
    return thing === undefined ? NOTHING : () => act(thing);
  }

  #unpaid(orders: readonly SeenOrder[], dice: number): SeenOrder | undefined {
    return chosen(orders.filter((order) => order.status === 0), dice) ?? chosen(orders, dice);
  }

  /** Numbers somebody holds a link for, in the order of their payments. */
  #linked({ payments }: Sight): string[] {
    return payments.map((payment) => payment.outTradeNo).filter((number) => this.#links.has(number));
  }

  /** Whoever pays pays what is not paid yet, as far as the shop knows, and the newest of these. */
  #payable(sight: Sight, dice: number): string | undefined {
    const paid = new Set(sight.payments.filter((payment) => payment.state === 'succeeded').map((payment) => payment.outTradeNo));
    return chosen(this.#linked(sight).filter((number) => !paid.has(number)), dice) ?? chosen(this.#linked(sight), dice);
  }

  async #told(userId: number, url: string, body: object = {}): Promise<string> {
    return told(await this.world.ask(userId, 'POST', url, body));
  }

  /** The total on the page may be stale: the refusal names the right one, and the student presses again. */
  #place({ prices, coupons }: Sight, [who, what, how]: Action['dice']): Deed {
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
    return `student ${userId} [${body.courses.join()}] ${body.coupon === undefined ? '' : `coupon ${body.coupon} `}${told(answer)} ${answer?.body.out_trade_no ?? ''}`;
  }

  async #placeAgain(order: SeenOrder): Promise<string> {
    const body: PlaceBody = { total_amount: order.total, pay_type: order.payType, courses: order.courses };
    if (order.couponRecordId !== null) body.coupon = order.couponRecordId;
    const answer = await this.world.ask(order.userId, 'POST', '/api/order/pay/', body);
    if (answer?.http === 200 && answer.body.out_trade_no === order.outTradeNo) count(this.tally, 'place again: the same order');
    if (answer?.body.code === 'GATEWAY_UNAVAILABLE') count(this.tally, 'place again past the deadline, gateway silent');
    this.#keepLink(answer);
    return `student ${order.userId} [${order.courses.join()}] ${told(answer)}`;
  }

  async #payAgain(order: SeenOrder): Promise<string> {
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

  async #cancel(order: SeenOrder, userId: number, url: string): Promise<string> {
    const answer = await this.world.ask(userId, 'POST', url);
    if (answer?.body.code === 'ORDER_PAID' && order.status === 0) count(this.tally, 'cancel or deadline, the gateway says paid');
    if (answer?.body.code === 'GATEWAY_UNAVAILABLE') count(this.tally, 'cancel or deadline, the gateway cannot be asked');
    return told(answer);
  }

  #refund(order: SeenOrder, [, what, how]: Action['dice']): Promise<string> {
    const reason = 'changed my mind';
    const amount = yuanFromFen(fen(1 + Math.floor(how * fenFromYuan(order.total))));
    const wish = what < 0.4 ? {} : what < 0.7 ? { courses: [oneOf(order.courses, how)] } : { amount };
    return this.#told(order.userId, `/api/order/${order.outTradeNo}/refund/`, { reason, ...wish });
  }

  #decideRefund(refunds: Sight['refunds'], states: readonly string[], dice: number, how: 'approve' | 'reject'): Deed {
    const refund = chosen(refunds.filter(({ state }) => states.includes(state)), dice);
    return this.#with(refund, ({ outRequestNo }) => this.#told(STAFF_ID, `/api/admin/refunds/${outRequestNo}/${how}/`));
  }

  async #open(outTradeNo: string): Promise<string> {
    const link = this.#links.get(outTradeNo);
    return link !== undefined && (await this.world.gateway.openLink(link)) ? 'opened' : 'the cashier refuses';
  }

  /** A page that was opened stays open in its tab, whatever a new link says. */
  async #buy(outTradeNo: string, does: 'scan' | 'pay'): Promise<string> {
    if (await this.world.gateway.buyer(outTradeNo, does)) return does;
    await this.#open(outTradeNo);
    return (await this.world.gateway.buyer(outTradeNo, does)) ? does : 'the cashier refuses';
  }

  async #consoleRefund({ outTradeNo, tradeNo, amount }: SeenPayment, [, much, part]: Action['dice']): Promise<string> {
    const most = fenFromYuan(amount);
    const refundFen = part < 0.3 ? most : fen(1 + Math.floor(much * (most - 1)));
    const outRequestNo = `console${++this.#strangeCount}`;
    const outcome = await this.world.console.refund({ outTradeNo, tradeNo: tradeNo ?? '', outRequestNo, refundFen, reason: 'console' });
    if (outcome.kind === 'refunded') this.strangeRefunds.set(outRequestNo, outTradeNo);
    return `${yuanFromFen(refundFen)} ${outcome.kind}`;
  }

  async #course(change: string, id: number, value: string | number): Promise<string> {
    const price = change.startsWith('price');
    await this.world.ground.rows(`UPDATE luffy_course SET ${change} WHERE id = $1 ${price ? 'AND price > 0' : ''}`, [id, value]);
    return `course ${id}`;
  }

  /** The channel says closed of a page that can still be paid. */
  async #falseClose({ outTradeNo, amount }: SeenPayment): Promise<string> {
    const trade = (await this.world.gateway.books()).find((entry) => entry.trade.out_trade_no === outTradeNo)?.trade;
    if (trade?.trade_status !== 'WAIT_BUYER_PAY') return 'nobody scanned it';
    return this.#say({ out_trade_no: outTradeNo, trade_no: trade.trade_no ?? '', trade_status: 'TRADE_CLOSED', total_amount: amount });
  }

  /** A second trade number for one payment. */
  #strangeTrade({ outTradeNo, amount }: SeenPayment): Promise<string> {
    const tradeNo = `2026030222001${String(900_000_000_000_000 + ++this.#strangeCount)}`;
    return this.#say({ out_trade_no: outTradeNo, trade_no: tradeNo, trade_status: 'TRADE_SUCCESS', total_amount: amount, gmt_payment: '2026-03-02 14:05:00' });
  }

  async #say(fields: Record<string, string>): Promise<string> {
    const notifyId = `strange${++this.#strangeCount}`;
    const time = '2026-03-02 14:05:00';
    const body = signedNotify({ ...fields, notify_id: notifyId, notify_type: 'trade_status_sync', notify_time: time });
    return this.world.receive(NOTIFY_TYPE, body).then(
      (answer) => answer.body,
      () => 'no answer',
    );
  }

  /** Another program of the school, with the same app and keys, sells under our number for another sum. */
  async #wrongSum({ outTradeNo }: SeenPayment, order: SeenOrder | undefined): Promise<string> {
    const totalFen = fen(1);
    const expiresAt = new Date(this.world.clock.now().getTime() + 1_800_000);
    if (!order || order.total === '0.01') return 'nothing to do it with';
    const link = await this.world.console.payUrl({ outTradeNo, totalFen, subject: `course`, expiresAt, device: 'desktop' });
    if (!(await this.world.gateway.openLink(link))) return 'the cashier refuses';
    return (await this.world.gateway.buyer(outTradeNo, 'pay')) ? '0.01 paid' : 'the cashier refuses';
  }

  #breakNotify(how: number, which: number): Promise<string> {
    const faults = [{ drop: true }, { repeat: 3 }, { delay_ms: 600_000 }, { tamper: oneOf(TAMPERS, which) }, { tamper: oneOf(TAMPERS, which), repeat: 2 }] as const;
    this.#faults.notify = oneOf<NonNullable<Faults['notify']>>(faults, how);
    return this.#setFaults();
  }

  #breakApi(method: (typeof METHODS)[number], how: number): Promise<string> {
    return this.#setApiFault(method, oneOf<string>(MODES_OF[method], how));
  }

  #setApiFault(method: (typeof METHODS)[number], mode: string): Promise<string> {
    this.#faults.api = [...this.#faults.api.filter((fault) => fault.method !== method), { method, mode }];
    return this.#setFaults();
  }

  async #setFaults(): Promise<string> {
    await this.world.gateway.setFaults(this.#faults);
    return JSON.stringify(this.#faults);
  }

  /** Time never passes without the sweep that looks what it brought. */
  async #pass(seconds: number): Promise<string> {
    this.world.pass(Math.floor(seconds));
    await this.world.sweep();
    return `${Math.floor(seconds)} s`;
  }
}
