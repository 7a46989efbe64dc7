import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { buy, control, isGenuineNotify, newWorld, type World } from './world.js';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.gateway.close());

describe('faults of the notify', () => {
  const fault = (notify: object) => control(world, 'PUT', '/faults', { notify });

  test('drop: nothing arrives, the attempt is written down, and the retry after DELETE does arrive', async () => {
    await fault({ drop: true });
    await buy(world, 'A1');
    await world.gateway.tick();
    expect(world.posted).toHaveLength(0);
    expect((await control(world, 'GET', '/trades/A1')).json).toMatchObject({
      notifies: [{ attempts: [{ http_status: null, answer: 'dropped' }] }],
    });
    await control(world, 'DELETE', '/faults');
    await world.gateway.advance(4 * 60);
    expect(world.posted).toHaveLength(1);
  });

  test('repeat: the same notify arrives so many times', async () => {
    await fault({ repeat: 3 });
    await buy(world, 'A1');
    await world.gateway.tick();
    expect(new Set(world.posted.map((one) => one.body)).size).toBe(1);
    expect(world.posted).toHaveLength(3);
  });

  test('delay_ms: it is due later', async () => {
    await fault({ delay_ms: 500 });
    await buy(world, 'A1');
    await world.gateway.tick();
    world.clock.ms += 499;
    expect(await world.gateway.deliverDue()).toBe(0);
    world.clock.ms += 1;
    expect(await world.gateway.deliverDue()).toBe(1);
  });

  test.each([
    ['amount', 'total_amount', '0.01'],
    ['app_id', 'app_id', '2021000000000000'],
    ['seller_id', 'seller_id', '2088000000000000'],
    ['out_trade_no', 'out_trade_no', '1A0'],
  ])('tamper %s: the value is wrong and the signature true', async (tamper, field, value) => {
    await fault({ tamper });
    await buy(world, 'A1');
    await world.gateway.deliverDue();
    expect(world.posted[0]?.fields[field]).toBe(value);
    expect(isGenuineNotify(world.posted[0])).toBe(true);
  });

  test('tamper key: everything is right except whose signature it is', async () => {
    await fault({ tamper: 'key' });
    await buy(world, 'A1');
    await world.gateway.deliverDue();
    expect(world.posted[0]?.fields).toMatchObject({
      total_amount: '99.00',
      sign: expect.stringMatching(/^[\w+/]{342}==$/),
    });
    expect(isGenuineNotify(world.posted[0])).toBe(false);
  });

  test('tamper sign_type: a true SHA-1 signature', async () => {
    await fault({ tamper: 'sign_type' });
    await buy(world, 'A1');
    await world.gateway.deliverDue();
    expect(world.posted[0]?.fields['sign_type']).toBe('RSA');
    expect(isGenuineNotify(world.posted[0], 'RSA-SHA1')).toBe(true);
  });

  test('extra_field, buyer_open_id and finished_at_once', async () => {
    await control(world, 'PUT', '/faults', {
      notify: { extra_field: true },
      trade: { buyer_open_id: true, finished_at_once: true },
    });
    await buy(world, 'A1');
    await world.gateway.deliverDue();
    expect(world.posted[0]?.fields).toMatchObject({
      new_field_of_tomorrow: expect.any(String),
      buyer_open_id: expect.any(String),
      trade_status: 'TRADE_FINISHED',
    });
    expect(world.posted[0]?.fields).not.toHaveProperty('buyer_id');
    expect(isGenuineNotify(world.posted[0])).toBe(true);
  });
});
