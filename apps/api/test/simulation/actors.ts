import type { Tally } from './coverage.js';
import { chosen, older, oneOf } from './dice.js';
import { METHODS, MODES_OF, TAMPERS, type ApiFault, type Faults } from './gateway-side.js';
import type { Act, Action, Deed } from './plan.js';
import { lookAround, type SeenOrder, type Sight } from './sight.js';
import { Strangers } from './strangers.js';
import { Students } from './students.js';
import { COUPON_COUNT, COURSE_COUNT, STAFF_ID, STUDENTS, type World } from './world.js';

const NOTHING: Deed = () => Promise.resolve('nothing to do it with');

/** Students, buyers, staff and the weather. Each decides from what can be seen, then acts. */
export class Actors {
  readonly strangers: Strangers;
  readonly #students: Students;
  readonly #faults: Required<Pick<Faults, 'api'>> & Pick<Faults, 'notify'> = { api: [] };

  constructor(
    private readonly world: World,
    tally: Tally,
  ) {
    this.strangers = new Strangers(world);
    this.#students = new Students(world, tally);
  }

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
    place: (sight, dice) => this.#students.place(sight, dice),
    placeAgain: ({ orders }, [which]) => this.#with(chosen(orders, which), (order) => this.#students.placeAgain(order)),
    payAgain: ({ orders }, [which]) => this.#with(chosen(orders, which), (order) => this.#students.payAgain(order)),
    claim:
      (_, [who, which]) =>
      () =>
        this.#students.told(
          1 + Math.floor(who * STUDENTS),
          `/api/coupon/${1 + Math.floor(which * COUPON_COUNT)}/claim/`,
        ),
    look: ({ orders }, [which]) =>
      this.#with(chosen(orders, which), ({ userId, outTradeNo }) =>
        this.world
          .ask(userId, 'GET', `/api/order/success/?out_trade_no=${outTradeNo}`)
          .then((answer) => answer?.body.msg ?? 'no answer'),
      ),
    cancel: ({ orders }, [which]) =>
      this.#with(this.#unpaid(orders, which), (order) =>
        this.#students.cancel(order, order.userId, `/api/order/${order.outTradeNo}/cancel/`),
      ),
    staffCancel: ({ orders }, [which]) =>
      this.#with(this.#unpaid(orders, which), (order) =>
        this.#students.cancel(order, STAFF_ID, `/api/admin/orders/${order.outTradeNo}/cancel/`),
      ),
    refund: ({ orders }, dice) =>
      this.#with(
        chosen(
          orders.filter((order) => order.status === 1),
          dice[0],
        ),
        (order) => this.#students.refund(order, dice),
      ),
    approve: ({ refunds }, [which]) => this.#decideRefund(refunds, ['requested', 'failed'], which, 'approve'),
    reject: ({ refunds }, [which]) => this.#decideRefund(refunds, ['requested'], which, 'reject'),
    open: (sight, [which]) => this.#with(chosen(this.#linked(sight), which), (number) => this.#students.open(number)),
    scan: (sight, [which]) =>
      this.#with(chosen(this.#linked(sight), which), (number) => this.#students.buy(number, 'scan')),
    pay: (sight, [which]) => this.#with(this.#payable(sight, which), (number) => this.#students.buy(number, 'pay')),
    payOlder: (sight, [which]) =>
      this.#with(older(this.#stillOpen(sight), which), (number) => this.#students.buy(number, 'pay')),
    payInTwoTabs: (sight, [which]) =>
      this.#with(this.#payable(sight, which), async (number) =>
        (await Promise.all([this.#students.buy(number, 'pay'), this.#students.buy(number, 'pay')])).join(', '),
      ),
    consoleRefund: ({ payments }, dice) =>
      this.#with(
        chosen(
          payments.filter((payment) => payment.tradeNo !== null),
          dice[0],
        ),
        (payment) => this.strangers.consoleRefund(payment, dice),
      ),
    consoleClose: ({ payments }, [which]) =>
      this.#with(
        chosen(
          payments.filter((payment) => payment.state === 'waiting'),
          which,
        ),
        async ({ outTradeNo }) => (await this.world.console.close(outTradeNo)).kind,
      ),
    reprice:
      (_, [which, how]) =>
      () =>
        this.#course(
          'price = $2',
          1 + Math.floor(which * COURSE_COUNT),
          oneOf(['99.00', '0.03', '120.50', '33.33'], how),
        ),
    toggleSale:
      (_, [which]) =>
      () =>
        this.#course('status = $2::smallint - status', 1 + Math.floor(which * COURSE_COUNT), 1),
    deliver: () => async () => `${await this.world.gateway.deliverDue()} notifies`,
    resend: ({ payments }, [which]) =>
      this.#with(chosen(payments, which), ({ outTradeNo }) => this.world.gateway.resend(outTradeNo).then(() => 'sent')),
    falseClose: ({ payments }, [which]) =>
      this.#with(
        chosen(
          payments.filter((payment) => payment.state === 'waiting'),
          which,
        ),
        (payment) => this.strangers.falseClose(payment),
      ),
    strangeTrade: ({ payments }, [which]) =>
      this.#with(
        chosen(
          payments.filter((payment) => payment.tradeNo !== null),
          which,
        ),
        (payment) => this.strangers.strangeTrade(payment),
      ),
    wrongSum: ({ payments, orders }, [which]) =>
      this.#with(
        chosen(
          payments.filter((payment) => payment.state === 'waiting'),
          which,
        ),
        (payment) =>
          this.strangers.wrongSum(
            payment,
            orders.find((order) => order.id === payment.orderId),
          ),
      ),
    breakNotify:
      (_, [how, which]) =>
      () =>
        this.#breakNotify(how, which),
    breakApi:
      (_, [method, how]) =>
      () =>
        this.#breakApi(oneOf(METHODS, method), how),
    forgetClose: () => () => this.#setApiFaults([{ method: 'alipay.trade.close', mode: 'forget_close' }]),
    silence: () => () =>
      this.#setApiFaults([
        { method: 'alipay.trade.close', mode: 'timeout' },
        { method: 'alipay.trade.query', mode: 'reset' },
      ]),
    loseRefund:
      (_, [how]) =>
      () =>
        this.#setApiFaults([
          {
            method: 'alipay.trade.refund',
            mode: oneOf(['timeout_after_doing', 'system_error_after_doing', 'timeout'], how),
          },
        ]),
    lackBalance: () => () => this.#setApiFaults([{ method: 'alipay.trade.refund', mode: 'seller_balance_not_enough' }]),
    mend: () => () => this.mend().then(() => 'all works'),
    sweep: () => () => this.world.sweep().then(() => 'swept'),
    passSeconds:
      (_, [much]) =>
      () =>
        this.#pass(1 + Math.floor(much * 59)),
    passMinutes:
      (_, [much]) =>
      () =>
        this.#pass(60 + Math.floor(much * 1800)),
    passIntoGrace: () => () => this.#pass(1830),
    passDeadline: () => () => this.#pass(1870),
    passDays:
      (_, [much]) =>
      () =>
        this.#pass(86_400 * (0.5 + much * 4)),
  };

  #with<T>(thing: T | undefined, act: (thing: T) => Promise<string>): Deed {
    return thing === undefined ? NOTHING : () => act(thing);
  }

  #unpaid(orders: readonly SeenOrder[], dice: number): SeenOrder | undefined {
    return (
      chosen(
        orders.filter((order) => order.status === 0),
        dice,
      ) ?? chosen(orders, dice)
    );
  }

  /** Numbers somebody holds a link for, in the order of their payments. */
  #linked({ payments }: Sight): string[] {
    return payments.map((payment) => payment.outTradeNo).filter((number) => this.#students.holdsLink(number));
  }

  /** Whoever pays pays what is not paid yet, as far as the shop knows, and the newest of these. */
  #payable(sight: Sight, dice: number): string | undefined {
    return chosen(this.#stillOpen(sight), dice) ?? chosen(this.#linked(sight), dice);
  }

  #stillOpen(sight: Sight): string[] {
    const paid = new Set(
      sight.payments.filter((payment) => payment.state === 'succeeded').map((payment) => payment.outTradeNo),
    );
    return this.#linked(sight).filter((number) => !paid.has(number));
  }

  #decideRefund(refunds: Sight['refunds'], states: readonly string[], dice: number, how: 'approve' | 'reject'): Deed {
    const refund = chosen(
      refunds.filter(({ state }) => states.includes(state)),
      dice,
    );
    return this.#with(refund, ({ outRequestNo }) =>
      this.#students.told(STAFF_ID, `/api/admin/refunds/${outRequestNo}/${how}/`),
    );
  }

  async #course(change: string, id: number, value: string | number): Promise<string> {
    const price = change.startsWith('price');
    await this.world.ground.rows(`UPDATE luffy_course SET ${change} WHERE id = $1 ${price ? 'AND price > 0' : ''}`, [
      id,
      value,
    ]);
    return `course ${id}`;
  }

  #breakNotify(how: number, which: number): Promise<string> {
    const faults = [
      { drop: true },
      { repeat: 3 },
      { delay_ms: 600_000 },
      { tamper: oneOf(TAMPERS, which) },
      { tamper: oneOf(TAMPERS, which), repeat: 2 },
    ] as const;
    this.#faults.notify = oneOf<NonNullable<Faults['notify']>>(faults, how);
    return this.#setFaults();
  }

  #breakApi(method: (typeof METHODS)[number], how: number): Promise<string> {
    return this.#setApiFaults([{ method, mode: oneOf<string>(MODES_OF[method], how) }]);
  }

  #setApiFaults(faults: ApiFault[]): Promise<string> {
    const others = this.#faults.api.filter((fault) => !faults.some(({ method }) => method === fault.method));
    this.#faults.api = [...others, ...faults];
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
