import { type ExportFile, exportFile } from './export-file.ts';
import { profile } from './profile.ts';
import { compare, type Pace, type Result, type Side } from './rounds.ts';
import { brokenPromises } from './promises.ts';
import { notify } from './scenario/notify.ts';
import { place } from './scenario/place.ts';
import { purchase } from './scenario/purchase.ts';
import { adminSearch, courses, ownOrders, poll } from './scenario/read.ts';
import type { Scenario, Used } from './scenario/scenario.ts';
import { type Measured, press } from './load.ts';
import { paidNotify } from './stage/notify.ts';
import type { Server } from './stage/server.ts';
import { priceOf, type Size, tradeNumber, waitingNumber, WAITERS } from './stage/shop.ts';
import type { ApiOptions, Stage } from './stage/stage.ts';

/** Everything that is compared with the limit, and what must not slow down as a shop or its processes grow. */
export const SCENARIOS: readonly Scenario[] = [place, notify, poll, ownOrders, courses, adminSearch, purchase];
export const GROWING: readonly Scenario[] = [place, notify, poll];

export interface Plan {
  pace: Pace;
  small: Size;
  /** Numbers of past orders to compare the small shop with. */
  growth: readonly number[];
  minuteSeconds: number;
  growing: readonly Scenario[];
  profiled: readonly Scenario[];
}

export interface Comparison {
  scenario: Scenario;
  bare: Result;
  product: Result;
}

export interface Growth {
  orders: number;
  loadedInSeconds: number;
  rates: { scenario: Scenario; small: Result; grown: Result }[];
  /** Staff search on all connections, and by one person at a time. */
  search: Result;
  alone: Measured;
  /** Every order as one file. */
  file: ExportFile;
}

export interface Findings {
  limits: Comparison[];
  workers: { scenario: Scenario; one: Result; two: Result }[];
  /** Of one process under whole purchases, its sweeps on, for a minute. */
  minute: { seconds: number; purchases: number; peakMb: number; errors: number };
  growth: Growth[];
  profiles: { scenario: Scenario; shares: Map<string, number> }[];
  errors: string[];
}

/** The small shop's name, its copy for the baseline, and shops of other sizes. */
const SHOP_DB = 'shop';
const BARE_DB = 'bare';

/** Everything that is measured, on one machine, in one run. */
export class Bench {
  readonly #stage: Stage;
  readonly #plan: Plan;
  readonly #tell: (line: string) => void;
  readonly #errors: string[] = [];
  readonly #used = new Map<string, Used>();

  constructor(stage: Stage, plan: Plan, tell: (line: string) => void) {
    this.#stage = stage;
    this.#plan = plan;
    this.#tell = tell;
  }

  async run(): Promise<Findings> {
    const { small } = this.#plan;
    this.#tell(`loading ${small.orders} orders`);
    await this.#stage.makeDatabase(SHOP_DB, small, this.#tell);
    await this.#stage.copyDatabase(SHOP_DB, BARE_DB);
    const signed = await this.#signNotifies(small.waiting);
    for (const name of [SHOP_DB, BARE_DB]) this.#use(name, small, signed);

    const limits = await this.#againstTheLimit();
    const workers = await this.#workers();
    const minute = await this.#minute();
    const profiles = await this.#profiles();
    const growth: Growth[] = [];
    for (const orders of this.#plan.growth) growth.push(await this.#grown(orders, signed));
    return { limits, workers, minute, growth, profiles, errors: this.#errors };
  }

  #use(database: string, size: Size, signed: readonly string[]): void {
    this.#used.set(database, { size, keys: this.#stage.keys, purchases: 0, notifies: 0, signed });
  }

  /** In the order of the waiting orders; the last thousand are left to the poll. */
  async #signNotifies(waiting: number): Promise<string[]> {
    const count = Math.max(1, waiting - 1000);
    this.#tell(`signing ${count} notifies`);
    const signed: string[] = [];
    const sign = (index: number): Promise<string> =>
      paidNotify(
        {
          outTradeNo: waitingNumber(index),
          tradeNo: tradeNumber(40_000_000_000 + index),
          amount: priceOf(1 + Math.floor(index / WAITERS)),
          subject: '课程',
        },
        this.#stage.keys,
      );
    const AT_ONCE = 8;
    for (let from = 0; from < count; from += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => sign(from + at));
      signed.push(...(await Promise.all(some)));
    }
    return signed;
  }

  #side(name: string, server: Server, database: string, scenario: Scenario): Side {
    const used = this.#used.get(database);
    if (!used) throw new Error(`the database ${database} has no load`);
    return { name, server, steps: () => scenario.steps(used) };
  }

  async #compare(scenario: Scenario, sides: readonly Side[]): Promise<Result[]> {
    await this.#stage.settle();
    const results = await compare(sides, this.#plan.pace, () => this.#stage.databaseCpuSeconds());
    return sides.map((side) => {
      const result = results.get(side.name);
      if (!result) throw new Error(`${side.name} was not measured`);
      const told = `${scenario.name} ${side.name}: ${result.rate.toFixed(0)}/s`;
      this.#tell(told);
      if (result.errors > 0) this.#errors.push(`${told}, ${result.errors} errors, the first: ${result.firstError}`);
      return result;
    });
  }

  async #keepsPromises(server: Server, size: Size): Promise<void> {
    for (const broken of await brokenPromises(server, size)) this.#errors.push(`a promise is broken: ${broken}`);
  }

  async #againstTheLimit(): Promise<Comparison[]> {
    const [bare, product] = [await this.#stage.startBare(BARE_DB), await this.#stage.startApi(SHOP_DB)];
    const comparisons: Comparison[] = [];
    for (const scenario of SCENARIOS) {
      const sides = [
        this.#side('bare', bare, BARE_DB, scenario),
        this.#side('product', product, SHOP_DB, scenario),
      ] as const;
      const [ofBare, ofProduct] = await this.#compare(scenario, sides);
      comparisons.push({ scenario, bare: ofBare as Result, product: ofProduct as Result });
    }
    await this.#keepsPromises(product, this.#plan.small);
    await Promise.all([this.#stage.stop(bare), this.#stage.stop(product)]);
    return comparisons;
  }

  async #workers(): Promise<Findings['workers']> {
    const [one, two] = [await this.#stage.startApi(SHOP_DB), await this.#stage.startApi(SHOP_DB, { workers: 2 })];
    const found: Findings['workers'] = [];
    for (const scenario of this.#plan.growing) {
      const [ofOne, ofTwo] = await this.#compare(scenario, [
        this.#side('one process', one, SHOP_DB, scenario),
        this.#side('two processes', two, SHOP_DB, scenario),
      ]);
      found.push({ scenario, one: ofOne as Result, two: ofTwo as Result });
    }
    await Promise.all([this.#stage.stop(one), this.#stage.stop(two)]);
    return found;
  }

  /** As in production: the sweeps run, and what they ask is answered by the local gateway. */
  async #minute(): Promise<Findings['minute']> {
    const gateway = await this.#stage.startGateway();
    const server = await this.#stage.startApi(SHOP_DB, { sweepSeconds: 5, gateway });
    const seconds = this.#plan.minuteSeconds;
    const { passes, errors, firstError } = await press(
      server.url,
      this.#side('minute', server, SHOP_DB, purchase).steps(),
      { seconds },
    );
    if (errors > 0) this.#errors.push(`a minute of purchases: ${errors} errors, the first: ${firstError}`);
    const peakMb = server.peakMb();
    this.#tell(`${seconds} s of purchases: ${passes}, ${peakMb.toFixed(0)} MB`);
    await this.#keepsPromises(server, this.#plan.small);
    await this.#stage.stop(server);
    return { seconds, purchases: passes, peakMb, errors };
  }

  async #profiles(): Promise<Findings['profiles']> {
    const inspected: ApiOptions = { nodeArgs: ['--inspect=127.0.0.1:0'] };
    const server = await this.#stage.startApi(SHOP_DB, inspected);
    const found: Findings['profiles'] = [];
    for (const scenario of this.#plan.profiled) {
      const { steps } = this.#side('profile', server, SHOP_DB, scenario);
      await press(server.url, steps(), { seconds: this.#plan.pace.warmUp || 1 });
      found.push({ scenario, shares: await profile(server, steps(), this.#plan.pace.seconds) });
    }
    await this.#stage.stop(server);
    return found;
  }

  async #grown(orders: number, signed: readonly string[]): Promise<Growth> {
    const size: Size = { ...this.#plan.small, orders };
    const name = `grown${orders}`;
    this.#tell(`loading ${orders} orders`);
    const began = performance.now();
    await this.#stage.makeDatabase(name, size, this.#tell);
    const loadedInSeconds = (performance.now() - began) / 1000;
    this.#use(name, size, signed);
    // The small shop anew, so that both have as many of the measurement's own orders.
    await this.#stage.dropDatabase(SHOP_DB);
    await this.#stage.makeDatabase(SHOP_DB, this.#plan.small, this.#tell);
    this.#use(SHOP_DB, this.#plan.small, signed);
    const [small, grown] = [await this.#stage.startApi(SHOP_DB), await this.#stage.startApi(name)];
    const rates: Growth['rates'] = [];
    for (const scenario of this.#plan.growing) {
      const [ofSmall, ofGrown] = await this.#compare(scenario, [
        this.#side('small', small, SHOP_DB, scenario),
        this.#side(`${orders}`, grown, name, scenario),
      ]);
      rates.push({ scenario, small: ofSmall as Result, grown: ofGrown as Result });
    }
    const [search] = await this.#compare(adminSearch, [this.#side(`${orders}`, grown, name, adminSearch)]);
    const { steps } = this.#side('alone', grown, name, adminSearch);
    const alone = await press(grown.url, steps(), { seconds: this.#plan.pace.seconds, connections: 1 });
    const file = await exportFile(grown, size);
    await this.#keepsPromises(grown, size);
    await Promise.all([this.#stage.stop(small), this.#stage.stop(grown)]);
    await this.#stage.dropDatabase(name);
    return { orders, loadedInSeconds, rates, search: search as Result, alone, file };
  }
}
