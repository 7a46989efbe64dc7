import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';

import { Clock, SystemClock } from './clock.js';
import { APP_CONFIG, type AppConfig } from './config.js';
import { Database } from './database.js';

/** Looks for due work and does a small batch of it; answers how many pieces it did. Safe in every process at once. */
export type Sweep = () => Promise<number>;

/** How many batches of one sweep a tick runs at most, so that one backlog cannot starve the others. */
const BATCHES_A_TICK = 20;

/** Ticks the registered sweeps, one at a time: due work is rows with a time, never jobs in memory. */
@Injectable()
export class SweepTicker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('sweep');
  readonly #sweeps = new Map<string, Sweep>();
  #running: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly database: Database,
    private readonly scheduler: SchedulerRegistry,
  ) {}

  register(name: string, sweep: Sweep): void {
    this.#sweeps.set(name, sweep);
  }

  onApplicationBootstrap(): void {
    if (this.config.SWEEP_SECONDS <= 0) return; // tests tick by hand
    const timer = setInterval(() => void this.tick(), this.config.SWEEP_SECONDS * 1000);
    this.scheduler.addInterval('sweep', timer);
  }

  /** Before the database is let go: what is under way ends, and nothing new begins. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    if (this.scheduler.doesExist('interval', 'sweep')) this.scheduler.deleteInterval('sweep');
    await this.#running;
  }

  /** One round over every sweep. A round that is still running is joined, not started again. */
  tick(): Promise<void> {
    this.#running ??= this.#round().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #round(): Promise<void> {
    if (this.clock instanceof SystemClock)
      await this.#guarded('clock', () => this.#followDatabase(this.clock as SystemClock));
    for (const [name, sweep] of this.#sweeps) {
      if (this.#isStopping) return;
      await this.#guarded(name, () => this.#drain(sweep));
    }
  }

  async #drain(sweep: Sweep): Promise<void> {
    for (let batch = 0; batch < BATCHES_A_TICK && !this.#isStopping && (await sweep()) > 0; batch++);
  }

  async #followDatabase(clock: SystemClock): Promise<void> {
    await clock.follow(() => this.database.now());
  }

  /** A sweep that fails is tried again with the next tick; the others still run. */
  async #guarded(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.error({ sweep: name, err: error instanceof Error ? error.stack : String(error) });
    }
  }
}
