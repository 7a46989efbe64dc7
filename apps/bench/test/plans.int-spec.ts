import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { CONNECTIONS, press } from '../src/load.ts';
import { notify } from '../src/scenario/notify.ts';
import { place } from '../src/scenario/place.ts';
import { purchase } from '../src/scenario/purchase.ts';
import { adminSearch, courses, ownOrders, poll } from '../src/scenario/read.ts';
import type { Used } from '../src/scenario/scenario.ts';
import { paidNotify } from '../src/stage/notify.ts';
import { priceOf, tradeNumber, waitingNumber } from '../src/stage/shop.ts';
import { Stage } from '../src/stage/stage.ts';

/**
 * PostgreSQL itself writes down how it carried out every statement of the running product (auto_explain). No statement that is
 * asked often, or that looks for due work, may read a big table from end to end: such a one grows with the shop.
 */
const SIZE = { orders: 30_000, waiting: 300 };
/** Grow with every order. */
const BIG = /^luffy_(order|order_detail|payment|order_event|enrolment|notify|refund|message|gateway_call|user)$/;

/** Whole looks that are meant, by a piece of their text. */
const MEANT: readonly (readonly [piece: RegExp, why: string])[] = [
  [/FROM invariant_/, 'every promise about every order is looked at, once in ten minutes'],
];

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

interface Carried {
  'Query Text': string;
  Plan: PlanNode;
}

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()), 60_000);
afterAll(() => stage?.close());

/** Big tables that a plan reads from end to end. */
function wholeLooks(node: PlanNode): string[] {
  const own = node['Node Type'].includes('Seq Scan') ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(wholeLooks)].filter((table) => BIG.test(table));
}

/** What the server wrote since it was asked to; each plan is one JSON text over several lines. */
function carriedOut(log: string): Carried[] {
  return log
    .split(/^(?=\d{4}-\d\d-\d\d )/m)
    .filter((entry) => /duration: .* plan:/.test(entry))
    .map((entry) => JSON.parse(entry.slice(entry.indexOf('{')).replace(/^\t/gm, '')) as Carried);
}

describe('how the database carries out what the product asks', () => {
  test('nothing hot and nothing due reads a big table from end to end', async () => {
    await stage.makeDatabase('plans', SIZE, () => undefined);
    const admin = await stage.connect('plans');
    await admin.query(`ALTER DATABASE plans SET session_preload_libraries = 'auto_explain'`);
    await admin.query(`ALTER DATABASE plans SET auto_explain.log_min_duration = 0`);
    await admin.query(`ALTER DATABASE plans SET auto_explain.log_format = 'json'`);
    // A table of few pages is rightly read whole; this makes the planner choose as it would in a shop a hundred times as big.
    await admin.query('ALTER DATABASE plans SET random_page_cost = 0.1');
    await admin.end();
    const before = readFileSync(stage.databaseLog, 'utf8').length;

    const gateway = await stage.startGateway();
    const server = await stage.startApi('plans', { sweepSeconds: 1, gateway });
    const signed = await Promise.all(
      Array.from({ length: 2 * CONNECTIONS }, (_, index) =>
        paidNotify(
          {
            outTradeNo: waitingNumber(index),
            tradeNo: tradeNumber(40_000_000_000 + index),
            amount: priceOf(1),
            subject: '课程',
          },
          stage.keys,
        ),
      ),
    );
    const used: Used = { size: SIZE, keys: stage.keys, purchases: 0, notifies: 0, signed };
    const seen: Record<string, number> = {};
    for (const scenario of [place, notify, poll, ownOrders, courses, adminSearch, purchase]) {
      const steps = scenario.steps(used);
      seen[scenario.name] = (await press(server.url, steps, { amount: 2 * CONNECTIONS * steps.length })).passes;
    }
    // Two rounds of the sweeps, with what was just placed and paid.
    await new Promise((resume) => setTimeout(resume, 2_500));
    await stage.stop(server);

    expect(Object.entries(seen).filter(([, passes]) => passes === 0)).toEqual([]);
    const carried = carriedOut(readFileSync(stage.databaseLog, 'utf8').slice(before));
    const texts = carried.map((one) => one['Query Text']);
    // The statements are there at all: the two that take the money, and a sweep that looks for due payments.
    for (const piece of ['paid_order AS', 'placed AS', 'next_query_at <= $1'])
      expect(texts.some((text) => text.includes(piece))).toBe(true);
    const bad = carried
      .map((one) => ({ text: one['Query Text'].replace(/\s+/g, ' ').slice(0, 300), tables: wholeLooks(one.Plan) }))
      .filter(({ text, tables }) => tables.length > 0 && !MEANT.some(([piece]) => piece.test(text)));
    expect([...new Set(bad.map(({ text, tables }) => `${tables.join(', ')}: ${text}`))]).toEqual([]);
  }, 180_000);
});
